"""Lists, downloads and many at once, at the desk."""

import csv
import io
import re

import pytest
from tumbaga.catalog import assets, commenting

ROOT = "/escritorio/registros"


def test_a_list_is_sifted_linked_to_and_taken_along(office):
    for number in range(30):
        office.asset(code=f"A-{number:02}", title=f"Piscina {number:02}")
    office.asset(code="F", title="=HYPERLINK(1)", theme="Cultura")
    ana = office.desk("ana")

    first = ana.get(f"{ROOT}?palabras=piscina&orden=nombre").get_data(as_text=True)
    assert "<h1" in first
    assert "30 registros" in first
    following = re.search(r'href="([^"]+)" rel="next"', first)
    assert following
    second = ana.get(following[1].replace("&amp;", "&")).get_data(as_text=True)
    assert "Piscina 29" in second
    assert "Piscina 00" not in second
    sheet = ana.get(f"{ROOT}.csv?palabras=piscina").get_data().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(sheet)))
    assert len(rows) == 30
    whole = ana.get(f"{ROOT}.csv").get_data().decode("utf-8-sig")
    assert "'=HYPERLINK(1)" in whole
    assert "0 registros" not in office.desk("fabio").get(ROOT).get_data(as_text=True)
    assert "Piscina" not in office.desk("fabio").get(f"{ROOT}.csv").get_data(
        as_text=True
    )


@pytest.mark.parametrize(
    "question",
    ["tipo=x", "estado=x", "orden=x", "desde=zzz", "dependencia=nada", "calidad=9"],
)
def test_a_question_that_there_is_not_is_told(small, question: str):
    for address in (ROOT, f"{ROOT}.csv"):
        answer = small.desk("ana").get(f"{address}?{question}")
        assert answer.status_code == (
            200 if "desde" in question and ".csv" in address else 400
        )
    assert small.desk("ana").get(f"{ROOT}?palabras=%00%ff'%22--").status_code == 200


def _chosen(page: str) -> list[str]:
    return re.findall(r'name="elegido" value="([^"]+)"', page)


def test_all_that_fulfil_the_filter_are_sent_and_each_is_told(office):
    for number in range(27):
        office.asset(code=f"A-{number:02}", title=f"Piscina {number}")
    office.asset(code="B", title="Piscina sin describir", description="")
    office.asset(code="C", title="Otra cosa")
    ana = office.desk("ana")
    asked = {"accion": "enviar", "cuales": "todos", "palabras": "piscina"}

    page = ana.post(f"{ROOT}/lote", asked).get_data(as_text=True)
    assert "28 registros" in page
    chosen = _chosen(page)
    assert len(chosen) == 28
    done = ana.post(f"{ROOT}/lote/hacer", {"accion": "enviar", "elegido": chosen})
    text = done.get_data(as_text=True)
    assert "27 registros quedaron enviados; 1 no" in text
    assert "Piscina sin describir" in text
    assert "Descripción" in text
    again = ana.post(f"{ROOT}/lote/hacer", {"accion": "enviar", "elegido": chosen})
    assert "Ninguno quedó enviado" in again.get_data(as_text=True)


def test_what_is_common_is_changed_and_mistakes_are_beside_their_field(small):
    uid = small.asset()
    ana = small.desk("ana")
    chosen = _chosen(ana.get(ROOT).get_data(as_text=True))
    form = {"accion": "editar", "elegido": chosen}

    wrong = ana.post(f"{ROOT}/lote/hacer", {**form, "contact.email": "nada"})
    assert wrong.status_code == 422
    assert "No es un correo" in wrong.get_data(as_text=True)
    none = ana.post(f"{ROOT}/lote/hacer", form)
    assert "Llene al menos un campo" in none.get_data(as_text=True)
    right = {**form, "theme": "cultura", "owner": "x", "workflow_state": "published"}
    done = ana.post(f"{ROOT}/lote/hacer", right).get_data(as_text=True)
    assert "1 registro quedó cambiado" in done
    assert small.do(lambda city: assets.get(city.session, uid).theme) == "cultura"
    assert small.state(uid) == "draft"


