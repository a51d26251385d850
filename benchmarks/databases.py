"""What databases give by themselves at scale: FTS5 ``unicode61``, PostgreSQL ``spanish``.

The same texts and facets as ours; no typing errors, no half words, no highlights.
"""

import re
import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import crowd
from searching import QUESTIONS, SIX
from sqlalchemy import Engine, text
from table import Figure, Lap
from tumbaga.catalog.search.documents import SearchDocument
from tumbaga.records.database import connect

BATCH = 2000
FIELDS = ("title", "code", "keywords", "organization", "description", "details")
WEIGHTS = "6, 6, 4, 2, 1.5, 1"
KINDS = ("one word", "three words", "one word, two facets chosen")
WORD = re.compile(r"\w+")
Documents = Callable[[], Iterator[SearchDocument]]
Ask = Callable[[Any], object]
CONFIGURATION = """
CREATE EXTENSION IF NOT EXISTS unaccent;
DROP SCHEMA IF EXISTS bench CASCADE;
CREATE SCHEMA bench;
CREATE TEXT SEARCH CONFIGURATION bench.es (COPY = spanish);
ALTER TEXT SEARCH CONFIGURATION bench.es
  ALTER MAPPING FOR hword, hword_part, word WITH unaccent, spanish_stem;
"""


def fts5(documents: Documents, folder: Path, count: int) -> Iterator[Figure]:
    path = folder / "fts.sqlite"
    start = time.perf_counter()
    database = sqlite3.connect(path, check_same_thread=False)
    database.execute("PRAGMA journal_mode=WAL")
    columns = ", ".join(FIELDS)
    database.execute(
        f"CREATE VIRTUAL TABLE record USING fts5({columns}, tokenize='unicode61')"
    )
    database.execute(f"CREATE TABLE facet (id INTEGER PRIMARY KEY, {', '.join(SIX)})")
    for number, one in enumerate(documents(), 1):
        _put(database, number, one)
    database.commit()
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    yield _built("SQLite FTS5", count, start, path.stat().st_size)
    yield from _asked("SQLite FTS5", count, _fts_asking(database))
    sample = next(documents())

    def reader() -> tuple[Ask, Callable[[], None]]:
        own = sqlite3.connect(path, timeout=60, check_same_thread=False)
        return _fts_asking(own), own.close

    def write() -> None:
        _put(database, count + 1, sample, verb="INSERT OR REPLACE")
        database.commit()

    yield _crowded("SQLite FTS5", count, reader, write)
    database.close()


def _put(
    database: sqlite3.Connection, number: int, one: SearchDocument, verb: str = "INSERT"
) -> None:
    said = [one.texts.get(name, "") for name in FIELDS]
    held = [next(iter(one.facets.get(name, ())), None) for name in SIX]
    marks = ", ".join("?" * (len(FIELDS) + 1))
    database.execute(
        f"{verb} INTO record(rowid, {', '.join(FIELDS)}) VALUES ({marks})",
        (number, *said),
    )
    database.execute(
        f"INSERT OR REPLACE INTO facet VALUES (?{', ?' * 6})", (number, *held)
    )


def _fts_asking(database: sqlite3.Connection) -> Ask:
    inner = "SELECT rowid FROM record WHERE record MATCH ?"

    def ask(question: Any) -> None:
        match = " ".join(f'"{word}"' for word in WORD.findall(question.text))
        where, values = _chosen(question.filters, "?")
        within = f"id IN ({inner}) {where}"
        database.execute(
            f"SELECT record.rowid FROM record JOIN facet ON id = record.rowid "
            f"WHERE record MATCH ? {where} ORDER BY bm25(record, {WEIGHTS}) LIMIT 10",
            (match, *values),
        ).fetchall()
        database.execute(
            f"SELECT count(*) FROM facet WHERE {within}", (match, *values)
        ).fetchone()
        for facet in SIX:
            database.execute(
                f"SELECT {facet}, count(*) FROM facet WHERE {within} GROUP BY 1",
                (match, *values),
            ).fetchall()

    return ask


def _chosen(filters: Any, mark: str) -> tuple[str, list[str]]:
    """The filters as SQL; ``mark`` is how a value is put in."""
    parts, values = [], []
    for name, chosen in filters.items():
        if chosen:
            parts.append(f"AND {name} IN ({', '.join(mark for _value in chosen)})")
            values += chosen
    return " ".join(parts), values


