"""An answer is redacted by a person, looked at, and published without who asked."""

import pytest
from citizen import Citizen, asked
from desk_client import Desk
from tumbaga.catalog import general_decisions, request_answers
from tumbaga.records.request import InformationRequest
from tumbaga.web.following import follow

pytestmark = pytest.mark.thorough

ASKER = {"name": "Diego Ñáñez", "email": "diego@ejemplo.co"}
SAID = {
    "title": "Árboles sembrados en 2024",
    "question": "Cuántos árboles se sembraron en 2024.",
    "answer": "Se sembraron 1.200 árboles.",
}


@pytest.fixture
def answered(app, people) -> tuple[str, str]:
    number, code = asked(Citizen(app), **ASKER)
    said = {"answer": "Señor Diego Ñáñez: se sembraron 1.200 árboles."}
    Desk(app, people.ana).post(f"/escritorio/solicitudes/{number}/responder", said)
    return number, code


def covered(house, people) -> None:
    """One act says that published answers are public."""
    act = {
        "basis": "category",
        "value": request_answers.CATEGORY,
        "act": "Resolución 3",
        "act_date": "2026-01-01",
        "motivation": "La ley pide publicarlas.",
    }
    with house.writing() as session:
        general_decisions.take(session, act, by=session.merge(people.beto))


def test_the_answer_becomes_a_document_that_anybody_finds(house, app, people, answered):
    covered(house, people)
    number, code = answered
    carla = Desk(app, people.carla)
    place = f"/escritorio/solicitudes/{number}/publicar"

    offered = carla.get(f"/escritorio/solicitudes/{number}").text
    seen = carla.post(place, SAID).text
    done = carla.post(place, {**SAID, "accion": "publicar"}, follow_redirects=True)
    follow(app.extensions["tumbaga"])

    assert "Preparar la publicación" in offered
    of_legal = Desk(app, people.beto).get(f"/escritorio/solicitudes/{number}").text
    assert "Preparar la publicación" not in of_legal
    assert "Esto verá cualquier persona" in seen
    assert "La respuesta quedó publicada." in done.text
    client = app.test_client()
    page = client.get(f"/documentos/respuesta-{number}").text
    assert "Se sembraron 1.200 árboles." in page
    found = client.get("/buscar.json?q=árboles sembrados").json
    assert [one["title"] for one in found["results"]] == [SAID["title"]]
    shown = Citizen(app).send("/solicitudes/estado", numero=number, codigo=code).text
    assert f"/documentos/respuesta-{number}" in shown


def test_nothing_of_who_asked_goes_along(house, app, people, answered):
    covered(house, people)
    number, _code = answered
    carla = Desk(app, people.carla)
    carla.post(
        f"/escritorio/solicitudes/{number}/publicar", {**SAID, "accion": "publicar"}
    )
    follow(app.extensions["tumbaga"])

    client = app.test_client()
    for suffix in ("", ".ttl", ".jsonld"):
        page = client.get(f"/documentos/respuesta-{number}{suffix}")
        assert page.status_code == 200, suffix
        for word in ("diego", "ñáñez", "alert(1)"):
            assert word not in page.text.lower(), (suffix, word)


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("answer", "Don  DIEGO nanez: 1.200.", "nombra a quien preguntó"),
        ("question", "Preguntó diego@ejemplo.co", "nombra a quien preguntó"),
        ("answer", "Escriba a marta@gmail.com", "no es de una entidad"),
        ("answer", "La cédula 31934567 los sembró.", "parece de una cédula"),
        ("title", "", "Falta este dato"),
        ("answer", "x" * 14_001, "14000"),
    ],
)
def test_a_text_that_names_people_is_not_published(
    house, app, people, answered, name, text, told
):
    number, _code = answered
    data = {**SAID, name: text, "accion": "publicar"}

    page = Desk(app, people.carla).post(
        f"/escritorio/solicitudes/{number}/publicar", data
    )

    assert page.status_code == 422
    assert told in page.text
    with house.session() as session:
        assert session.query(InformationRequest).one().published_code is None


@pytest.mark.parametrize(
    "text",
    ["Escriba a arboles@cali.gov.co", "Costó 12.345.678 pesos", "De 2019 a 2024"],
)
def test_figures_and_mailboxes_of_offices_may_stay(app, people, answered, text):
    number, _code = answered

    page = Desk(app, people.carla).post(
        f"/escritorio/solicitudes/{number}/publicar", {**SAID, "answer": text}
    )

    assert page.status_code == 200
    assert "Esto verá cualquier persona" in page.text


def test_without_a_decision_it_waits_and_is_registered_once(app, people, answered):
    number, _code = answered
    ana = Desk(app, people.ana)
    place = f"/escritorio/solicitudes/{number}/publicar"

    first = ana.post(place, {**SAID, "accion": "publicar"}, follow_redirects=True)
    second = ana.post(place, {**SAID, "accion": "publicar"})

    assert "en revisión" in first.text
    assert second.status_code == 409
    assert f"RESPUESTA-{number}" in second.text
    assert app.test_client().get(f"/documentos/respuesta-{number}").status_code == 404


def test_only_an_answered_one_and_only_by_who_attends(app, people):
    number, _code = asked(Citizen(app))
    place = f"/escritorio/solicitudes/{number}/publicar"
    data = {**SAID, "accion": "publicar"}

    early = Desk(app, people.ana).post(place, data)
    stranger = Desk(app, people.fabio).post(place, data)

    assert early.status_code == 409
    assert "respondida" in early.text
    assert stranger.status_code == 403


def test_it_says_which_office_to_ask(house, app, people, answered):
    covered(house, people)
    number, _code = answered
    with house.writing() as session:
        [held] = session.query(InformationRequest).filter_by(number=number)
        office = held.organization or session.merge(people.ana).organization
        held.organization = office
        office.email, office.telephone = "atencion@ciudad.gov.co", "602 555 0101"
        name = office.name
    carla = Desk(app, people.carla)
    carla.post(
        f"/escritorio/solicitudes/{number}/publicar", {**SAID, "accion": "publicar"}
    )
    follow(app.extensions["tumbaga"])

    page = app.test_client().get(f"/documentos/respuesta-{number}").text
    for said in ("atencion@ciudad.gov.co", "602 555 0101", name):
        assert said in page
