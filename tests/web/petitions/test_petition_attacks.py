"""Who floods the public form, guesses codes, or writes what is no question."""

import pytest
from citizen import QUESTION, Citizen, asked
from sqlalchemy import func, select
from tumbaga.catalog.accounts import attempts, sweeping
from tumbaga.records.account import Attempt
from tumbaga.records.outbox import Letter
from tumbaga.records.request import Asker, InformationRequest
from tumbaga.web.app import create_app
from tumbaga.web.composition import House
from tumbaga.web.settings import Settings

pytestmark = pytest.mark.thorough


def kept(house) -> int:
    with house.session() as session:
        return session.scalar(select(func.count(InformationRequest.id)))


def test_one_address_may_ask_so_many_times_and_is_told_when_again(
    house, app, monkeypatch
):
    monkeypatch.setattr(attempts, "OF_REQUESTS", attempts.Limit("r", 2, 60))
    citizen = Citizen(app)
    data = {"kind": "informacion", "question": QUESTION}

    answers = [citizen.send("/solicitudes", **data) for _ in range(3)]

    assert [one.status_code for one in answers] == [200, 200, 429]
    assert answers[-1].headers["Retry-After"] == "3600"
    assert "Espere 60 minutos" in answers[-1].text
    assert "no quedó registrada" in answers[-1].text
    assert kept(house) == 2


def test_a_form_that_has_to_be_corrected_does_not_use_up_the_hour(app, monkeypatch):
    monkeypatch.setattr(attempts, "OF_REQUESTS", attempts.Limit("c", 1, 60))
    citizen = Citizen(app)
    data = {"kind": "informacion", "question": QUESTION}

    codes = [
        citizen.send("/solicitudes", **data, email=one).status_code
        for one in ("ana arroba b", "ana@b", "ana@b.co", "ana@b.co")
    ]

    assert codes == [422, 422, 200, 429]


def test_many_addresses_together_are_held_back_too(house, app, monkeypatch):
    monkeypatch.setattr(attempts, "OF_ALL_REQUESTS", attempts.Limit("all", 3, 60))
    codes = []
    for number in range(5):
        citizen = Citizen(app)
        citizen.client.environ_base["REMOTE_ADDR"] = f"203.0.113.{number}"
        sent = citizen.send("/solicitudes", kind="informacion", question="¿Qué?")
        codes.append(sent.status_code)

    assert codes == [200, 200, 200, 429, 429]
    assert kept(house) == 3


def test_of_who_asked_too_often_no_address_is_kept(house, app):
    citizen = Citizen(app)
    citizen.client.environ_base["REMOTE_ADDR"] = "203.0.113.77"
    citizen.send("/solicitudes", kind="informacion", question="¿Qué?")

    with house.writing() as session:
        counted = session.scalars(select(Attempt)).all()
        assert len(counted) == 2
        assert not [one for one in counted if "203.0.113" in one.key]
        for one in counted:
            one.since -= sweeping.COUNTS
        session.flush()
        sweeping.sweep(session)
        assert session.scalars(select(Attempt)).all() == []


def test_a_code_is_not_guessed_at_for_ever(app, monkeypatch):
    monkeypatch.setattr(attempts, "OF_CODES", attempts.Limit("codes", 3))
    citizen = Citizen(app)
    number, code = asked(citizen)

    def look(said: str) -> int:
        place = "/solicitudes/estado"
        return citizen.send(place, numero=number, codigo=said).status_code

    assert [look("AAAAAAAAAA") for _ in range(4)] == [404, 404, 404, 429]
    assert look(code) == 429


@pytest.mark.parametrize("sign", ["a", "ñ", "<b>", "\u202e"])
def test_a_megabyte_of_text_is_told_its_limit(house, app, sign):
    text = sign * (1_000_000 // len(sign.encode()))
    page = Citizen(app).send("/solicitudes", kind="informacion", question=text)

    assert page.status_code in (413, 422)
    assert "<h1" in page.text
    assert kept(house) == 0


@pytest.mark.parametrize(
    "email",
    [
        "a@b.co\r\nBcc: todos@b.co",
        "a@b.co\nSubject: gane dinero",
        "a@b.co, todos@b.co",
        "a@b.co;todos@b.co",
        "<a@b.co>",
    ],
)
def test_an_address_with_another_header_is_no_address(tmp_path, email):
    home = House(Settings(data=str(tmp_path), jobs="worker", smtp_host="correo.local"))
    home.prepare()
    app = create_app(home.settings)

    page = Citizen(app).send(
        "/solicitudes", kind="informacion", question="¿Qué?", email=email
    )

    with home.session() as session:
        assert session.scalars(select(Letter)).all() == []
        askers = [one.email for one in session.scalars(select(Asker))]
    assert page.status_code == 422
    assert 'id="email-e"' in page.text
    assert askers == []


def test_the_report_is_for_everybody_and_says_no_question(app):
    number, _code = asked(Citizen(app), name="Diego", email="diego@ejemplo.co")
    client = app.test_client()

    page = client.get("/solicitudes/informe").text
    rows = client.get("/solicitudes/informe.csv").text.splitlines()

    assert "recibidas" in page
    assert rows[0].startswith("Semestre,Solicitudes recibidas,")
    assert rows[1].split(",")[1:4] == ["1", "0", "0"]
    assert client.get("/solicitudes/informe?semestre=1999-1").status_code == 404
    for said in (page, "".join(rows)):
        assert "árboles" not in said
        assert "diego" not in said.lower()
        assert number not in said
