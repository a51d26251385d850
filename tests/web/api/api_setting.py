"""The API with the city's people, each with tokens, on an empty database."""

from collections.abc import Iterator
from typing import Any

from city import found_city
from flask import Flask
from sqlalchemy.orm import Session
from tumbaga.catalog import people, tokens
from tumbaga.web.app import create_app
from tumbaga.web.composition import House
from tumbaga.web.settings import Settings
from werkzeug.test import TestResponse

DRAFT = {
    "code": "PET-9",
    "title": "Inversión por dependencia",
    "description": "Cuánto cuesta el plan en cada dependencia.",
    "organization": "planeacion",
    "theme": "Función pública",
    "language": "es",
}


class Api:
    """``call("ana", "get", "/datos")`` asks with a token of Ana's that has all scopes."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.house: House = app.extensions["tumbaga"]
        self.client = app.test_client()
        self.secrets: dict[str, str] = {}
        with self.house.writing() as session:
            city = found_city(session)
            for name in ("ana", "beto", "carla", "dario", "elsa", "fabio"):
                person = getattr(city, name)
                issued = tokens.issue(session, person, list(tokens.SCOPES), by=person)
                self.secrets[name] = issued.secret

    def token(self, who: str, *scopes: str, days: int = 1) -> str:
        with self.house.writing() as session:
            person = people.get(session, who)
            return tokens.issue(session, person, scopes, by=person, days=days).secret

    def call(
        self, who: str | None, method: str, path: str, json: Any = None, **headers: str
    ) -> TestResponse:
        """``who`` is a person, or a secret; a header is named with underscores."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        if who is not None:
            named["Authorization"] = f"Bearer {self.secrets.get(who, who)}"
        return self.client.open(
            f"/api/v1{path}", method=method.upper(), json=json, headers=named
        )

    def send(self, body: bytes | str, path: str = "/datos") -> TestResponse:
        """A body as it stands, by Ana."""
        return self.client.post(
            f"/api/v1{path}",
            data=body,
            content_type="application/json",
            headers={"Authorization": f"Bearer {self.secrets['ana']}"},
        )

    def registered(self, **values: Any) -> TestResponse:
        made = self.call("ana", "post", "/datos", {**DRAFT, **values})
        assert made.status_code == 201, made.text
        return made

    def published(self, **values: Any) -> str:
        """The address of a record that went all the way."""
        path = self.registered(**values).headers["Location"].removeprefix("/api/v1")
        for who, step, words in (
            ("ana", "enviar", None),
            ("carla", "aprobar", None),
            ("beto", "clasificar", {"access_class": "publica"}),
            ("carla", "publicar", None),
        ):
            done = self.call(who, "post", f"{path}/{step}", words)
            assert done.status_code == 200, done.text
        return path

    def session(self) -> Session:
        return self.house.session()


def opened(settings: Settings) -> Iterator[Api]:
    app = create_app(settings)
    app.extensions["tumbaga"].prepare()
    yield Api(app)
    app.extensions["tumbaga"].engine.dispose()
