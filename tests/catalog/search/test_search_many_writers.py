"""Twenty write at once, on each database, while two follow: search equals the ledger."""

import threading
from pathlib import Path

import pytest
from search_followers import equal_to_the_ledger
from search_ledger import Ledger
from tumbaga.catalog.search import Question, catch_up, open_index

pytestmark = pytest.mark.thorough

WRITERS, EACH = 20, 4


@pytest.fixture
def written(database_url: str, tmp_path: Path):
    made = Ledger(tmp_path, database_url).found()
    yield made
    made.engine.dispose()


def write(ledger: Ledger, number: int) -> None:
    for turn in range(EACH):
        uid = f"w{number}-{turn}"
        ledger.publish({"uid": uid, "title": f"Agua {number} {turn}"})
        if turn % 2:
            ledger.withdraw(uid)


@pytest.mark.parametrize("engine", ["tantivy", "whoosh"])
def test_twenty_writers_and_two_followers(written: Ledger, tmp_path: Path, engine):
    index = open_index(tmp_path / "search", engine)
    done, failed = threading.Event(), []

    def guarded(work) -> None:
        try:
            work()
        except BaseException as error:  # noqa: BLE001
            failed.append(error)

    def follow() -> None:
        while not done.is_set():
            catch_up(index, written.session)

    followers = [threading.Thread(target=guarded, args=(follow,)) for _ in range(2)]
    writers = [
        threading.Thread(target=guarded, args=(lambda n=n: write(written, n),))
        for n in range(WRITERS)
    ]
    for thread in (*followers, *writers):
        thread.start()
    for thread in writers:
        thread.join()
    done.set()
    for thread in followers:
        thread.join()
    catch_up(index, written.session)

    assert failed == []
    assert equal_to_the_ledger(index, written)
    with written.session() as session:
        page = index.search(Question("agua", size=100), session)
    assert {hit.uid for hit in page.hits} == {
        f"w{number}-{turn}" for number in range(WRITERS) for turn in (0, 2)
    }