def _filled(engine: Engine, documents: Documents) -> int:
    """The table with its index; its size in bytes."""
    columns = ", ".join(f"{name} text" for name in SIX)
    with engine.begin() as connection:
        for statement in filter(str.strip, CONFIGURATION.split(";")):
            connection.execute(text(statement))
        connection.execute(
            text(
                f"CREATE TABLE bench.record (id bigint PRIMARY KEY, words tsvector, {columns})"
            )
        )
        rows: list[dict[str, Any]] = []
        for number, one in enumerate(documents()):
            rows.append(_row(number, one))
            if len(rows) == BATCH:
                _insert(connection, rows)
        _insert(connection, rows)
        connection.execute(text("CREATE INDEX ON bench.record USING gin (words)"))
        size = connection.scalar(text("SELECT pg_total_relation_size('bench.record')"))
    with engine.begin() as connection:
        connection.execute(text("ANALYZE bench.record"))
    return int(size or 0)


def postgresql(documents: Documents, url: str, count: int) -> Iterator[Figure]:
    engine = connect(url)
    start = time.perf_counter()
    size = _filled(engine, documents)
    yield _built("PostgreSQL", count, start, size)
    with engine.connect() as connection:
        yield from _asked("PostgreSQL", count, _pg_asking(connection))
    sample = _row(count + 1, next(documents()))

    def reader() -> tuple[Ask, Callable[[], None]]:
        own = connect(url)
        connection = own.connect()
        return _pg_asking(connection), lambda: (connection.close(), own.dispose())[0]

    def write() -> None:
        with engine.begin() as connection:
            gone = text("DELETE FROM bench.record WHERE id = :id")
            connection.execute(gone, {"id": sample["id"]})
            _insert(connection, [dict(sample)])

    yield _crowded("PostgreSQL", count, reader, write)
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA bench CASCADE"))
    engine.dispose()


def _pg_asking(connection: Any) -> Ask:
    matching = "FROM bench.record, websearch_to_tsquery('bench.es', :words) q"

    def ask(question: Any) -> None:
        where, values = _chosen(question.filters, "%s")
        names = [f":v{number}" for number in range(len(values))]
        where = f"WHERE words @@ q {where % tuple(names)}"
        given = {f"v{n}": value for n, value in enumerate(values)}
        given["words"] = question.text
        for query in (
            f"SELECT id {matching} {where} ORDER BY ts_rank(words, q) DESC LIMIT 10",
            f"SELECT count(*) {matching} {where}",
            *(f"SELECT {f}, count(*) {matching} {where} GROUP BY 1" for f in SIX),
        ):
            connection.execute(text(query), given).all()

    return ask


def _row(number: int, one: SearchDocument) -> dict[str, Any]:
    held = {name: next(iter(one.facets.get(name, ())), None) for name in SIX}
    rest = " ".join(one.texts.values()).replace("\x1e", " ")
    return {"id": number, "a": one.texts["title"], "d": rest, **held}


def _insert(connection: Any, rows: list[dict[str, Any]]) -> None:
    if not rows:
        return
    named = ", ".join(f":{name}" for name in SIX)
    said = (
        "setweight(to_tsvector('bench.es', :a), 'A') || "
        "setweight(to_tsvector('bench.es', :d), 'D')"
    )
    connection.execute(
        text(f"INSERT INTO bench.record VALUES (:id, {said}, {named})"), rows
    )
    rows.clear()


def _built(name: str, count: int, start: float, size: int) -> Figure:
    taken = time.perf_counter() - start
    return Figure(f"{count:,}", f"built, {name}", f"{taken:.1f} s, {size / 1e6:.0f} MB")


def _asked(name: str, count: int, ask: Ask) -> Iterator[Figure]:
    for what in KINDS:
        lap = Lap()
        for question in QUESTIONS[what]:
            with lap.timing():
                ask(question)
        yield Figure(f"{count:,}", f"{what}, {name}, p50 / p95", str(lap))


def _crowded(name: str, count: int, reader: Any, write: Any) -> Figure:
    told = crowd.measure(reader, QUESTIONS["one word"], write)
    return Figure(f"{count:,}", f"one word, {name}, 32 readers and a writer", told)
