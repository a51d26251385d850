"""Engines for SQLite and PostgreSQL: how a transaction begins on each, and nothing else."""

import json
from pathlib import Path
from typing import Any, TypeVar

import orjson
from sqlalchemy import URL, Engine, Executable, create_engine, event, make_url
from sqlalchemy.engine import Connection

Q = TypeVar("Q", bound=Executable)
SQLITE_PRAGMAS = (
    "busy_timeout=30000",
    "journal_mode=WAL",
    "synchronous=FULL",  # a power cut must not take back a published seq
    "foreign_keys=ON",
    "recursive_triggers=ON",  # or REPLACE would pass by what forbids to delete
)
_EMPTY: dict[type, str] = {list: "[]", dict: "{}"}


def connect(url: str) -> Engine:
    """Return an engine whose transactions behave alike on both databases.

    Raises ``ValueError`` for a database that the catalogue does not run on.
    """
    parsed = make_url(url)
    backend = parsed.get_backend_name()
    if backend == "sqlite":
        return _sqlite(url, parsed.database)
    if backend == "postgresql":
        return _postgresql(parsed)
    raise ValueError(
        f"La base de datos «{backend}» no sirve: use sqlite:///… o postgresql://…"
    )


def writing(engine: Engine) -> Engine:
    """The same pool, for edges that will write: SQLite then takes its lock at BEGIN.

    A plain BEGIN that reads first and writes later fails with "database is locked",
    and no timeout applies to that upgrade.
    """
    return engine.execution_options(writes=True)


def _postgresql(url: URL) -> Engine:
    engine = create_engine(
        url.set(drivername="postgresql+psycopg"),
        isolation_level="READ COMMITTED",
        json_serializer=written,
        json_deserializer=orjson.loads,
        pool_pre_ping=True,
        hide_parameters=True,
    )

    @event.listens_for(engine, "before_cursor_execute")
    def _form(
        _on: Any, cursor: Any, _sql: Any, _given: Any, context: Any, _many: Any
    ) -> None:
        if context is not None and context.execution_options.get("binary"):
            cursor.format = 1

    return engine


def in_binary(query: Q) -> Q:
    """The query, its answer in the database's own form: only for numbers and octets.

    As text PostgreSQL writes octets in hexadecimal, which takes five times as long.
    """
    return query.execution_options(binary=True)


def written(value: Any) -> str:
    """A value as JSON text; most lists and groups of a record are empty."""
    if not value and (kind := type(value)) in _EMPTY:
        return _EMPTY[kind]
    return json.dumps(value)


def _sqlite(url: str, database: str | None) -> Engine:
    if database and database != ":memory:":
        Path(database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(
        url,
        json_serializer=written,
        json_deserializer=orjson.loads,
        hide_parameters=True,  # an error that is logged says nothing of a person
    )

    @event.listens_for(engine, "connect")
    def _connect(dbapi: Any, _record: Any) -> None:
        dbapi.isolation_level = None  # pysqlite must not begin by itself
        for pragma in SQLITE_PRAGMAS:
            dbapi.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        options = connection.get_execution_options()
        statement = "BEGIN IMMEDIATE" if options.get("writes") else "BEGIN"
        connection.exec_driver_sql(statement)

    return engine
