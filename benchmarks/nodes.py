"""How long until what one node publishes is found on another, both on one PostgreSQL.

``python benchmarks/nodes.py`` with ``TUMBAGA_TEST_POSTGRESQL``, in a schema of its own that
is dropped afterwards. Each node follows at the pace that servers have.
"""

import logging
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

import engines
import generate
from sqlalchemy import text
from tumbaga.catalog import ledger
from tumbaga.catalog.search import Question, open_index
from tumbaga.records.database import connect
from tumbaga.web.composition import House
from tumbaga.web.settings import Settings

TIMES = 30
HELD = 1000
NODE = """
import sys
from tumbaga.web.composition import House
from tumbaga.web.following import Follower
from tumbaga.web.settings import Settings
place, url = sys.argv[1:3]
follower = Follower(House(Settings(data=place, database_url=url, search_url="tantivy")))
print("go", flush=True)
follower.run()
"""


@contextmanager
def shared(url: str) -> Iterator[str]:
    """An empty schema and the address that leads into it."""
    engine = connect(url)
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA IF EXISTS bench_nodes CASCADE"))
        connection.execute(text("CREATE SCHEMA bench_nodes"))
    yield f"{url}?options=-csearch_path%3Dbench_nodes"
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA bench_nodes CASCADE"))
    engine.dispose()


def measure(url: str, folder: Path) -> list[float]:
    """Seconds from the commit until the other node's index gives the record."""
    house = House(
        Settings(
            data=str(folder), database_url=url, search_url="tantivy", search_pace="0"
        )
    )
    house.prepare()
    engines.fill(house.engine, HELD)
    where = folder / "node"
    command = [sys.executable, "-c", NODE, str(where), url]
    node = subprocess.Popen(command, stdout=subprocess.PIPE)  # noqa: S603
    try:
        index = open_index(where / "indice", "tantivy")
        _until(index, house, "")
        return [_one(index, house, turn) for turn in range(TIMES)]
    finally:
        node.kill()
        node.wait()
        house.engine.dispose()


def _one(index: engines.Index, house: House, turn: int) -> float:
    time.sleep(random.uniform(0.5, 1.5))  # at any moment of the other's round
    word = f"zarzamora{turn}"
    kind, values = next(generate.records(1))
    entry = engines._entry(
        HELD + turn, kind, {**values, "title": word}, engines._names()
    )
    with house.writing() as session:
        ledger.append(session, [entry])
    return _until(index, house, word)


def _until(index: engines.Index, house: House, word: str) -> float:
    begun = time.perf_counter()
    while True:
        with house.session() as session:
            if index.search(Question(word, exact=True), session).total:
                return time.perf_counter() - begun
        time.sleep(0.01)


def main() -> None:
    logging.disable(logging.WARNING)  # there is no index yet, which we wait for
    url = os.environ.get("TUMBAGA_TEST_POSTGRESQL")
    if not url:
        sys.exit("Set TUMBAGA_TEST_POSTGRESQL")
    with shared(url) as address, tempfile.TemporaryDirectory() as folder:
        taken = sorted(measure(address, Path(folder)))
    load = " ".join(f"{one:.1f}" for one in os.getloadavg())
    print(
        f"found on another node: p50 {median(taken):.2f} s, p95 "
        f"{taken[int(0.95 * len(taken))]:.2f} s, most {taken[-1]:.2f} s; load {load}"
    )


if __name__ == "__main__":
    main()
