"""Loading a sheet at the desk: what comes back, who may see it, and what is refused."""

import gc
import io
import pickle
from dataclasses import replace
from datetime import timedelta

import pytest
from desk_client import Desk
from openpyxl import load_workbook
from sqlalchemy import func, select
from tumbaga.records.asset import Asset
from tumbaga.records.base import now
from tumbaga.records.job import Job
from tumbaga.web import jobs, queue
from tumbaga.web.app import create_app

HEADER = "Código;Nombre;Clase de registro;Dependencia;Descripción;Tema;Idioma"
GOOD = "A-1;Activo uno;Conjunto de datos;planeacion;Qué es;;es"
WRONG = "A-2;Activo dos;Conjunto de datos;planeacion;Qué es;Astrología;es"


def sheet(*rows: str) -> bytes:
    return "\n".join((HEADER, *rows)).encode()


def load(desk: Desk, content: bytes, name: str = "activos.csv", **more: str):
    data = {"clase": "datos", "archivo": (io.BytesIO(content), name), **more}
    answer = desk.post("/escritorio/cargas", data)
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return answer.location


def work(house) -> None:
    """Do what waits, as a worker would."""
    with house.session() as session:
        waiting = list(session.scalars(select(Job.uid).where(Job.state == "waiting")))
    for uid in waiting:
        jobs.run(house, uid)


def count(house) -> int:
    with house.session() as session:
        return session.scalar(select(func.count(Asset.id))) or 0


def test_what_is_right_is_saved_and_the_rest_is_told_row_by_row(house, ana):
    place = load(ana, sheet(GOOD, WRONG))
    waits = ana.get(place).get_data(as_text=True)

    work(house)
    page = ana.get(place).get_data(as_text=True)

    assert "En espera" in waits
    assert "1 registro está bien; 1 tiene algo por corregir" in page
    assert "fila 3" in page
    assert "Astrología" in page
    assert "No está en la lista" in page
    report = ana.get(f"{place}/informe.csv")
    assert "Astrología" in report.get_data(as_text=True)
    assert "attachment" in report.headers["Content-Disposition"]
    assert count(house) == 1


def test_a_workbook_comes_back_with_its_wrong_cells_marked(house, ana):
    template = ana.get("/escritorio/plantillas/datos.xlsx")
    book = load_workbook(io.BytesIO(template.get_data()))
    page = next(one for one in book.worksheets if one.cell(2, 1).value == "code")
    paths = [cell.value for cell in page[2]]
    for path, value in {
        "code": "A-1",
        "title": "Activo",
        "organization": "planeacion",
        "theme": "Astrología",
    }.items():
        page.cell(5, paths.index(path) + 1, value)
    filled = io.BytesIO()
    book.save(filled)

    place = load(ana, filled.getvalue(), "activos.xlsx")
    work(house)
    copy = ana.get(f"{place}/corregir.xlsx")

    assert copy.status_code == 200
    marked = load_workbook(io.BytesIO(copy.get_data()))[page.title]
    note = marked.cell(5, paths.index("theme") + 1).comment
    assert "No está en la lista" in note.text
    assert count(house) == 0


def test_a_rehearsal_saves_nothing(house, ana):
    place = load(ana, sheet(GOOD), probar="1")
    work(house)

    assert "Todo está bien: 1 registro" in ana.get(place).get_data(as_text=True)
    assert count(house) == 0


def test_loading_twice_doubles_nothing(house, ana):
    load(ana, sheet(GOOD))
    place = load(ana, sheet(GOOD))
    work(house)

    page = ana.get(place).get_data(as_text=True)
    assert "1 registro quedó guardado" in page
    assert count(house) == 1


def test_what_is_no_table_is_told_and_may_be_tried_again(house, ana):
    place = load(ana, b"%PDF-1.7 algo", "activos.xlsx")
    work(house)

    page = ana.get(place).get_data(as_text=True)
    assert "No se pudo cargar «activos.xlsx»" in page
    assert "Es un PDF" in page
    assert ana.post(f"{place}/repetir").status_code == 303
    assert "En espera" in ana.get(place).get_data(as_text=True)


