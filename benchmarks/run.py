"""``make bench``: what the house costs, side by side with the alternative, in one run.

Prints a table and writes nothing, unless ``--write`` puts it into ``README.md``.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import dumping
import engines
import filling
import harvesting
import importing
import instruments
import out
import pages
import samples
import searching
import standards
import table
import walking
import world
from sqlalchemy import text
from table import Figure
from tumbaga.records.database import connect
from tumbaga.web.collector import look_seldom
from tumbaga.web.composition import House
from tumbaga.web.settings import Settings

ON_POSTGRESQL = 1000  # records; a rate needs no more
SCHEMA = "tumbaga_bench"
PARTS = ("search", "instruments", "out", "harvest", "samples")


def main() -> None:
    asked = _asked()
    look_seldom()  # as every command of ours does
    start = time.perf_counter()
    figures = []
    for figure in _measured(asked):
        figures.append(figure)
        print(table.show(figure), flush=True)
    if asked.only:
        print(f"{table.machine()}")
        sys.exit(any(one.value == "FAILED" for one in figures))
    whole = f"{time.perf_counter() - start:.0f} s"
    figures.append(Figure("", "the whole run", whole, "under 240 s"))
    print(table.show(figures[-1]))
    print(f"{asked.records[0]:,} records. {table.machine()}")
    if asked.write:
        table.write(figures, asked.records[0])


def _measured(asked: argparse.Namespace) -> Iterator[Figure]:
    """Everything at one size, or one part alone at each size that was asked for."""
    if not asked.only:
        yield from measure(asked.records[0])
        return
    if asked.only == "samples":
        with tempfile.TemporaryDirectory(prefix="tumbaga-bench-") as folder:
            yield from samples.measure(Path(folder))
            yield from samples.each(Path(folder))
        return
    if asked.only == "harvest":
        with tempfile.TemporaryDirectory(prefix="tumbaga-bench-") as folder:
            yield from harvesting.measure(Path(folder), asked.records[0])
            more = asked.records[1:] or [10 * asked.records[0]]
            yield from harvesting.long(Path(folder), more[0])
        return
    for count in asked.records:
        if asked.only == "search":
            yield from engines.measure(count, asked.patience)
        elif asked.only == "instruments":
            yield from instruments.measure(count)
        else:
            yield from out.measure(count, asked.database, asked.walk, asked.parts)


def measure(count: int) -> Iterator[Figure]:
    """Everything, in the order in which a catalogue lives."""
    with tempfile.TemporaryDirectory(prefix="tumbaga-bench-") as folder:
        house = House(Settings(data=f"{folder}/{count}"))
        yield from filling.measure(house, "SQLite", count)
        yield from dumping.filled(house)
        yield from searching.measure(house, "tantivy")
        yield from dumping.measure(house, count)
        yield from walking.measure(house)
        yield from standards.measure(house)
        yield from pages.measure(house)
        yield from searching.measure(house, "whoosh")
        yield from importing.measure(Path(folder))
        yield from harvesting.measure(Path(folder), count // 10)
        yield from _on_postgresql(Path(folder), count)


def _on_postgresql(folder: Path, count: int) -> Iterator[Figure]:
    """The same verbs on PostgreSQL, in a schema that is dropped afterwards."""
    url = os.environ.get("TUMBAGA_TEST_POSTGRESQL")
    if not url:
        yield Figure("publishing", "PostgreSQL (TUMBAGA_TEST_POSTGRESQL)", "not set")
        return
    engine = connect(url)
    try:
        with engine.begin() as connection:
            connection.execute(text(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE"))
            connection.execute(text(f"CREATE SCHEMA {SCHEMA}"))
        inside = f"{url}?options=-csearch_path%3D{SCHEMA}"
        house = House(Settings(data=str(folder / "pg"), database_url=inside))
        yield from filling.measure(house, "PostgreSQL", min(count, ON_POSTGRESQL))
        house.engine.dispose()
    finally:
        with engine.begin() as connection:
            connection.execute(text(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE"))


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, nargs="+", default=[10_000])
    parser.add_argument("--only", choices=PARTS, help="one part alone")
    parser.add_argument(
        "--database", nargs="+", default=world.databases(), help="for «out»"
    )
    parser.add_argument(
        "--walk", type=int, default=0, help="for «out»: records of each walk, 0 for all"
    )
    parser.add_argument(
        "--patience",
        type=float,
        default=searching.BUILDING,
        help="for «search»: seconds of CPU after which an engine's index is given up",
    )
    parser.add_argument(
        "--parts", nargs="+", choices=out.PARTS, default=out.PARTS, help="for «out»"
    )
    parser.add_argument("--write", action="store_true", help="put it into README.md")
    return parser.parse_args()


if __name__ == "__main__":
    main()
