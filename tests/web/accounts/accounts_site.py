"""A catalogue with a few people, and browsers that fill in its forms."""

import re
from dataclasses import replace
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from tumbaga.catalog import organizations, people
from tumbaga.catalog.accounts import entering
from tumbaga.records.person import Person
from tumbaga.web.app import create_app
from tumbaga.web.composition import House
from tumbaga.web.settings import Settings
from werkzeug.test import TestResponse

GOOD = "tres gatos en la comuna"
BASE = "http://datos.prueba.gov.co"


class Site:
    """Ana produces and Darío administers; both have a password and a mailbox."""

    def __init__(self, folder: str, **settings: Any) -> None:
        given = {
            "data": folder,
            "base_url": BASE,
            "contact_email": "d@prueba.gov.co",
            "second_step": "",
        }
        self.settings = Settings(**{**given, **settings})
        self.house = House(self.settings)
        self.app: Flask = create_app(self.settings)
        self.ana, self.dario = self.person("ana"), self.person("dario")

    def again(self, **settings: Any) -> Flask:
        """The same data under other settings."""
        return create_app(replace(self.settings, **settings))

    def person(self, code: str) -> Person:
        with self.house.session() as session:
            return people.get(session, code)

    def browser(self, who: str | None = None, app: Flask | None = None) -> "Visitor":
        visitor = Visitor((app or self.app).test_client())
        if who is not None:
            assert visitor.sign_in(who).status_code == 303
        return visitor


def found_site(folder: str) -> None:
    """Make the data that each site begins with."""
    house = House(Settings(data=folder))
    house.prepare()
    assert house.secret
    with house.writing() as session:
        dario = people.admit(
            session, "dario", "Darío", ["administrator"], email="dario@prueba.gov.co"
        )
        unit = organizations.save(session, {"code": "salud", "name": "Salud"}, by=dario)
        ana = people.admit(
            session,
            "ana",
            "Ana",
            ["producer"],
            email="ana@prueba.gov.co",
            organization=unit,
        )
        for one in (ana, dario):
            entering.set_password(session, one, GOOD, by=one)
    house.engine.dispose()


class Visitor:
    """Somebody with a browser: forms are sent as the page's own forms are."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client

    def get(self, address: str, **options: Any) -> TestResponse:
        return self.client.get(address, **options)

    def send(
        self, address: str, data: Any = None, page: str = "/entrar", **options: Any
    ) -> TestResponse:
        """Open ``page`` for its token, and post."""
        where = {key: options[key] for key in ("base_url",) if key in options}
        token = csrf_of(self.client.get(page, **where).text)
        return self.client.post(
            address, data={**(data or {}), "csrf_token": token}, **options
        )

    def sign_in(
        self, who: str, password: str = GOOD, onward: str = "", **options: Any
    ) -> TestResponse:
        data = {"quien": who, "clave": password, "siguiente": onward}
        return self.send("/entrar", data, **options)

    def account(self, address: str, data: Any = None) -> TestResponse:
        """Send a form of the desk."""
        return self.send(f"/escritorio/{address}", data, page="/escritorio/cuenta")

    def is_in(self) -> bool:
        return self.client.get("/escritorio/cuenta").status_code == 200


def csrf_of(page: str) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert found, page[:500]
    return found[1]


def said(page: str) -> str:
    """What the page says went wrong."""
    found = re.search(r'role="alert".*?</div>', page, re.DOTALL)
    return re.sub(r"<[^>]+>", " ", found[0].partition(">")[2]).strip() if found else ""
