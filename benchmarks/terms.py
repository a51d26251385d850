"""Terms that end on one day: what the clock's work takes, and that it is done once.

``python benchmarks/terms.py 5000``: so many reserves that open by themselves, and as
many open records beside them.
"""

import argparse
import resource
import tempfile
import time
from datetime import date

import filling
import generate
import table
from sqlalchemy import func, select, update
from tumbaga.catalog import classification, terms
from tumbaga.records.asset import Asset
from tumbaga.records.classification import Classification
from tumbaga.records.person import Person
from tumbaga.web import clock
from tumbaga.web.composition import House
from tumbaga.web.settings import Settings

BATCH = 500
ENDED = date(2026, 1, 1)
RESERVED = {**generate.RESERVED, "opens": True}


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("records", type=int, nargs="?", default=5000)
    count = asked.parse_args().records
    with tempfile.TemporaryDirectory(prefix="tumbaga-terms-") as folder:
        house = House(Settings(data=folder, jobs="worker"))
        for _figure in filling.measure(house, "SQLite", count):
            pass
        closed = _closed(house)
        _end(house)
        before = _memory()
        opened, taken = _timed(house)
        again, idle = _timed(house)
    print(f"{closed:,} reserves, {opened:,} opened in {taken:.1f} s", end=", ")
    print(f"{before:.0f} → {_memory():.0f} MB; again: {again} in {idle:.2f} s")
    print(table.machine())


def _closed(house: House) -> int:
    """Reserve what is published and may open again, with a term that opens."""
    with house.session() as session:
        wanted = select(Asset.id).where(
            Asset.personal_data.is_distinct_from("sensible")
        )
        ids = list(session.scalars(wanted))
    for start in range(0, len(ids), BATCH):
        with house.writing() as session:
            by = session.scalars(select(Person)).first()
            if by is None:
                raise ValueError("the filling admits one person")
            chosen = ids[start : start + BATCH]
            found = list(session.scalars(select(Asset).where(Asset.id.in_(chosen))))
            classification.decide_many(session, found, RESERVED, by=by)
    return len(ids)


def _end(house: House) -> None:
    """Let every term have ended, as if years had passed."""
    with house.writing() as session:
        closed = Classification.access_class == "reservada"
        session.execute(update(Classification).where(closed).values(ends=ENDED))


def _timed(house: House) -> tuple[int, float]:
    start = time.perf_counter()
    opened = clock.terms_end(house)
    taken = time.perf_counter() - start
    with house.session() as session:
        due = len(terms.due(session, date.today()))
        total = session.scalar(select(func.count(Asset.id))) or 0
    if due > total:
        raise ValueError("more terms than records")
    return opened, taken


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
