"""Terms that end on one day: what the clock's work takes, and that it is done once.

``python benchmarks/terms.py 5000 20000``: so many reserves that open by themselves. The
catalogue is filled by batches through the verbs; the day itself runs in a process of its
own, so that its memory and its CPU time are its own. With ``TUMBAGA_TEST_POSTGRESQL``
it is also measured there.
"""

import argparse
import json
import sys
import tempfile
import time
from datetime import date
from itertools import islice
from pathlib import Path

import copies
import filling
import generate
import table
from dumping import Measured, apart_in, peak, settings
from sqlalchemy import func, select, update
from tumbaga.catalog import assets, classification, people, publishing, terms
from tumbaga.records.classification import Classification
from tumbaga.records.publication import Publication
from tumbaga.schemas.kinds import load
from tumbaga.web import clock
from tumbaga.web.composition import House

BATCH = 500
ENDED = date(2026, 1, 1)
RESERVED = {**generate.RESERVED, "opens": True}


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("records", type=int, nargs="*", default=[5000])
    for count in asked.parse_args().records:
        with tempfile.TemporaryDirectory(prefix="tumbaga-terms-") as folder:
            for label, house in copies.empty(Path(folder)):
                _fill(house, count)
                house.engine.dispose()
                found = apart_in(__file__, "day", house)
                print(f"{label}, {count:,} reserves: {_told(found)}", flush=True)
    print(table.machine())


def _told(found: Measured) -> str:
    each = found["cpu"] / found["opened"] * 1000
    return (
        f"{found['opened']:,} opened in {found['seconds']:.1f} s "
        f"({found['cpu']:.1f} of CPU, {each:.2f} ms each), "
        f"{found['before']:.0f} → {found['peak']:.0f} MB; "
        f"again: {found['again']} in {found['idle']:.2f} s"
    )


def _fill(house: House, count: int) -> None:
    """Records registered, reserved until a day that has gone by, and published."""
    filling.found(house)
    records = generate.records(count * 2)  # those of sensitive data never open
    left = count
    while left:
        made = [load(kind, values) for kind, values in islice(records, BATCH)]
        drafts = [one for one in made if not _private(one.values)][:left]
        left -= len(drafts)
        with house.writing() as session:
            by = people.get(session, "todo")
            saved = assets.save_many(session, drafts, by=by, known={})
            batch = [one.asset for one in saved]
            for asset in batch:
                asset.workflow_state = "approved"
            classification.decide_many(session, batch, RESERVED, by=by)
            publishing.publish_many(session, batch, by=by)
            session.execute(update(Classification).values(ends=ENDED))


def _private(values: dict[str, object]) -> bool:
    return values.get("personal_data") == "sensible"


def day(folder: str) -> Measured:
    """The work of the clock on that day, and once more."""
    house = House(settings(folder))
    with house.session() as session:
        terms.due(session, ENDED)  # what every process loads before its first answer
    before, start, worked = peak(), time.perf_counter(), time.process_time()
    opened = clock.terms_end(house)
    seconds, cpu = time.perf_counter() - start, time.process_time() - worked
    most, start = peak(), time.perf_counter()
    again = clock.terms_end(house)
    idle = time.perf_counter() - start
    if _open(house) < opened:
        raise RuntimeError("the ledger did not follow what opened")
    return {
        "opened": opened,
        "seconds": seconds,
        "cpu": cpu,
        "before": before,
        "peak": most,
        "again": again,
        "idle": idle,
    }


def _open(house: House) -> int:
    """How many records the window now shows whole."""
    whole = (Publication.superseded.is_(None), Publication.disclosure == "full")
    with house.session() as session:
        return session.scalar(select(func.count()).where(*whole)) or 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["day"]:
        print(json.dumps(day(sys.argv[2])))
    else:
        main()
