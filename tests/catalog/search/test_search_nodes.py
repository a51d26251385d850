"""Two nodes on one PostgreSQL, a rebuild while others ask, and an indexer that is killed.

How long one waits for what another published is printed (``-s``) and never judged: the
bound only says that nobody follows. The bench has the figure (``benchmarks/nodes.py``).
"""

import os
import subprocess
import sys
import time
from pathlib import Path
from threading import Event, Thread

import pytest
from search_followers import equal_to_the_ledger
from search_ledger import Ledger, titled
from sqlalchemy import text
from tumbaga.catalog.search import Index, Question, catch_up, open_index, rebuild
from tumbaga.records.database import connect

NODE = """
import sys
sys.path.insert(0, sys.argv[3])
from pathlib import Path
from search_ledger import Ledger
from tumbaga.catalog.search import catch_up, open_index
ledger = Ledger(Path(sys.argv[1]), sys.argv[2])
index = open_index(Path(sys.argv[1]), "tantivy")
print("go", flush=True)
while True:
    catch_up(index, ledger.session)
"""


def start(folder: Path, url: str, node: str = NODE) -> subprocess.Popen[bytes]:
    here = str(Path(__file__).parent)
    started = subprocess.Popen(
        [sys.executable, "-c", node, str(folder), url, here], stdout=subprocess.PIPE
    )
    assert started.stdout is not None
    started.stdout.readline()
    return started


@pytest.fixture
def shared_ledger(request: pytest.FixtureRequest, tmp_path: Path):
    """On an empty schema of the tests' PostgreSQL."""
    url = request.getfixturevalue("postgresql_url")
    schema = f"search_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
    engine = connect(url)
    with engine.begin() as connection:
        connection.execute(text(f"DROP SCHEMA IF EXISTS {schema} CASCADE"))
        connection.execute(text(f"CREATE SCHEMA {schema}"))
    engine.dispose()
    made = Ledger(tmp_path, f"{url}?options=-csearch_path%3D{schema}").found()
    yield made
    made.engine.dispose()


def test_two_nodes_and_a_killed_indexer(shared_ledger: Ledger, tmp_path: Path) -> None:
    folders = [tmp_path / "one", tmp_path / "two"]
    nodes = [start(folder, shared_ledger.url) for folder in folders]
    for round_ in range(4):
        shared_ledger.publish(
            *({"uid": f"u{round_}-{n}", "title": f"Agua {n}"} for n in range(40))
        )
        shared_ledger.withdraw(f"u{round_}-0")
        if round_ == 1:  # in the middle of its work
            nodes[0].kill()
            nodes[0].wait()
            nodes[0].stdout.close()
            nodes[0] = start(folders[0], shared_ledger.url)
    indexes = [open_index(folder, "tantivy") for folder in folders]
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if all(equal_to_the_ledger(index, shared_ledger) for index in indexes):
            break
        time.sleep(0.1)
    for node in nodes:
        node.kill()
        node.wait()
        node.stdout.close()

    assert all(equal_to_the_ledger(index, shared_ledger) for index in indexes)


SERVING = """
import sys
from tumbaga.web.composition import House
from tumbaga.web.following import Follower
from tumbaga.web.settings import Settings
place, url = sys.argv[1:3]
follower = Follower(House(Settings(data=place, database_url=url, search_url="tantivy")))
print("go", flush=True)
follower.run()
"""
GENEROUS = 120.0  # seconds; a second on a quiet machine, where many work far longer


def test_what_one_node_publishes_another_finds(shared_ledger: Ledger, tmp_path: Path):
    """Each with the follower, and at the pace, that a server has."""
    folders = [tmp_path / "one", tmp_path / "two"]
    nodes = [start(folder, shared_ledger.url, SERVING) for folder in folders]
    indexes = [open_index(folder / "indice", "tantivy") for folder in folders]
    taken: list[float] = []
    try:
        for turn in range(5):
            # this process publishes and indexes nothing: only the nodes do
            shared_ledger.publish({"uid": f"w{turn}", "title": f"Acueducto {turn}"})
            taken += [until_found(one, shared_ledger, turn + 1) for one in indexes]
        shared_ledger.withdraw("w0")
        # out of hits at once, and out of the index when its node has come so far
        assert [total(one, shared_ledger) for one in indexes] == [4, 4]
    finally:
        for node in nodes:
            node.kill()
            node.wait()
            node.stdout.close()

    later = sorted(taken[2:])  # the first two had their index built
    print(f"found on another node after {later[4]:.2f} s, at most {later[-1]:.2f} s")


def until_found(index: Index, ledger: Ledger, number: int) -> float:
    """Seconds until this node's index holds so many; the reader here only looks."""
    begun = time.monotonic()
    while total(index, ledger) != number:
        waited = time.monotonic() - begun
        assert waited < GENEROUS, f"not found after {waited:.0f} s: does nobody follow?"
        time.sleep(0.02)
    return time.monotonic() - begun


def total(index: Index, ledger: Ledger) -> int:
    with ledger.session() as session:
        return index.search(Question("acueducto"), session).total


def test_a_rebuild_leaves_nobody_without_an_answer(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path).found()
    ledger.publish(*titled(*["Agua"] * 200))
    index = open_index(tmp_path / "search", "tantivy")
    catch_up(index, ledger.session)
    done, seen = Event(), []

    def ask() -> None:
        with ledger.session() as session:
            while not done.is_set():
                page = index.search(Question("agua"), session)
                seen.append((page.ready, page.total))

    asking = Thread(target=ask)
    asking.start()
    try:
        for _time in range(4):
            assert rebuild(index, ledger.session).rebuilt
    finally:
        done.set()
        asking.join()
        ledger.engine.dispose()

    assert set(seen) == {(True, 200)}
