"""The pages of harvests: add, try, approve, run, look, decide, settle; and who may not."""

import csv
import io
import json
import re

import pytest
from local_server import serving
from offices import Office, opened
from sqlalchemy import select
from tumbaga import harvesters
from tumbaga.catalog import general_decisions, sources
from tumbaga.catalog.harvesting import publishers
from tumbaga.records.asset import Asset
from tumbaga.records.harvest import HarvestItem, HarvestRun
from tumbaga.records.job import Job
from tumbaga.web import jobs
from tumbaga.web.settings import Settings

pytestmark = pytest.mark.thorough

ROOT = "/escritorio/cosechas"
SOURCE = f"{ROOT}/fuentes/contraloria"


def feed(*numbers, publisher="Contraloría Gral.", **more):
    datasets = [
        {
            "identifier": f"d{n}",
            "title": f"Hallazgos {n}",
            "description": "Los del año.",
            "theme": ["Marcianos"],
            "publisher": {"name": publisher},
            **more,
        }
        for n in numbers
    ]
    return json.dumps({"dataset": datasets}), "application/json"


@pytest.fixture
def desks(tmp_path, database_url):
    """On each database, with jobs that wait until the test does them."""
    yield from opened(
        Settings(
            data=str(tmp_path),
            database_url=database_url,
            jobs="worker",
            harvest_private="sí",
            harvest_delay="0",
        )
    )


def house_of(desks: Office):
    return desks.app.extensions["tumbaga"]


def work(desks: Office) -> None:
    """Do what waits, as a worker would."""
    house = house_of(desks)
    with house.session() as session:
        left = list(session.scalars(select(Job.uid).where(Job.state == "waiting")))
    for uid in left:
        jobs.run(house, uid)


def text(answer, status=200) -> str:
    assert answer.status_code == status, answer.get_data(as_text=True)[:2000]
    return re.sub(r"\s+", " ", answer.get_data(as_text=True))


def add(desks: Office, where: str, person="dario", **more) -> None:
    data = {
        "title": "Contraloría",
        "kind": "datajson",
        "location": where,
        "organization": "planeacion",
        "schedule": "cada lunes a las 3",
        **more,
    }
    text(desks.desk(person).post(f"{ROOT}/nueva", data), 303)


def approve(desks: Office, where: str, **more) -> None:
    add(desks, where, **more)
    text(desks.desk("dario").post(f"{SOURCE}/aprobar"), 303)


def run_now(desks: Office, person="carla") -> str:
    text(desks.desk(person).post(f"{SOURCE}/cosechar"), 303)
    work(desks)
    with house_of(desks).session() as session:
        query = select(HarvestRun.uid).order_by(HarvestRun.id.desc())
        return f"{ROOT}/corridas/{session.scalars(query).first()}"


def test_from_proposal_to_records(desks):
    with serving({"/data.json": feed(1, 2)}) as server:
        add(desks, server.url("/data.json"))
        dario = desks.desk("dario")
        assert "Espera la aprobación" in text(dario.get(SOURCE))
        tried = dario.post(f"{SOURCE}/probar")
        work(desks)
        seen = text(dario.get(tried.headers["Location"]))
        assert "<b>2</b><span>nuevos" in seen
        assert "Marcianos" in seen
        assert "Hallazgos 1" in seen
        with house_of(desks).session() as session:
            assert session.scalars(select(Asset)).all() == []
        assert "aprobarla" in text(desks.desk("carla").post(f"{SOURCE}/cosechar"), 409)
        text(desks.desk("carla").post(f"{SOURCE}/aprobar"), 403)
        text(dario.post(f"{SOURCE}/aprobar"), 303)
        place = run_now(desks, "dario")

    page = text(dario.get(place))
    assert "Terminada" in page
    assert "Hallazgos 2" in page
    assert "cada lunes a las 3" in page
    listed = text(dario.get(ROOT))
    assert "1 de 1 terminadas" in listed
    with house_of(desks).session() as session:
        assert len(session.scalars(select(Asset)).all()) == 2


