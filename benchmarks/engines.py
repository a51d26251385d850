"""Search at scale, every engine in one run: ours, SQLite FTS5 and PostgreSQL.

``make bench-search RECORDS="10000 100000"`` (``run.py --only search``) prints a table:
building, size, one update until it is seen; p50 and p95 of each kind of question with
eleven facets and highlights (ours) or six facets (the databases), alone and with
thirty-two readers beside a writer; suggestions; the whole answer by HTTP. whoosh is
asked less, and given up when its index takes more CPU than ``PATIENCE`` (900 seconds;
some 1,000 for 100,000 records, so that a run with all four wants ``PATIENCE=3000``).
"""

import json
import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import crowd
import databases
import generate
import searching
import words
from searching import QUESTIONS
from sqlalchemy import Engine
from sqlalchemy.orm import Session
from table import Figure, Lap
from tumbaga.catalog import ledger
from tumbaga.catalog.search import Index, catch_up, open_index
from tumbaga.catalog.search.documents import SearchDocument, prepare
from tumbaga.records.database import writing
from tumbaga.records.reading import KNOWN, page
from tumbaga.web import ready
from tumbaga.web.app import create_app
from tumbaga.web.composition import House
from tumbaga.web.settings import Settings

BATCH = 2000
KEPT = Path(__file__).parent.parent / ".bench-search"
TYPED = ["pob", "poblac", "educ", "salud p", "plan de", "vivi", "transp", "segur"]


def fill(engine: Engine, count: int) -> None:
    """The generated records, straight into a ledger: the verbs are measured elsewhere."""
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


def ours(house: House, name: str, count: int, patience: float) -> Iterator[Figure]:
    """Our engine: the questions of ``make bench``, suggestions, an update, a crowd."""
    for figure in searching.measure(house, name, patience):
        yield Figure(f"{count:,}", f"{figure.what}", figure.value, figure.aim)
    index: Index = open_index(house.settings.folder / "indice", name)
    if index.seq() is None:  # given up
        return
    lap = Lap()
    with house.session() as session:
        index.suggest("plan", session)
        for typed in TYPED * (10 if name == "tantivy" else 1):
            with lap.timing():
                index.suggest(typed, session)
    yield Figure(f"{count:,}", f"suggestions, {name}, p50 / p95", str(lap), "5 ms")
    start = time.perf_counter()
    _update(house, index)
    taken = (time.perf_counter() - start) * 1000
    yield Figure(f"{count:,}", f"one update until visible, {name}", f"{taken:.0f} ms")
    if name == "tantivy":
        yield _crowded(house, index, count)
        yield from _by_http(house, count)


def _update(house: House, index: Index) -> None:
    with house.writing() as session:
        ledger.append(session, [_entry(0, *next(generate.records(1)), _names())])
    catch_up(index, house.session)


def _crowded(house: House, index: Index, count: int) -> Figure:
    def reader() -> tuple[crowd.Ask, Callable[[], None]]:
        session = house.session()
        return (lambda question: index.search(question, session)), session.close

    asked = QUESTIONS["one word"] + QUESTIONS["three words"]
    told = crowd.measure(reader, asked, lambda: _update(house, index))
    return Figure(f"{count:,}", "words, tantivy, 32 readers and a writer", told)


def _by_http(house: House, count: int) -> Iterator[Figure]:
    """The page of results and the suggestions, through the application."""
    app = create_app(house.settings)
    ready.make(app)  # as the server does
    client = app.test_client()
    for path, texts, aim in (
        ("/buscar", words.ONE_WORD + words.THREE_WORDS, "20 ms"),
        ("/sugerencias", TYPED * 4, ""),
    ):
        client.get(path, query_string={"q": "plan"})
        lap = Lap()
        for text in texts:
            with lap.timing():
                answer = client.get(path, query_string={"q": text})
            if answer.status_code != 200:
                raise RuntimeError(f"{path}: {answer.status}")
        yield Figure(f"{count:,}", f"{path} by HTTP, p50 / p95", str(lap), aim)


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


def kept(count: int) -> Path:
    """A filled data folder, made once: filling takes longer than measuring."""
    folder = KEPT / str(count)
    if not (folder / "filled").exists():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        house = House(_settings(folder))
        house.prepare()
        fill(house.engine, count)
        house.engine.dispose()
        (folder / "filled").touch()
    return folder


@contextmanager
def housed(count: int) -> Iterator[tuple[House, Path]]:
    """The kept ledger, with no index and nothing of an earlier run beside it."""
    folder = kept(count)
    shutil.rmtree(folder / "indice", ignore_errors=True)
    for name in ("fts.sqlite", "fts.sqlite-wal", "fts.sqlite-shm"):
        (folder / name).unlink(missing_ok=True)
    house = House(_settings(folder))
    yield house, folder
    house.engine.dispose()


def _settings(folder: Path) -> Settings:
    return Settings(data=str(folder), search_url="tantivy", search_pace="0")


def measure(count: int, patience: float = searching.BUILDING) -> Iterator[Figure]:
    with housed(count) as (house, folder):
        yield from ours(house, "tantivy", count, patience)
        yield from ours(house, "whoosh", count, patience)
        written = partial(documents, house)
        yield from databases.fts5(written, folder, count)
        url = os.environ.get("TUMBAGA_TEST_POSTGRESQL")
        if url:
            yield from databases.postgresql(written, url, count)
        else:
            told = "PostgreSQL (TUMBAGA_TEST_POSTGRESQL)"
            yield Figure(f"{count:,}", told, "not set")
