"""Asking without registration, and answering at the desk."""

import pytest
from citizen import Citizen, asked
from desk_client import Desk
from sqlalchemy import func, select
from tumbaga.records.request import InformationRequest


def test_a_citizen_asks_is_answered_and_says_how_useful_it_was(app, people):
    citizen = Citizen(app)
    number, code = asked(citizen)
    waits = citizen.send("/solicitudes/estado", numero=number, codigo=code)
    assert "En trámite: quedan" in waits.get_data(as_text=True)

    ana = Desk(app, people.ana)
    page = ana.get("/escritorio/solicitudes").get_data(as_text=True)
    assert number in page
    place = f"/escritorio/solicitudes/{number}"
    assert ana.post(f"{place}/responder", {"answer": "1.200"}).status_code == 303

    told = citizen.send("/solicitudes/estado", numero=number, codigo=code)
    assert "1.200" in told.get_data(as_text=True)
    rating = {"numero": number, "codigo": code}
    nine = citizen.send("/solicitudes/utilidad", **rating, satisfaccion="9")
    rated = citizen.send("/solicitudes/utilidad", **rating, satisfaccion="5")
    again = citizen.send("/solicitudes/utilidad", **rating, satisfaccion="4")
    other = citizen.send("/solicitudes/utilidad", **{**rating, "codigo": "NADA"})
    assert "Gracias" in rated.get_data(as_text=True)
    assert [one.status_code for one in (nine, again, other)] == [422, 422, 404]
    assert "Escoja un valor de 1 a 5" in nine.text
    assert "Ya respondió esa pregunta" in again.text
    assert "Me espera" not in again.text  # it is no page of the desk


def test_what_was_typed_is_never_taken_for_a_page(app, people):
    citizen = Citizen(app)
    number, code = asked(citizen)

    shown = citizen.send("/solicitudes/estado", numero=number, codigo=code)
    desk = Desk(app, people.ana).get(f"/escritorio/solicitudes/{number}")

    for page in (shown, desk):
        assert "<script>alert" not in page.get_data(as_text=True)
        assert page.headers["Cache-Control"] == "no-store"


def test_a_wrong_code_and_a_number_that_is_not_are_told_alike(app):
    citizen = Citizen(app)
    number, _code = asked(citizen)

    wrong = citizen.send("/solicitudes/estado", numero=number, codigo="AAAAAAAAAA")
    never = citizen.send(
        "/solicitudes/estado", numero="2026-777777", codigo="AAAAAAAAAA"
    )

    assert wrong.status_code == never.status_code == 404
    text = wrong.get_data(as_text=True).replace(number, "N")
    assert text == never.get_data(as_text=True).replace("2026-777777", "N")


def test_a_machine_that_fills_in_everything_is_let_go(house, app):
    Citizen(app).send(
        "/solicitudes", kind="informacion", question="spam", sitio="http://spam"
    )

    with house.session() as session:
        assert session.scalar(select(func.count(InformationRequest.id))) == 0


def test_what_lacks_is_told_beside_its_field_and_nothing_typed_is_lost(app):
    page = Citizen(app).send(
        "/solicitudes", kind="informacion", question="", email="no es un correo"
    )
    text = page.get_data(as_text=True)

    assert page.status_code == 422
    assert 'id="question-e"' in text
    assert 'value="no es un correo"' in text


def test_the_path_of_reserved_identity_keeps_nothing(app):
    page = app.test_client().get("/solicitudes/identidad-reservada")
    main = page.get_data(as_text=True).partition("<main")[2]

    assert "Ministerio Público" in main
    assert "<form" not in main
    assert "Set-Cookie" not in page.headers


@pytest.mark.parametrize("who", ["fabio", "dario", "elsa"])
def test_who_may_not_answer_sees_nothing_of_it(app, people, who):
    citizen = Citizen(app)
    number, _code = asked(citizen, email="diego@ejemplo.co")
    desk = Desk(app, getattr(people, who))

    page = desk.get(f"/escritorio/solicitudes/{number}")
    step = desk.post(f"/escritorio/solicitudes/{number}/responder", {"answer": "x"})

    assert page.status_code == step.status_code == 403
    assert "diego" not in page.get_data(as_text=True)
    assert "árboles" not in page.get_data(as_text=True)


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/solicitudes", "Ask for the information that you need"),
        ("/solicitudes/estado", "How is your request going?"),
        ("/solicitudes/identidad-reservada", "Request with reserved identity"),
        ("/solicitudes/informe", "Requests for information:"),
    ],
)
def test_who_asks_may_read_it_in_english(app, path, said):
    page = app.test_client().get(f"{path}?lang=en")

    assert page.status_code == 200
    assert said in page.get_data(as_text=True)