def test_a_form_without_file_or_kind_is_told_what_lacks(ana):
    nothing = ana.post("/escritorio/cargas", {"clase": "datos"})
    strange = ana.post(
        "/escritorio/cargas",
        {"clase": "personas", "archivo": (io.BytesIO(b"x"), "a.csv")},
    )

    assert nothing.status_code == strange.status_code == 400
    assert "Falta el archivo" in nothing.get_data(as_text=True)
    assert "Diga qué registra" in strange.get_data(as_text=True)


@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_a_file_may_not_be_larger_than_the_setting(house, people):
    small = create_app(replace(house.settings, largest_upload="3"))
    desk = Desk(small, people.ana)
    fits = {"clase": "datos", "archivo": (io.BytesIO(b" " * 2_900_000), "a.csv")}
    large = {"clase": "datos", "archivo": (io.BytesIO(b" " * 3_200_000), "a.csv")}

    assert desk.post("/escritorio/cargas", fits).status_code == 303
    assert desk.post("/escritorio/cargas", large).status_code == 413
    gc.collect()  # the test client leaves its own spooled files to the collector


def test_a_load_of_somebody_else_is_as_if_it_were_not(house, app, people, ana):
    place = load(ana, sheet(GOOD))
    fabio, dario = Desk(app, people.fabio), Desk(app, people.dario)

    for address in (place, f"{place}/estado", f"{place}/informe.csv"):
        assert fabio.get(address).status_code == 404, address
    assert fabio.post(f"{place}/detener").status_code == 404
    assert dario.get("/escritorio/cargas").status_code == 403


def test_rows_of_another_dependencia_stay_out(house, app, people):
    fabio = Desk(app, people.fabio)
    place = load(fabio, sheet(GOOD))
    work(house)

    page = fabio.get(place).get_data(as_text=True)
    assert "le corresponde a" in page
    assert count(house) == 0
    forced = {"clase": "datos", "archivo": (io.BytesIO(b"x"), "a.csv")}
    refused = fabio.post("/escritorio/cargas", {**forced, "dependencia": "planeacion"})
    assert refused.status_code == 403


def test_a_stopped_load_keeps_what_was_saved_and_can_go_on(house, ana):
    rows = [GOOD.replace("A-1", f"A-{number}") for number in range(1, 451)]
    place = load(ana, sheet(*rows))
    uid = place.rpartition("/")[2]

    def stop_in_the_middle(session, *args, **values):
        job = advance(session, *args, **values)
        if job is not None and job.done >= 400:
            job.cancel = True
        return job

    advance = jobs.jobs.advance
    jobs.jobs.advance = stop_in_the_middle
    try:
        assert jobs.run(house, uid) == "cancelled"
    finally:
        jobs.jobs.advance = advance

    assert count(house) == 200
    assert "Se detuvo antes de terminar" in ana.get(place).get_data(as_text=True)
    ana.post(f"{place}/repetir")
    work(house)
    assert count(house) == 450


def test_two_workers_never_do_one_job(house, ana):
    uid = load(ana, sheet(GOOD)).rpartition("/")[2]

    with house.writing() as session:
        first = jobs.jobs.claim(session, uid, "uno")
    with house.writing() as session:
        second = jobs.jobs.claim(session, uid, "dos")

    assert first is not None
    assert second is None


def test_a_job_whose_worker_died_is_found_again(house, ana):
    uid = load(ana, sheet(GOOD)).rpartition("/")[2]
    with house.writing() as session:
        jobs.jobs.claim(session, uid, "muerto")
        session.scalars(select(Job)).one().beat = now() - timedelta(minutes=2)

    with house.session() as session:
        assert jobs.jobs.waiting(session) == [uid]
    assert jobs.run(house, uid) == "done"
    assert count(house) == 1


def test_a_worker_of_the_queue_does_what_was_sent(house, ana):
    """The real queue: huey's file on SQLite, its tables on PostgreSQL."""
    place = load(ana, sheet(GOOD))
    line = queue.line(house)

    task = line.huey.dequeue()
    line.huey.execute(task)

    assert "1 registro quedó guardado" in ana.get(place).get_data(as_text=True)


def test_messages_without_our_signature_are_not_opened(house):
    line = queue.line(house)
    forged = pickle.dumps(("x",))
    with pytest.raises(ValueError):
        line.huey.serializer.deserialize(forged)
