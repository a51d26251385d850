"""The city at its desks: everyone signed in, on each database or on a small one."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from city import City, found_city
from desk_client import Desk
from flask import Flask
from offices import Office, opened
from tumbaga.web.app import create_app
from tumbaga.web.composition import House
from tumbaga.web.settings import Settings


@pytest.fixture
def office(tmp_path: Path, database_url: str) -> Iterator[Office]:
    """On each database."""
    yield from opened(Settings(data=str(tmp_path), database_url=database_url))


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Office]:
    """On SQLite alone: for what no database decides."""
    yield from opened(Settings(data=str(tmp_path)))


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
