"""One catalogue's rows into the empty tables of another database, by COPY.

PostgreSQL alone is copied into: filling it through the verbs takes many times as long,
and the rows would be the same. Triggers and references rest meanwhile, which asks for a
superuser, as the bench's own server has.
"""

from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import Connection, Engine, Table, func, select, text
from tumbaga.records.base import Base

BATCH = 5_000
Convert = Callable[[Any], Any] | None


def copy(source: Engine, target: Engine) -> int:
    """Every row of ``source`` into ``target``; how many. What lies there goes first."""
    tables = Base.metadata.sorted_tables
    with source.connect() as giving, target.begin() as taking:
        taking.execute(text("SET LOCAL session_replication_role = replica"))
        names = ", ".join(f'"{one.name}"' for one in tables)
        taking.execute(text(f"TRUNCATE {names}"))
        count = sum(_table(giving, taking, one) for one in tables)
        for one in tables:
            _go_on_counting(taking, one)
    with target.connect() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT").exec_driver_sql(
            "VACUUM ANALYZE"
        )
    return count


def _table(giving: Connection, taking: Connection, table: Table) -> int:
    """One table; the values as the other database's own types write them."""
    columns = list(table.columns)
    writers = [_writer(one.type, taking) for one in columns]
    names = ", ".join(f'"{one.name}"' for one in columns)
    cursor: Any = taking.connection.cursor()
    count = 0
    with cursor.copy(f'COPY "{table.name}" ({names}) FROM STDIN') as out:
        for row in _rows(giving, table):
            out.write_row(
                [
                    value if write is None or value is None else write(value)
                    for value, write in zip(row, writers, strict=True)
                ]
            )
            count += 1
    return count


def _rows(giving: Connection, table: Table) -> Iterator[Any]:
    options = {"stream_results": True, "yield_per": BATCH}
    yield from giving.execution_options(**options).execute(select(*table.columns))


def _writer(kind: Any, taking: Connection) -> Convert:
    dialect = taking.dialect
    found: Convert = kind.dialect_impl(dialect).bind_processor(dialect)
    return found


def _go_on_counting(taking: Connection, table: Table) -> None:
    """The numbers that the database gives begin after the copied ones."""
    column = table.autoincrement_column
    if column is None:
        return
    sequence = taking.scalar(
        text("SELECT pg_get_serial_sequence(:t, :c)"),
        {"t": f'"{table.name}"', "c": column.name},
    )
    most = taking.scalar(select(func.max(column)))
    if sequence and most:
        taking.execute(text("SELECT setval(:s, :n)"), {"s": sequence, "n": most})
