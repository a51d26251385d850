"""A running catalogue for the tests of the protocols, and what they do to it."""

import threading
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import update
from tumbaga.catalog import ledger
from tumbaga.records.publication import LedgerCounter, Publication
from tumbaga.web.app import create_app
from tumbaga.web.settings import Settings
from werkzeug.serving import make_server

BASE = "https://datos.cali.example"


@dataclass
class Site:
    app: object
    house: object

    @property
    def get(self):
        return self.app.test_client().get

    @property
    def post(self):
        return self.app.test_client().post

    def publish(self, *records, observations=(), **row):
        """Append the records to the ledger as they are, whatever they hold."""
        entries = [
            ledger.Entry(
                **{
                    "uid": one.uid,
                    "kind": one.kind,
                    "slug": one.slug,
                    "state": "published",
                    "disclosure": "full",
                    "text": one.text,
                    "observations": observations,
                }
                | row
            )
            for one in records
        ]
        with self.house.writing() as session:
            return ledger.append(session, entries)

    def date(self, uid, moment):
        """Let a record have entered the ledger at another moment."""
        with self.house.writing() as session:
            session.execute(
                update(Publication)
                .where(Publication.uid == uid)
                .values(modified=moment)
            )

    def age(self, hours=1):
        """Let the ledger's last change lie in the past."""
        with self.house.writing() as session:
            then = datetime.now(UTC) - timedelta(hours=hours)
            session.execute(update(LedgerCounter).values(modified=then))


@contextmanager
def opened(folder, database_url="", base_url=BASE):
    settings = Settings(
        data=str(folder),
        database_url=database_url,
        base_url=base_url,
        contact_email="datos@cali.gov.co",
    )
    app = create_app(settings)
    house = app.extensions["tumbaga"]
    house.prepare()
    try:
        yield Site(app, house)
    finally:
        house.engine.dispose()


@contextmanager
def served(site):
    """The site over HTTP, for clients that we did not write; gives its address."""
    server = make_server("127.0.0.1", 0, site.app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
