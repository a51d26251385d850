"""Catalogues that are filled once, kept in ``.bench-instruments`` and used by many runs.

Every second record is reserved, so that the índice is as long as the rest together. The
first ones go through the verbs; of the others there is what the window sees, straight
in the ledger.
"""

from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import filling
import generate
from sqlalchemy import func, select
from tumbaga.catalog import (
    assets,
    classification,
    door,
    ledger,
    people,
    publishing,
)
from tumbaga.catalog.search import catch_up
from tumbaga.records import reading
from tumbaga.records.asset import Asset
from tumbaga.records.reading import PublicRecord
from tumbaga.schemas.kinds import load
from tumbaga.web.composition import House
from tumbaga.web.settings import Settings

FOLDER = Path(".bench-instruments")
BATCH = 500
RESERVED = {**generate.RESERVED, "opens": True}
DAY = date(2026, 11, 26)
DONE = "lleno"
REAL = 10_000  # through the verbs, which takes most of the time
MODELS = 500


def house(count: int) -> House:
    """The catalogue of so many records on SQLite, filled if it was not yet."""
    folder = FOLDER / str(count)
    made = _made(folder)
    if not (folder / DONE).exists():
        if not (folder / "tumbaga.db").exists():
            filling.found(made)
        _fill(made, min(count, REAL))
        _see(made, count)
        made.engine.dispose()
        (folder / DONE).touch()
    made.prepare()  # one that was kept may be of before a migration
    catch_up(made.index, made.session)
    return made


def _made(folder: Path) -> House:
    return House(Settings(data=str(folder), jobs="worker", search_pace="0"))


def _fill(made: House, count: int) -> None:
    """Through the verbs: registered, decided and published by batches."""
    with made.session() as session:
        there = session.scalar(select(func.count(Asset.id))) or 0
    records = islice(generate.records(count), there, None)
    for first in range(there, count, BATCH):
        drafts = [load(kind, values) for kind, values in islice(records, BATCH)]
        with made.writing() as session:
            by = people.get(session, "todo")
            saved = assets.save_many(session, drafts, by=by, known={})
            batch = [one.asset for one in saved]
            for asset in batch:
                asset.workflow_state = (
                    "approved"  # the steps of review are not measured
                )
            for odd, data in ((0, generate.PUBLIC), (1, RESERVED)):
                classification.decide_many(session, batch[odd::2], data, by=by)
            publishing.publish_many(session, batch, by=by)
        if first % 10_000 == 0:
            print(f"  filled {first + len(batch):,} of {count:,}", flush=True)


def _see(made: House, count: int) -> None:
    """The others as the window sees them, every second one by its name only."""
    with made.session() as session:
        there = session.scalar(select(func.count(Asset.id))) or 0
        last = reading.head(session)
        [closed] = reading.page(
            session, after=0, upto=last.seq, limit=1, disclosures=("index",)
        )
        models = reading.page(session, after=0, upto=last.seq, limit=MODELS)
    for first in range(there, count, BATCH):
        entries = [
            _entry(number, closed if number % 2 else models[number % len(models)])
            for number in range(first, min(first + BATCH, count))
        ]
        with made.writing() as session:
            ledger.append(session, entries)


def _entry(number: int, model: PublicRecord) -> ledger.Entry:
    """A record like ``model``, with a uid and an address of its own."""
    uid = str(uuid5(NAMESPACE_URL, str(number)))
    code = f"R{number}"
    document = {**model.document, "uid": uid, "code": code, "relations": []}
    text = door.text(document)
    figures: list[dict[str, Any]] = []
    return ledger.Entry(
        uid, model.kind, code.lower(), "published", model.disclosure, text, figures
    )
