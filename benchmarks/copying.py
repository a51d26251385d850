"""The rows of a catalogue on SQLite into PostgreSQL, as they lie there, by ``COPY``.

Filling it through the verbs takes many times as long, and the rows would be the same.
Neither triggers nor references are asked: the rows have been kept once already. That
wants a superuser, as the bench's own server has.
"""

from typing import Any

from sqlalchemy import Engine, Table, func, select, text
from sqlalchemy.engine import Connection
from tumbaga.records.base import Base

BATCH = 1000
# Rows come in as they were, and moments are of UTC.
TRUSTING = (
    "SET LOCAL session_replication_role = replica",
    "SET LOCAL timezone = 'UTC'",
)


def copy(source: Engine, target: Engine) -> None:
    """Every row of ``source``, on SQLite, into ``target``; what lies there goes first."""
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