def test_wrong_forms_say_what_to_do_and_keep_nothing(desks):
    dario = desks.desk("dario")
    data = {"title": "X", "kind": "datajson", "location": "https://x.gov.co/d.json"}
    for change, said in (
        ({"kind": ""}, "Elija la clase"),
        ({"location": "file:///etc/passwd"}, "no empieza por https"),
        ({"location": "https://a:b@x.gov.co"}, "usuario o una clave"),
        ({"title": " "}, "Falta el nombre"),
        ({"schedule": "cuando llueva"}, "No se entiende «cuando llueva»"),
    ):
        page = text(dario.post(f"{ROOT}/nueva", {**data, **change}), 422)
        assert said in page
        assert 'value="https://x.gov.co/d.json"' in page or "location" in change
    with house_of(desks).session() as session:
        assert sources.listed(session) == []


def test_the_brake_waits_for_a_person(desks):
    with serving({"/data.json": feed(*range(10))}) as server:
        approve(desks, server.url("/data.json"))
        run_now(desks)
        server.routes["/data.json"] = feed(1)
        place = run_now(desks)
        page = text(desks.desk("carla").get(place))
        assert "9 no llegaron" in page
        assert "Hallazgos 7" in page
        assert "confirmar" not in text(desks.desk("beto").get(place))
        text(desks.desk("beto").post(f"{SOURCE}/confirmar"), 403)
        text(desks.desk("carla").post(f"{SOURCE}/rechazar"), 303)
        assert "se equivocó" in text(desks.desk("carla").get(place))
        text(desks.desk("carla").post(f"{SOURCE}/confirmar"), 409)
        run_now(desks)
        text(desks.desk("carla").post(f"{SOURCE}/confirmar"), 303)

    with house_of(desks).session() as session:
        states = [one.state for one in session.scalars(select(HarvestItem))]
    assert sorted(states) == ["missing"] * 9 + ["present"]


def test_what_failed_is_filtered_and_goes_out_as_a_sheet(desks):
    wrong = json.loads(feed(1, 2)[0])
    wrong["dataset"][1]["title"] = ""
    with serving({"/data.json": (json.dumps(wrong), "application/json")}) as server:
        approve(desks, server.url("/data.json"))
        place = run_now(desks)
    carla = desks.desk("carla")

    failed = text(carla.get(f"{place}?resultado=failed"))
    assert "d2" in failed
    assert "Hallazgos 1" not in failed
    assert "Hallazgos 1" not in text(carla.get(place))
    assert "Hallazgos 1" in text(carla.get(f"{place}?resultado="))
    rows = list(csv.reader(io.StringIO(text_of(carla.get(f"{place}/informe.csv")))))
    assert rows[0][0].lstrip("\ufeff") == "resultado"
    assert sorted(one[0] for one in rows[1:]) == ["con problema", "nuevo"]
    assert text(carla.get(f"{place}?resultado=nada&desde=x"))


def text_of(answer) -> str:
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def test_the_moving_piece_says_how_far_it_is(desks):
    with serving({"/data.json": feed(1)}) as server:
        approve(desks, server.url("/data.json"))
        place = run_now(desks)
    answer = desks.desk("carla").get(f"{place}/avance")
    assert answer.headers["X-Cosecha"] == "finished"
    assert "<html" not in text(answer)
    with house_of(desks).writing() as session:
        run = session.scalars(select(HarvestRun)).one()
        run.state, run.ended = "running", None
        run.counts = {"created": 7}
    answer = desks.desk("carla").get(f"{place}/avance")
    assert answer.headers["X-Cosecha"] == "running"
    assert "7 vistos, 7 nuevos</span></template>" in text(answer)
    page = text(desks.desk("carla").get(place))
    assert "Detener la cosecha" in page
    assert 'http-equiv="refresh"' in page
    text(desks.desk("carla").post(f"{SOURCE}/detener"), 303)
    assert "Seguir donde iba" in text(desks.desk("carla").get(place))


def test_a_run_tells_its_source_and_what_the_earlier_ones_brought(desks):
    with serving({"/data.json": feed(1, 2)}) as server:
        approve(desks, server.url("/data.json"))
        run_now(desks)
        server.routes["/data.json"] = feed(1, 2, description="Los de otro año.")
        run_now(desks)
        place = run_now(desks)
    page = text(desks.desk("carla").get(place))
    history = page[page.index("Últimas cosechas") : page.index("<h2>La fuente")]
    told = re.findall(r"d-block mt-1\">([^<]+)</span>", history)
    assert told == [
        "2 vistos, sin cambios",
        "2 vistos, 2 cambiados",
        "2 vistos, 2 nuevos",
    ]
    card = page[page.index("<h2>La fuente") :]
    assert "<dt>Tipo</dt><dd>data.json (datos abiertos)" in card
    assert "<dt>Pausar si cae más de</dt><dd>20 %" in card
    assert f'href="{SOURCE}#cambiar">Cambiar' in card
    assert f'action="{SOURCE}/probar"' in card
    reader = text(desks.desk("beto").get(place))
    assert "#cambiar" not in reader


