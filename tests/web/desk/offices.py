"""The city at its desks, for the tests of the desk: everyone signed in."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from city import City, found_city
from desk_client import Desk
from flask import Flask
from tumbaga.records.asset import Asset
from tumbaga.records.person import Person
from tumbaga.web.app import create_app
from tumbaga.web.composition import House
from tumbaga.web.settings import Settings

PEOPLE = ("ana", "beto", "carla", "dario", "elsa", "fabio")


@dataclass
class Office:
    """``desk`` of a person by name; ``do`` runs verbs in one committed transaction."""

    app: Flask
    people: dict[str, Person]

    def desk(self, name: str) -> Desk:
        return Desk(self.app, self.people[name])

    def do(self, work: Any) -> Any:
        """Run ``work(city)`` and commit; a record comes back as its uid."""
        house: House = self.app.extensions["tumbaga"]
        with house.writing() as session:
            people = {
                name: session.get_one(Person, one.id)
                for name, one in self.people.items()
            }
            found = work(City(session, *(people[name] for name in PEOPLE)))
            return found.uid if isinstance(found, Asset) else found

    def asset(self, **values: Any) -> str:
        return str(self.do(lambda city: city.asset(**values)))

    def state(self, uid: str) -> str:
        house: House = self.app.extensions["tumbaga"]
        with house.session() as session:
            return session.query(Asset).filter_by(uid=uid).one().workflow_state


def opened(settings: Settings) -> Iterator[Office]:
    app = create_app(settings)
    app.testing = False
    house: House = app.extensions["tumbaga"]
    house.prepare()
    with house.writing() as session:
        city = found_city(session)
        people = {name: getattr(city, name) for name in PEOPLE}
    yield Office(app, people)
    house.engine.dispose()
