"""A page that has to write while another program keeps the database for itself."""

import sqlite3
from contextlib import closing

from tumbaga.catalog import people
from tumbaga.records import database
from tumbaga.web.access import public
from tumbaga.web.app import create_app
from tumbaga.web.composition import House
from tumbaga.web.settings import Settings


def test_a_page_that_cannot_write_says_so_and_when_to_come_back(
    tmp_path, monkeypatch, caplog
):
    pragmas = [one.replace("30000", "50") for one in database.SQLITE_PRAGMAS]
    monkeypatch.setattr(database, "SQLITE_PRAGMAS", tuple(pragmas))
    house = House(Settings(data=str(tmp_path)))
    house.prepare()
    app = create_app(house.settings)

    @public
    def write() -> str:
        with app.extensions["tumbaga"].writing() as session:
            people.admit(session, "beto", "Beto", ["legal"])
        return "listo"

    app.add_url_rule("/prueba-de-escritura", view_func=write, methods=["GET"])
    with closing(sqlite3.connect(house.engine.url.database)) as other:
        other.isolation_level = None
        other.execute("BEGIN IMMEDIATE")
        told = app.test_client().get("/prueba-de-escritura")
        other.rollback()
    again = app.test_client().get("/prueba-de-escritura")

    assert told.status_code == 503
    assert told.headers["Retry-After"] == "60"
    assert "Vuelva a intentarlo" in told.get_data(as_text=True)
    assert "the database cannot go on" in caplog.text
    assert again.get_data(as_text=True) == "listo"
    house.engine.dispose()