def test_where_each_value_came_from(desks):
    with serving({"/data.json": feed(1)}) as server:
        approve(desks, server.url("/data.json"))
        run_now(desks)
    with house_of(desks).writing() as session:
        item = session.scalars(select(HarvestItem)).one()
        item.asset.title = "Hallazgos, con otro nombre"
        number = item.id
    page = text(desks.desk("carla").get(f"{ROOT}/registros/{number}"))
    assert re.search(
        r"con otro nombre</td>.{0,60}De dónde salió.{0,200}Corregido", page
    )
    assert re.search(r"que la produce</th>.{0,90}Planeación</td>", page)
    assert "De la fuente" in page
    text(desks.desk("fabio").get(f"{ROOT}/registros/{number}"), 404)
    text(desks.desk("carla").get(f"{ROOT}/registros/999999"), 404)


def test_a_name_and_a_word_are_settled_once(desks):
    with serving({"/data.json": feed(1)}) as server:
        approve(desks, server.url("/data.json"))
        run_now(desks)
        carla = desks.desk("carla")
        assert "Contraloría Gral." in text(carla.get(f"{ROOT}/nombres"))
        name = {"nombre": "Contraloría Gral.", "dependencia": "salud"}
        text(carla.post(f"{ROOT}/nombres", {**name, "dependencia": ""}), 400)
        text(carla.post(f"{ROOT}/nombres", name), 303)
        assert "Marcianos" in text(carla.get(f"{ROOT}/palabras"))
        word = {"lista": "themes", "palabra": "Marcianos", "termino": "educacion"}
        text(carla.post(f"{ROOT}/palabras", {**word, "termino": "nada"}), 400)
        text(carla.post(f"{ROOT}/palabras", word), 303)
        run_now(desks)

    with house_of(desks).session() as session:
        asset = session.scalars(select(Asset)).one()
        assert (asset.organization.code, asset.theme) == ("salud", "educacion")
        assert publishers.listed(session) == []
    assert "No hay nombres" in text(carla.get(f"{ROOT}/nombres"))


def test_the_columns_of_an_inventory_are_corrected_and_remembered(desks):
    sheet = "Título;Tema;Sobre qué es\nParques;Educación;Los parques\n"
    with serving({"/i.csv": (sheet, "text/csv")}) as server:
        approve(desks, server.url("/i.csv"), kind="inventory")
        carla = desks.desk("carla")
        assert "Pruebe la fuente primero" in text(carla.get(f"{SOURCE}/columnas"))
        text(carla.post(f"{SOURCE}/probar"), 303)
        work(desks)
        assert "Sobre qué es" in text(carla.get(f"{SOURCE}/columnas"))
        wanted = {"columna": ["Título", "Tema", "Sobre qué es"]}
        text(
            carla.post(
                f"{SOURCE}/columnas", {**wanted, "campo": ["title", "theme", "x"]}
            ),
            400,
        )
        fields = ["title", "theme", "description"]
        text(carla.post(f"{SOURCE}/columnas", {**wanted, "campo": fields}), 303)
        run_now(desks)

    with house_of(desks).session() as session:
        asset = session.scalars(select(Asset)).one()
        assert (asset.title, asset.description) == ("Parques", "Los parques")


def test_what_goes_out_by_itself_is_said_and_revoked(desks):
    approve(desks, "https://x.gov.co/data.json")
    page = text(desks.desk("carla").get(SOURCE))
    assert "Falta el visto bueno permanente" in page
    text(desks.desk("dario").post(f"{SOURCE}/confiar"), 403)
    text(desks.desk("carla").post(f"{SOURCE}/confiar"), 303)
    assert "Falta la otra mitad" in text(desks.desk("carla").get(SOURCE))
    act = {
        "basis": "source",
        "value": "Contraloría",
        "act": "Resolución 9",
        "act_date": "2025-02-03",
        "motivation": "Ya es pública en su origen.",
    }
    desks.do(lambda c: general_decisions.take(c.session, act, by=c.beto).id)
    assert "Resolución 9" in text(desks.desk("carla").get(SOURCE))
    text(desks.desk("beto").post(f"{SOURCE}/desconfiar"), 303)
    assert "Falta el visto bueno permanente" in text(desks.desk("carla").get(SOURCE))


