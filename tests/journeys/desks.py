"""A city's desk served for a browser, where one enters as one of its people."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from city import City, found_city
from desk_client import Desk
from flask import Flask
from tumbaga.records.person import Person
from tumbaga.web import queue
from tumbaga.web.app import create_app
from tumbaga.web.composition import House
from tumbaga.web.settings import Settings
from werkzeug.serving import make_server


@dataclass
class Site:
    """``address`` has no slash at its end."""

    address: str
    app: Flask
    house: House
    city: City

    def enter(self, browser: Any, person: Person) -> None:
        """Let the browser be signed in as this person."""
        desk = Desk(self.app, person)
        desk.get("/escritorio/")
        kept = desk.client.get_cookie("sesion")
        assert kept is not None
        browser.get(f"{self.address}/acerca")
        browser.delete_all_cookies()
        browser.add_cookie({"name": "sesion", "value": kept.value, "path": "/"})


@contextmanager
def served(folder: Path, **settings: str) -> Iterator[Site]:
    """Serve a new city on a free loopback port; its jobs are done in a thread."""
    app = create_app(Settings(data=str(folder), **settings))
    house = app.extensions["tumbaga"]
    house.prepare()
    with house.writing() as session:
        city = found_city(session)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    serving = threading.Thread(target=server.serve_forever, daemon=True)
    serving.start()
    hands = queue.start_here(house)
    yield Site(f"http://127.0.0.1:{server.server_port}", app, house, city)
    hands.stop()
    server.shutdown()
    serving.join()
    server.server_close()
    house.engine.dispose()
