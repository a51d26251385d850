"""A kept catalogue, copied once more on each database: what is measured may change it.

SQLite copies its own pages. PostgreSQL takes the rows as they lie in SQLite by ``COPY``,
with neither triggers nor foreign keys asked: they have been kept once already.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, Table, func, select, text
from sqlalchemy.engine import Connection
from tumbaga.records.base import Base
from tumbaga.records.database import connect
from tumbaga.web.composition import House
from tumbaga.web.settings import Settings

SCHEMA = "tumbaga_bench_copies"
URL = "TUMBAGA_TEST_POSTGRESQL"
BATCH = 1000
# The session's owner may do so: rows come in as they were, and moments are of UTC.
TRUSTING = (
    "SET LOCAL session_replication_role = replica",
    "SET LOCAL timezone = 'UTC'",
)


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
            _poured(house.engine, made.engine)
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


def _poured(source: Engine, target: Engine) -> None:
    with target.begin() as connection:
        for said in TRUSTING:
            connection.execute(text(said))
        for table in Base.metadata.sorted_tables:  # the migrations have put in some
            connection.execute(text(f'TRUNCATE "{table.name}" CASCADE'))
        raw: Any = source.raw_connection()
        for table in Base.metadata.sorted_tables:
            _table(raw.driver_connection, connection, table)
            _numbered(connection, table)
        raw.close()
    with target.connect() as connection:
        alone = connection.execution_options(isolation_level="AUTOCOMMIT")
        for table in Base.metadata.sorted_tables:  # alone: others may hold theirs
            alone.exec_driver_sql(f'ANALYZE "{table.name}"')


def _table(source: Any, connection: Connection, table: Table) -> None:
    """The rows as SQLite has them: PostgreSQL reads each by the type of its column."""
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    rows = source.execute(f'SELECT {names} FROM "{table.name}"')
    cursor: Any = connection.connection.cursor()
    with cursor.copy(f'COPY "{table.name}" ({names}) FROM STDIN') as copy:
        while some := rows.fetchmany(BATCH):
            for row in some:
                copy.write_row(row)


def _numbered(connection: Connection, table: Table) -> None:
    """PostgreSQL goes on counting after the last number that was copied."""
    if "id" not in table.c or table.c.id.type.python_type is not int:
        return
    last = connection.scalar(select(func.max(table.c.id)))
    if last:
        place = text("SELECT setval(pg_get_serial_sequence(:t, 'id'), :n)")
        connection.execute(place, {"t": f'"{table.name}"', "n": last})
