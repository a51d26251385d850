"""A producer's browser at the forms of the desk, and a few ways to ask it things."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from typing import Any

from city import City, found_city
from desk_client import Desk
from flask import Flask
from tumbaga.records.asset import Asset
from tumbaga.records.person import Person
from tumbaga.web.app import create_app
from tumbaga.web.composition import House
from tumbaga.web.settings import Settings

BASE = "/escritorio/registros"


class Office:
    """The house with its city; ``desk`` is Ana's browser unless another is named."""

    def __init__(self, folder: Path, database_url: str) -> None:
        settings = Settings(data=str(folder), database_url=database_url)
        self.app: Flask = create_app(settings)
        self.house: House = self.app.extensions["tumbaga"]
        self.house.prepare()
        self.people: dict[str, Person] = {}
        with self.house.writing() as session:
            city = found_city(session)
            self.people = {
                name: getattr(city, name)
                for name in ("ana", "beto", "carla", "dario", "elsa", "fabio")
            }
        self.desk = self.at("ana")

    def at(self, name: str) -> "FormDesk":
        return FormDesk(self.app, self.people[name])

    def made(self, **values: Any) -> str:
        """A record of Ana's; gives its uid."""
        with self.house.writing() as session:
            asset = self._city(session).asset(**values)
            return asset.uid

    def published(self, **values: Any) -> str:
        with self.house.writing() as session:
            return self._city(session).published(**values).uid

    def record(self, uid: str) -> Asset:
        """The record as it is in the database now, with all that the tests ask of it."""
        with self.house.session() as session:
            found = session.query(Asset).filter(Asset.uid == uid).one()
            for name in ("organization", "distributions", "variables"):
                getattr(found, name)
            if found.kind == "indicator":
                assert found.observations is not None
            if found.kind == "production_process":
                assert found.characterisations is not None
            for column in found.__mapper__.column_attrs:
                getattr(found, column.key)
            return found

    def _city(self, session: Any) -> City:
        held = {
            name: session.get_one(Person, one.id) for name, one in self.people.items()
        }
        return City(session, **held)


@contextmanager
def opened(folder: Path, database_url: str) -> Iterator[Office]:
    """The house while a test runs; its connections are closed at the end."""
    made = Office(folder, database_url)
    yield made
    made.house.engine.dispose()


class FormDesk(Desk):
    """Fills in a form as a browser does: with all that stands in it, and its marks."""

    def form(self, address: str) -> list[tuple[str, str]]:
        """What the form of a page would send, untouched."""
        page = self.get(address).get_data(as_text=True)
        return fields(page)

    def send(
        self, address: str, changes: dict[str, Any], *, page: str = "", **options: Any
    ) -> Any:
        """Open the page, change some fields and send it; ``_action`` saves."""
        sent = changed(self.form(page or address), changes)
        return self.post(address, multi(sent), **options)


def fields(page: str) -> list[tuple[str, str]]:
    """The fields of the page's form that has a mark, as a browser would send them."""
    form = re.search(r"<form[^>]*data-clave.*?</form>", page, re.DOTALL)
    assert form, page[:2000]
    text = form[0]
    found: list[tuple[str, str]] = []
    pattern = r"<input\b[^>]*>|<textarea[^>]*>.*?</textarea>|<select[^>]*>.*?</select>"
    for one in re.findall(pattern, text, re.DOTALL):
        name = re.search(r'\bname="([^"]*)"', one)
        if not name:
            continue
        if one.startswith("<textarea"):
            value = re.sub(r"<textarea[^>]*>\n?|</textarea>", "", one)
        elif one.startswith("<select"):
            chosen = re.search(r'value="([^"]*)" selected', one)
            value = chosen[1] if chosen else ""
        else:
            kind = re.search(r'type="([^"]*)"', one)
            ticked = kind and kind[1] in {"radio", "checkbox"}
            if (ticked and " checked" not in one) or (kind and kind[1] == "file"):
                continue
            said = re.search(r'\bvalue="([^"]*)"', one)
            value = said[1] if said else ""
        found.append((name[1], unescape(value)))
    return found


def changed(sent: list[tuple[str, str]], changes: dict[str, Any]) -> Any:
    kept = [pair for pair in sent if pair[0] not in changes]
    for name, value in changes.items():
        values = value if isinstance(value, list) else [value]
        kept += [(name, one) for one in values if one is not None]
    return kept


def multi(sent: list[tuple[str, Any]]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for name, value in sent:
        found.setdefault(name, []).append(value)
    return found


def words(answer: Any) -> str:
    """The text of a page, without its marks."""
    text = re.sub(r"<[^>]+>", " ", answer.get_data(as_text=True))
    return " ".join(unescape(text).split())