def test_who_sees_and_who_does(desks):
    add(desks, "https://x.gov.co/data.json", schedule="")
    assert "Contraloría" in text(desks.desk("ana").get(ROOT))
    assert "Contraloría" not in text(desks.desk("fabio").get(ROOT))
    text(desks.desk("fabio").get(SOURCE), 404)
    text(desks.desk("fabio").post(f"{SOURCE}/probar"), 404)
    text(desks.desk("elsa").get(SOURCE))
    text(desks.desk("elsa").get(f"{ROOT}/nueva"), 403)
    text(desks.desk("ana").post(f"{SOURCE}/ajustes", {"schedule": ""}), 403)
    text(desks.desk("ana").get(f"{ROOT}/nombres"), 403)
    anybody = desks.app.test_client().get(SOURCE)
    assert anybody.status_code == 303
    adjusted = {"schedule": "cada hora", "grace_days": "15", "brake_percent": "30"}
    adjusted["minutes"] = "90"
    text(desks.desk("carla").post(f"{SOURCE}/ajustes", adjusted), 303)
    page = text(desks.desk("carla").get(SOURCE))
    assert "15 días sin llegar" in page
    for wrong in (
        {"grace_days": "muchos"},
        {"brake_percent": "300"},
        {"minutes": "0"},
    ):
        text(desks.desk("carla").post(f"{SOURCE}/ajustes", {**adjusted, **wrong}), 400)
    text(desks.desk("dario").post(f"{SOURCE}/aprobar"), 303)
    text(desks.desk("carla").post(f"{SOURCE}/pausar"), 303)
    text(desks.desk("carla").post(f"{SOURCE}/reanudar"), 303)


def test_two_clicks_are_one_harvest(desks):
    approve(desks, "https://x.gov.co/data.json")
    for _click in range(2):
        text(desks.desk("carla").post(f"{SOURCE}/cosechar"), 303)
    with house_of(desks).session() as session:
        assert len(session.scalars(select(Job)).all()) == 1
    assert "empieza en unos segundos" in text(desks.desk("carla").get(SOURCE))
    assert desks.desk("carla").get(f"{SOURCE}/estado").json["state"] == "waiting"


def test_the_page_of_jobs_stops_and_repeats(desks):
    approve(desks, "http://127.0.0.1:9/data.json")
    run_now(desks)
    text(desks.desk("carla").post(f"{SOURCE}/cosechar"), 303)
    with house_of(desks).session() as session:
        uid = session.scalars(select(Job.uid).where(Job.state == "waiting")).one()
    tasks = "/escritorio/tareas"
    page = text(desks.desk("dario").get(tasks))
    assert "1 tarea en marcha; 1 falló" in page
    [failed] = re.findall(rf"{tasks}/([^/]+)/repetir", page)
    assert "Falló</span>" in page  # the harvest before, of a source that is not there
    assert "Cosecha de «Contraloría»" in page
    text(desks.desk("ana").post(f"{tasks}/{uid}/detener"), 404)
    assert "Contraloría" not in text(desks.desk("ana").get(tasks))
    text(desks.desk("dario").post(f"{tasks}/{uid}/detener"), 303)
    assert "No hay tareas en marcha" in text(desks.desk("dario").get(tasks))
    text(desks.desk("dario").post(f"{tasks}/{uid}/repetir"), 303)
    assert desks.desk("dario").get(f"{tasks}/{uid}/estado").json["state"] == "waiting"
    with house_of(desks).writing() as session:
        job = session.scalars(select(Job).where(Job.uid == uid)).one()
        job.state, job.result = "failed", {"error": "Algo falló."}
    assert "Algo falló." in text(desks.desk("dario").get(tasks))
    text(desks.desk("dario").post(f"{tasks}/{failed}/repetir"), 303)
    assert "1 tarea en marcha; 1 falló" in text(desks.desk("dario").get(tasks))


def test_every_kind_of_source_can_be_chosen(desks):
    page = text(desks.desk("dario").get(f"{ROOT}/nueva"))

    for kind in harvesters.KINDS.keys() - {"tables"}:  # those are folders
        assert f'<option value="{kind}"' in page


def test_no_source_is_no_page(desks):
    for address in (SOURCE, f"{ROOT}/corridas/x", f"{ROOT}/pruebas/x"):
        text(desks.desk("carla").get(address), 404)