def test_another_organisations_ids_reveal_nothing(small):
    uid = small.asset(title="CANARIO")
    fabio = small.desk("fabio")
    for action in ("enviar", "editar"):
        form = {
            "accion": action,
            "elegido": [f"{uid}.x", "no-hay.x"],
            "theme": "cultura",
        }
        text = fabio.post(f"{ROOT}/lote/hacer", form).get_data(as_text=True)
        assert "CANARIO" not in text
        assert text.count("No hay ningún registro con el código") == 2
    assert (
        fabio.post(
            f"{ROOT}/lote/hacer", {"accion": "aprobar", "elegido": "x.x"}
        ).status_code
        == 403
    )
    assert (
        fabio.post(f"{ROOT}/lote", {"accion": "nada", "elegido": "x.x"}).status_code
        == 400
    )
    assert fabio.post(f"{ROOT}/lote", {"accion": "enviar"}).status_code == 400
    for path in ("", "/versiones", "/versiones/1/restaurar"):
        answer = fabio.get(f"{ROOT}/{uid}{path}")
        assert answer.status_code == 404
        assert "CANARIO" not in answer.get_data(as_text=True)
    for path in ("/comentarios", "/comentarios/1/resolver", "/versiones/1/restaurar"):
        answer = fabio.post(f"{ROOT}/{uid}{path}", {"texto": "x", "marca": "x"})
        assert answer.status_code == 404


def test_comments_versions_and_going_back(small):
    uid = small.asset()
    small.asset(title="Segundo <script>alert(1)</script> nombre")
    carla, ana = small.desk("carla"), small.desk("ana")
    text = {"campo": "title", "texto": "<b>Corto</b> **ya**"}
    assert carla.post(f"{ROOT}/{uid}/comentarios", text).status_code == 303
    page = ana.get(f"{ROOT}/{uid}").get_data(as_text=True)
    assert "&lt;b&gt;Corto&lt;/b&gt;" in page
    assert "<script>alert" not in page
    assert "Comentarios (1 sin resolver)" in page
    ana.post(f"{ROOT}/{uid}/comentarios/1/resolver")
    assert "sin resolver" not in ana.get(f"{ROOT}/{uid}").get_data(as_text=True)
    assert not small.do(
        lambda c: commenting.open_by_path(c.session, assets.get(c.session, uid))
    )

    side = ana.get(f"{ROOT}/{uid}/versiones?de=1&a=2").get_data(as_text=True)
    assert "<del>Inversión" in side
    assert "<ins>Segundo" in side
    assert "<script>alert" not in side
    assert ana.get(f"{ROOT}/{uid}/versiones?de=1&a=99").status_code == 404
    asking = ana.get(f"{ROOT}/{uid}/versiones/1/restaurar").get_data(as_text=True)
    seen = re.search(r'name="marca" value="([^"]+)"', asking)
    assert seen
    stale = ana.post(f"{ROOT}/{uid}/versiones/1/restaurar", {"marca": "x"})
    assert stale.status_code == 409
    done = ana.post(f"{ROOT}/{uid}/versiones/1/restaurar", {"marca": seen[1]})
    assert done.status_code == 303
    title = small.do(lambda c: assets.get(c.session, uid).title)
    assert title == "Inversión por dependencia"


def test_history_and_quality_are_whole_and_for_whom_they_are(office):
    uid = office.asset(desk={"contact_name": "CANARIO"})
    office.asset(title="=2+2", desk={"contact_name": "CANARIO DOS"})
    elsa = office.desk("elsa")

    for address in (
        "/escritorio/historia",
        "/escritorio/historia.csv",
        "/escritorio/historia.json",
    ):
        text = elsa.get(f"{address}?registro={uid}").get_data(as_text=True)
        assert "cambi" in text
        assert "CANARIO" not in text
        assert office.desk("beto").get(address).status_code == 403
        assert uid not in office.desk("fabio").get(address).get_data(as_text=True)
    assert "'=2+2" in elsa.get("/escritorio/historia.csv").get_data(as_text=True)
    entries = elsa.get("/escritorio/historia.json").json
    verbs = (one["verb"] for one in entries)
    assert next(verb for verb in verbs if verb != "sign_in") == "revise"
    assert elsa.get("/escritorio/historia.json?accion=retire").json == []
    for wrong in ("accion=x", "desde=x", "antes=x", "dependencia=x"):
        assert elsa.get(f"/escritorio/historia?{wrong}").status_code == 400
    page = office.desk("carla").get("/escritorio/calidad").get_data(as_text=True)
    assert "La calidad va en" in page
    assert "falta=complete" in page
