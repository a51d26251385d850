"""Databases migrated once a worker and copied for each test.

The migrations have tests of their own (``tests/records``); all others only need what
they leave behind, and running them takes a quarter of a second each time.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import URL, Engine, make_url, text
from tumbaga.records import database, migrations
from tumbaga.records.database import connect

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")
really_upgrade = migrations.upgrade


def hurry() -> None:
    """Let an empty SQLite take the copy, and spare the disk what a power cut would."""
    migrations.upgrade = _upgrade  # type: ignore[assignment]
    database.SQLITE_PRAGMAS = tuple(
        one.replace("synchronous=FULL", "synchronous=OFF")
        for one in database.SQLITE_PRAGMAS
    )


def _upgrade(engine: Engine) -> None:
    if engine.dialect.name == "sqlite" and migrations.revision(engine) is None:
        borrowed = engine.raw_connection()
        try:
            _migrated().backup(borrowed.driver_connection)
        finally:
            borrowed.close()
    really_upgrade(engine)


@cache
def _migrated() -> sqlite3.Connection:
    """A SQLite in memory, as the migrations leave it."""
    kept = sqlite3.connect(":memory:", check_same_thread=False)
    with TemporaryDirectory() as folder:
        engine = connect(f"sqlite:///{Path(folder, 'migrated.db')}")
        really_upgrade(engine)
        borrowed = engine.raw_connection()
        borrowed.driver_connection.backup(kept)
        borrowed.close()
        engine.dispose()
    return kept


def empty_postgresql(url: str) -> str:
    """The worker's own database, with nothing in it."""
    return _made(url, template="template0")


def ready_postgresql(url: str) -> str:
    """The worker's own database, as the migrations leave it."""
    return _made(url, template=_template(url))


@cache
def _template(url: str) -> str:
    name = f"{make_url(url).database}_ready_{WORKER}"
    with _server(url) as run:
        run(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        run(f'CREATE DATABASE "{name}"')
    engine = connect(_named(url, name))
    really_upgrade(engine)
    engine.dispose()
    return name


def _made(url: str, *, template: str) -> str:
    name = f"{make_url(url).database}_{WORKER}"
    with _server(url) as run:
        run(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        run(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    return _named(url, name)


def _named(url: str, name: str) -> str:
    changed: URL = make_url(url).set(database=name)
    return changed.render_as_string(hide_password=False)


@contextmanager
def _server(url: str) -> Iterator:
    """What runs a statement outside of a transaction, as CREATE DATABASE asks."""
    engine = connect(url)
    with engine.connect() as opened:
        apart = opened.execution_options(isolation_level="AUTOCOMMIT")
        yield lambda statement: apart.execute(text(statement))
    engine.dispose()
