"""Search at scale, every engine in one run: ours, SQLite FTS5 and PostgreSQL.

``python benchmarks/engines.py --records 10000 100000`` prints a table: building, size,
and p50/p95 of each kind of question with eleven facets and highlights (ours) or six
facets (the databases). whoosh is asked only up to 10,000.
"""

import argparse
import json
import os
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast
from uuid import NAMESPACE_URL, uuid5

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "relevance"))

import generate
import searching
import table
from searching import QUESTIONS
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session
from table import Figure, Lap
from tumbaga.catalog import ledger
from tumbaga.catalog.search import Index, catch_up, open_index
from tumbaga.catalog.search.analysis import stems
from tumbaga.catalog.search.documents import SearchDocument, prepare
from tumbaga.records.base import Base
from tumbaga.records.database import connect, writing
from tumbaga.records.reading import KNOWN, page
from tumbaga.web.composition import House

MOST_WHOOSH = 10_000
BATCH = 2000
TYPED = ["pob", "poblac", "educ", "salud p", "plan de", "vivi", "transp", "segur"]
SIX = ("kind", "organization", "theme", "class", "year", "frequency")
FIELDS = ("title", "code", "keywords", "organization", "description", "details")
DATABASES = ("one word", "three words", "one word, two facets chosen")


def fill(engine: Engine, count: int) -> None:
    """The generated records, straight into a ledger: the verbs are measured elsewhere."""
    Base.metadata.create_all(engine)
    with Session(writing(engine)) as session, session.begin():
        ledger.found(session)
    names = {one["code"]: one["name"] for one in generate.organizations()}
    waiting: list[ledger.Entry] = []
    for number, (kind, values) in enumerate(generate.records(count)):
        waiting.append(_entry(number, kind, values, names))
        if len(waiting) == BATCH or number == count - 1:
            with Session(writing(engine)) as session, session.begin():
                ledger.append(session, waiting)
            waiting = []


def _entry(
    number: int, kind: str, values: dict[str, Any], names: dict[str, str]
) -> ledger.Entry:
    uid = str(uuid5(NAMESPACE_URL, str(number)))
    office = values["organization"]
    document = values | {
        "uid": uid,
        "kind": kind,
        "organization": {"uid": office, "name": names[office]},
        "classification": {"class": "publica"},
    }
    document.pop("custodian", None)
    document.pop("observations", None)
    return ledger.Entry(
        uid=uid,
        kind=kind,
        slug=f"r{number}",
        state="published",
        disclosure="full",
        text=json.dumps(document, default=str),
    )


def ours(house: House, name: str, count: int) -> Iterator[Figure]:
    """Our engine: the same questions as ``make bench``, and suggestions."""
    for figure in searching.measure(house, name):
        yield Figure(f"{count:,}", f"{figure.what}", figure.value, figure.aim)
    index: Index = open_index(house.settings.folder / "indice", name)
    lap = Lap()
    with house.session() as session:
        index.suggest("plan", session)
        for typed in TYPED * (10 if name == "tantivy" else 1):
            with lap.timing():
                index.suggest(typed, session)
    yield Figure(f"{count:,}", f"suggestions, {name}, p50 / p95", str(lap), "5 ms")
    with house.writing() as session:
        ledger.append(session, [_entry(0, *next(generate.records(1)), _names())])
    start = time.perf_counter()
    catch_up(index, house.session)
    taken = (time.perf_counter() - start) * 1000
    yield Figure(f"{count:,}", f"one update until visible, {name}", f"{taken:.0f} ms")


def _names() -> dict[str, str]:
    return {one["code"]: one["name"] for one in generate.organizations()}


def documents(house: House) -> Iterator[SearchDocument]:
    with house.session() as session:
        after = 0
        while True:
            rows = page(
                session, after=after, upto=10**9, limit=BATCH, disclosures=KNOWN
            )
            yield from map(prepare, rows)
            if len(rows) < BATCH:
                return
            after = rows[-1].seq


def fts5(house: House, folder: Path, count: int) -> Iterator[Figure]:
    """FTS5 with our terms (pre-stemmed), bm25 weights, facets by SQL."""
    path = folder / "fts.sqlite"
    start = time.perf_counter()
    database = sqlite3.connect(path)
    marks = ", ".join(FIELDS)
    database.execute(
        f"CREATE VIRTUAL TABLE record USING fts5({marks}, "
        "tokenize='unicode61 remove_diacritics 0')"
    )
    database.execute(f"CREATE TABLE facet (id INTEGER PRIMARY KEY, {', '.join(SIX)})")
    for number, one in enumerate(documents(house), 1):
        said = [" ".join(stems(one.texts.get(name, ""))) for name in FIELDS]
        held = [next(iter(one.facets.get(name, ())), None) for name in SIX]
        database.execute(
            f"INSERT INTO record(rowid, {marks}) VALUES (?{', ?' * len(FIELDS)})",
            (number, *said),
        )
        database.execute(f"INSERT INTO facet VALUES (?{', ?' * 6})", (number, *held))
    database.commit()
    yield _built("SQLite FTS5", count, start, path.stat().st_size)

    def ask(question: Any) -> None:
        match = " ".join(f'"{word}"' for word in stems(question.text)) or '"de"'
        inner = "SELECT rowid FROM record WHERE record MATCH ?"
        database.execute(
            f"{inner} ORDER BY bm25(record, 6, 6, 4, 2, 1.5, 1) LIMIT 10", (match,)
        ).fetchall()
        database.execute(f"SELECT count(*) FROM ({inner})", (match,)).fetchone()
        for facet in SIX:
            database.execute(
                f"SELECT {facet}, count(*) FROM facet WHERE id IN ({inner}) GROUP BY 1",
                (match,),
            ).fetchall()

    yield from _timed("SQLite FTS5", count, ask)


