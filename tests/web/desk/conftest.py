"""A house with the city's people, on each database, and its application."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from city import City, found_city
from desk_client import Desk
from flask import Flask
from tumbaga.web.app import create_app
from tumbaga.web.composition import House
from tumbaga.web.settings import Settings


@pytest.fixture
def house(database_url: str, tmp_path: Path) -> Iterator[House]:
    made = House(
        Settings(data=str(tmp_path / "datos"), database_url=database_url, jobs="worker")
    )
    made.prepare()
    yield made
    made.engine.dispose()


@pytest.fixture
def people(house: House) -> City:
    """Ana, Beto, Carla and the others, committed; the session is closed."""
    with house.writing() as session:
        return found_city(session)


@pytest.fixture
def app(house: House) -> Flask:
    return create_app(house.settings)


@pytest.fixture
def ana(app: Flask, people: City) -> Desk:
    return Desk(app, people.ana)
