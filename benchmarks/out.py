"""Everything that leaves, on a world that is kept: ``run.py --only out``.

``--records 10000 100000`` fills the worlds that are missing (``world.py``), then measures
whole dumps, walks, SDMX, answers 304, what one publication costs the next dump, and a
crowd before real gunicorn.
"""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import dumping
import pages
import served
import standards
import walking
import world
from filling import publish_again
from table import Figure
from tumbaga import exporters
from tumbaga.catalog import fragments
from tumbaga.exporters.base import Keeper, keeper
from tumbaga.records import reading
from tumbaga.web import following
from tumbaga.web.composition import House


@dataclass
class Counting:
    """A keeper that counts how many fragments it had to make."""

    inner: Keeper
    made: int = 0

    @property
    def format(self) -> str:
        return self.inner.format

    @property
    def version(self) -> str:
        return self.inner.version

    @property
    def kept(self) -> bool:
        return self.inner.kept

    @property
    def failed(self) -> dict[str, int]:
        return self.inner.failed

    def make(self, record: reading.PublicRecord) -> bytes:
        self.made += 1
        return self.inner.make(record)


PARTS = ("dumps", "after", "sdmx", "crowd", "pages", "walks")


def measure(
    count: int, databases: Sequence[str], most: int = 0, parts: Sequence[str] = PARTS
) -> Iterator[Figure]:
    """Each database in its turn; the group says which, and how many records.

    ``most`` bounds the walks, which are most of a run: 0 goes to the end of each.
    """
    for database in databases:
        yield from world.ready(count, database)
        house = world.house_of(count, database)
        where = "pg" if database == "PostgreSQL" else "lite"
        start = time.perf_counter()
        for figure in _of(house, count, database, most, parts):
            yield replace(figure, group=f"{where} {count // 1000}k {figure.group}")
        told = f"{time.perf_counter() - start:.0f} s"
        yield Figure(f"{where} {count // 1000}k", "measuring all of it took", told)
        house.engine.dispose()


def _of(
    house: House, count: int, database: str, most: int, parts: Sequence[str]
) -> Iterator[Figure]:
    """Part by part: one that breaks is told, and the others go on."""
    known = {
        "dumps": lambda: dumping.measure(house, count, database),
        "after": lambda: _after_one(house),
        "sdmx": lambda: standards.measure(house),
        "crowd": lambda: served.measure(house),
        "pages": lambda: pages.measure(house),
        "walks": lambda: walking.measure(house, most),
    }
    for name in parts:
        start = time.perf_counter()
        try:
            yield from known[name]()
        except Exception as problem:  # noqa: BLE001
            yield Figure(name, f"broke off: {problem}"[:300], "FAILED")
        told = f"{time.perf_counter() - start:.0f} s"
        yield Figure(name, "all of this part took", told)


def _after_one(house: House) -> Iterator[Figure]:
    """Publish one record; count what the next dump has to make, and time both."""
    publish_again(house)
    with house.session() as session:
        head = reading.head(session)
    maker = Counting(keeper(exporters.get("ttl"), house.catalogue(head)))
    start = time.perf_counter()
    given = sum(1 for _ in fragments.stream(house.session, maker, upto=head.seq))
    told = f"{maker.made} made in {time.perf_counter() - start:.2f} s"
    yield Figure("after one", f"the next dump, {given:,} fragments", told, "1 made")
    makers = [Counting(keeper(one, house.catalogue(head))) for one in exporters.kept()]
    start = time.perf_counter()
    fragments.fill(house.writing, house.session, *makers)
    made = sum(one.made for one in makers)
    told = f"{made} made in {(time.perf_counter() - start) * 1000:.0f} ms"
    yield Figure("after one", f"kept again, in {len(makers)} formats", told)
    following.keep_up(house)
