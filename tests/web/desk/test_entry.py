"""The desk asks who one is, and takes no form that is not its own."""

from pathlib import Path

import pytest
from desk_client import Desk
from flask import Flask
from tumbaga.catalog import people
from tumbaga.web.app import create_app
from tumbaga.web.composition import House
from tumbaga.web.settings import Settings


@pytest.fixture
def house(tmp_path: Path) -> House:
    made = House(Settings(data=str(tmp_path)))
    made.prepare()
    return made


@pytest.fixture
def app(house: House) -> Flask:
    return create_app(house.settings)


def test_a_stranger_is_asked_to_sign_in(app: Flask):
    answer = Desk(app).get("/escritorio/")

    assert answer.status_code == 303
    assert answer.location == "/entrar?siguiente=/escritorio/"


def test_who_is_signed_in_sees_their_desk(house: House, app: Flask):
    with house.writing() as session:
        ana = people.admit(session, "ana", "Ana", ["producer"])

    answer = Desk(app, ana).get("/escritorio/")

    assert answer.status_code == 200
    assert "Ana" in answer.get_data(as_text=True)
    assert answer.headers["Cache-Control"] == "no-store"


def test_who_has_left_is_a_stranger(house: House, app: Flask):
    with house.writing() as session:
        ana = people.admit(session, "ana", "Ana", ["producer"])
        ana.active = False

    assert Desk(app, ana).get("/escritorio/").status_code == 303


def test_a_form_of_another_site_is_refused(house: House, app: Flask):
    with house.writing() as session:
        ana = people.admit(session, "ana", "Ana", ["producer"])
    desk = Desk(app, ana)

    refused = desk.client.post("/salir")

    assert refused.status_code == 400
    assert desk.get("/escritorio/").status_code == 200
    assert desk.post("/salir").status_code == 303
    assert desk.get("/escritorio/").status_code == 303
