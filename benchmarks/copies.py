"""A kept catalogue, copied once more on each database: what is measured may change it.

SQLite copies its own pages, PostgreSQL takes the rows (``copying``).
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import copying
from sqlalchemy import Engine, text
from tumbaga.records.database import connect
from tumbaga.web.composition import House
from tumbaga.web.settings import Settings

SCHEMA = "tumbaga_bench_copies"
URL = "TUMBAGA_TEST_POSTGRESQL"


def empty(folder: Path) -> Iterator[tuple[str, House]]:
    """A house on each database that this machine has, without any table."""
    yield "SQLite", _house(folder / "sqlite")
    if url := os.environ.get(URL):
        with _schema(url) as inside:
            yield "PostgreSQL", _house(folder / "postgresql", inside)


def of(house: House, folder: Path) -> Iterator[tuple[str, House]]:
    """The catalogue with its index, which building anew would take minutes."""
    for label, made in empty(folder):
        made.settings.folder.mkdir(parents=True, exist_ok=True)
        index = "indice"
        shutil.copytree(house.settings.folder / index, made.settings.folder / index)
        if label == "SQLite":
            _paged(house.engine, made.settings.folder / "tumbaga.db")
        else:
            made.prepare()
            copying.copy(house.engine, made.engine)
        yield label, made
        made.engine.dispose()


def _house(folder: Path, url: str = "") -> House:
    pace = "0"  # an index that follows at once
    given = Settings(
        data=str(folder), database_url=url, jobs="worker", search_pace=pace
    )
    return House(given)


@contextmanager
def _schema(url: str) -> Iterator[str]:
    engine = connect(url)
    dropped = text(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")
    try:
        with engine.begin() as connection:
            connection.execute(dropped)
            connection.execute(text(f"CREATE SCHEMA {SCHEMA}"))
        yield f"{url}?options=-csearch_path%3D{SCHEMA}"
    finally:
        with engine.begin() as connection:
            connection.execute(dropped)
        engine.dispose()


def _paged(source: Engine, path: Path) -> None:
    target = connect(f"sqlite:///{path}")
    with target.connect() as one:
        into: Any = one.connection.driver_connection
        raw: Any = source.raw_connection()
        raw.driver_connection.backup(into)
        raw.close()
    target.dispose()
