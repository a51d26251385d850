"""A small house with made-up records, and a browser that needs no network."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import samples
from flask import Flask
from flask.testing import FlaskClient
from tumbaga.catalog import ledger
from tumbaga.catalog.search import catch_up
from tumbaga.web.app import create_app
from tumbaga.web.composition import House
from tumbaga.web.settings import Settings

TABLE = b"dependencia;total_cop;codigo\nUna;1115975;05001\nDos;2135475;05002\n"


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Flask]:
    made = create_app(Settings(data=str(tmp_path), base_url="https://datos.test"))
    house: House = made.extensions["tumbaga"]
    house.prepare()
    yield made
    house.engine.dispose()


@pytest.fixture
def house(app: Flask) -> House:
    found: House = app.extensions["tumbaga"]
    return found


@pytest.fixture
def append(house: House) -> Callable[..., None]:
    """Put rows in the ledger and let the search catch up."""

    def write(*entries: ledger.Entry) -> None:
        with house.writing() as session:
            ledger.append(session, list(entries))
        catch_up(house.index, house.session)

    return write


@pytest.fixture
def table(house: House) -> dict[str, Any]:
    """A CSV file in the store, as a distribution describes it."""
    kept = house.files.put(io.BytesIO(TABLE))
    return {
        "uid": "x1",
        "title": "Tabla de inversión",
        "url": f"/archivos/{kept.checksum}/inversion.csv",
        "media_type": "text/csv",
        "format": "CSV",
        "size": kept.size,
        "checksum": kept.checksum,
        "rows": 2,
        "columns": [{"name": "total_cop", "label": "Total", "type": "moneda"}],
    }


@pytest.fixture
def filled(house: House, table: dict[str, Any]) -> None:
    with house.writing() as session:
        samples.fill(session, {**samples.DATASET, "distributions": [table]})
    catch_up(house.index, house.session)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()
