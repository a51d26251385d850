"""What people look for stands in no log: not ours, not gunicorn's, not the database's."""

import io
import logging
from pathlib import Path

import pytest
from gunicorn.config import Config
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from tumbaga.web.app import create_app
from tumbaga.web.composition import House
from tumbaga.web.server import Log
from tumbaga.web.settings import Settings

ASKED = "vecina enferma"


@pytest.fixture
def house(tmp_path: Path):
    app = create_app(Settings(data=str(tmp_path)))
    found: House = app.extensions["tumbaga"]
    found.prepare()
    yield app, found
    found.engine.dispose()


def test_no_line_of_ours_says_a_question(house, caplog) -> None:
    app, _house = house
    caplog.set_level(logging.DEBUG)
    for path in ("/buscar", "/buscar.csv", "/buscar.atom", "/sugerencias", "/nada"):
        app.test_client().get(path, query_string={"q": ASKED})

    assert "the index could not be read" in caplog.text
    assert "enferma" not in caplog.text


def test_a_failing_statement_does_not_say_what_was_looked_for(house) -> None:
    _app, found = house
    with found.session() as session, pytest.raises(SQLAlchemyError) as failed:
        session.execute(text("SELECT * FROM no_such WHERE text = :it"), {"it": ASKED})

    assert "no_such" in str(failed.value)
    assert "enferma" not in str(failed.value)


@pytest.mark.parametrize(
    "line",
    [
        "Invalid request from ip=1.1.1.1: 'GET /buscar?q=vecina enferma HTTP/1.1'",
        "Error handling request /buscar.csv?q=vecina%20enferma",
    ],
)
def test_gunicorn_tells_the_address_and_not_the_question(line: str) -> None:
    log, written = Log(Config()), io.StringIO()
    log.error_log.addHandler(logging.StreamHandler(written))
    log.error("%s", line, exc_info=ConnectionError("cut"))

    assert "/buscar" in written.getvalue()
    assert "ConnectionError" in written.getvalue()
    assert "enferma" not in written.getvalue()
