"""The city at its counter: a house, its people and its application."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from city import City, found_city
from flask import Flask
from tumbaga.web.app import create_app
from tumbaga.web.composition import House
from tumbaga.web.settings import Settings


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    made = House(Settings(data=str(tmp_path), jobs="worker"))
    made.prepare()
    yield made
    made.engine.dispose()


@pytest.fixture
def people(house: House) -> City:
    with house.writing() as session:
        return found_city(session)


@pytest.fixture
def app(house: House, people: City) -> Flask:
    return create_app(house.settings)