def postgresql(house: House, url: str, count: int) -> Iterator[Figure]:
    """PostgreSQL with our terms (``simple``), a GIN index, facets by SQL."""
    engine = connect(url)
    start = time.perf_counter()
    columns = ", ".join(f"{name} text" for name in SIX)
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA IF EXISTS bench CASCADE"))
        connection.execute(text("CREATE SCHEMA bench"))
        connection.execute(
            text(f"CREATE TABLE bench.record (id bigint, words tsvector, {columns})")
        )
        rows: list[dict[str, Any]] = []
        for number, one in enumerate(documents(house)):
            rows.append(_row(number, one))
            if len(rows) == BATCH:
                _insert(connection, rows)
        _insert(connection, rows)
        connection.execute(text("CREATE INDEX ON bench.record USING gin (words)"))
        size = connection.scalar(text("SELECT pg_total_relation_size('bench.record')"))
    yield _built("PostgreSQL", count, start, int(size or 0))
    with engine.connect() as connection:
        connection.execute(text("ANALYZE bench.record"))

        def ask(question: Any) -> None:
            given = {"words": " & ".join(stems(question.text)) or "de"}
            matching = "FROM bench.record, to_tsquery('simple', :words) q"
            where = "WHERE words @@ q"
            for query in (
                f"SELECT id {matching} {where} ORDER BY ts_rank(words, q) DESC LIMIT 10",
                f"SELECT count(*) {matching} {where}",
                *(f"SELECT {f}, count(*) {matching} {where} GROUP BY 1" for f in SIX),
            ):
                connection.execute(text(query), given).all()

        yield from _timed("PostgreSQL", count, ask)
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA bench CASCADE"))


def _row(number: int, one: SearchDocument) -> dict[str, Any]:
    held = {name: next(iter(one.facets.get(name, ())), None) for name in SIX}
    top = " ".join(stems(one.texts["title"]))
    rest = " ".join(stems(" ".join(one.texts.values())))
    return {"id": number, "a": top, "d": rest, **held}


def _insert(connection: Any, rows: list[dict[str, Any]]) -> None:
    if not rows:
        return
    named = ", ".join(f":{name}" for name in SIX)
    said = (
        "setweight(to_tsvector('simple', :a), 'A') || "
        "setweight(to_tsvector('simple', :d), 'D')"
    )
    connection.execute(
        text(f"INSERT INTO bench.record VALUES (:id, {said}, {named})"), rows
    )
    rows.clear()


def _built(name: str, count: int, start: float, size: int) -> Figure:
    taken = time.perf_counter() - start
    return Figure(f"{count:,}", f"built, {name}", f"{taken:.1f} s, {size / 1e6:.0f} MB")


def _timed(name: str, count: int, ask: Callable[[Any], None]) -> Iterator[Figure]:
    for what in DATABASES[:2]:
        lap = Lap()
        for question in QUESTIONS[what]:
            with lap.timing():
                ask(question)
        yield Figure(f"{count:,}", f"{what}, {name}, p50 / p95", str(lap))


@contextmanager
def housed(count: int) -> Iterator[tuple[House, Path]]:
    with tempfile.TemporaryDirectory(prefix="tumbaga-engines-") as folder:
        place = Path(folder)
        engine = connect(f"sqlite:///{place / 'tumbaga.db'}")
        fill(engine, count)
        settings = SimpleNamespace(
            folder=place,
            database=f"sqlite:///{place / 'tumbaga.db'}",
            search_url="tantivy",
            secret="bench",  # noqa: S106
        )
        yield House(cast("Any", settings)), place


def measure(count: int) -> Iterator[Figure]:
    with housed(count) as (house, folder):
        yield from ours(house, "tantivy", count)
        if count <= MOST_WHOOSH:
            yield from ours(house, "whoosh", count)
        yield from fts5(house, folder, count)
        url = os.environ.get("TUMBAGA_TEST_POSTGRESQL")
        if url:
            yield from postgresql(house, url, count)


def main(argv: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, nargs="+", default=[10_000])
    for count in parser.parse_args(argv).records:
        for figure in measure(count):
            print(table.show(figure), flush=True)
    print(table.machine())


if __name__ == "__main__":
    main()
