"""A standing catalogue for the tests of DDI, NADA and SDMX, and a server for clients."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from tumbaga.catalog import ledger
from tumbaga.records.reading import PublicRecord
from tumbaga.web.app import create_app
from tumbaga.web.composition import House
from tumbaga.web.settings import Settings
from werkzeug.serving import WSGIRequestHandler, make_server

BASE = "https://datos.cali.example"


@dataclass
class Site:
    """A running catalogue and what its tests do to it."""

    app: Flask
    house: House

    @property
    def get(self) -> Any:
        return self.app.test_client().get

    def publish(self, *records: PublicRecord, figures: Any = (), **row: Any) -> None:
        usual = {"state": "published", "disclosure": "full"}
        entries = [
            ledger.Entry(
                uid=one.uid,
                kind=one.kind,
                slug=one.slug,
                text=one.text,
                observations=figures if one.kind == "indicator" else (),
                **usual | row,
            )
            for one in records
        ]
        with self.house.writing() as session:
            ledger.append(session, entries)

    @contextmanager
    def served(self) -> Iterator[str]:
        """The catalogue on loopback, for clients that need a server."""
        server = make_server(
            "127.0.0.1", 0, self.app, threaded=True, request_handler=Quiet
        )
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            server.server_close()
            thread.join()


class Quiet(WSGIRequestHandler):
    def log(self, *_args: Any) -> None:
        """Say nothing: the tests tell what matters."""


def stand(folder: Any, **more: Any) -> Site:
    settings = Settings(data=str(folder / "datos"), base_url=BASE, **more)
    app = create_app(settings)
    house = app.extensions["tumbaga"]
    house.prepare()
    return Site(app, house)


@pytest.fixture
def site(tmp_path: Any) -> Iterator[Site]:
    made = stand(tmp_path)
    yield made
    made.house.engine.dispose()


@pytest.fixture(scope="module")
def filled(tmp_path_factory: Any) -> Iterator[Site]:
    """A catalogue with two indicators with figures, for tests that only ask."""
    from sdmx_city import fill

    made = stand(tmp_path_factory.mktemp("sdmx"))
    fill(made)
    yield made
    made.house.engine.dispose()
