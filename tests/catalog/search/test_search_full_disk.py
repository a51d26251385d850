"""A full disk: the error is told, readers keep their answers, and then it catches up."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from search_followers import equal_to_the_ledger
from search_ledger import titled
from tumbaga.catalog.search import Question, catch_up, open_index, rebuild
from tumbaga.catalog.search.following import NoRoomError

# whoosh leaves its files open when it cannot write them
pytestmark = [
    pytest.mark.thorough,
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
MANY = [f"Suelo número {n} con palabras {n * 7919}" for n in range(300)]


@contextmanager
def full_disk() -> Iterator[None]:
    """No file of this process may grow beyond a little: the system refuses the rest."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (300, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def answered(index, ledger, text: str) -> tuple[bool, int]:
    with ledger.session() as session:
        page = index.search(Question(text), session)
        return page.ready, page.total


@pytest.mark.parametrize("work", [catch_up, rebuild])
def test_readers_keep_what_they_had_and_it_catches_up(ledger, index, search, work):
    ledger.publish(*titled("Agua", "Aguas negras"))
    assert search("agua").total == 2
    ledger.publish(*({**one, "uid": f"n{one['uid']}"} for one in titled(*MANY)))

    with full_disk():
        for _time in range(3):
            with pytest.raises(NoRoomError, match="No hay espacio"):
                work(index, ledger.session)
            assert answered(index, ledger, "agua") == (True, 2)
            assert answered(index, ledger, "suelo") == (True, 0)
        fresh = open_index(index.place.folder.parent, index.name)
        assert answered(fresh, ledger, "agua") == (True, 2)
    folders = [one.name for one in index.place.folder.glob("index-*")]

    catch_up(index, ledger.session)

    assert folders == [index.place.current().name]
    assert equal_to_the_ledger(index, ledger)
    assert answered(index, ledger, "suelo") == (True, 300)


def test_a_first_build_that_fails_leaves_nothing(ledger, index):
    ledger.publish(*titled(*MANY))

    with full_disk():
        for _time in range(3):
            with pytest.raises(NoRoomError, match="No hay espacio"):
                catch_up(index, ledger.session)
            assert answered(index, ledger, "suelo") == (False, 0)

    assert list(index.place.folder.glob("index-*")) == []
    catch_up(index, ledger.session)
    assert answered(index, ledger, "suelo") == (True, 300)
