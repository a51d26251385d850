"""Parts of one answer done at once: in their order, with their errors, in any process."""

import os
import threading
from collections.abc import Iterator

import pytest
from tumbaga.catalog.search.engines import beside


@pytest.fixture
def two(monkeypatch) -> Iterator[None]:
    """A machine with two processors, whatever this one has."""
    monkeypatch.setattr(os, "sched_getaffinity", lambda _pid: {0, 1})
    before = beside._hands
    beside._anew()
    yield
    beside._hands.pool.shutdown()
    beside._hands = before


def test_two_parts_are_under_way_at_once(two):
    met = threading.Barrier(2, timeout=10)

    def part(name: str) -> str:
        met.wait()
        return name

    assert beside.together([lambda: part("a"), lambda: part("b")]) == ["a", "b"]


def test_who_is_helped_by_nobody_does_it_alone(two):
    inside: list[str] = []

    def outer() -> list[str]:
        met.wait()
        me = threading.current_thread().name
        return [me, *beside.together([lambda: threading.current_thread().name] * 2)]

    met = threading.Barrier(2, timeout=10)
    for found in beside.together([outer, outer]):
        inside += {*found[1:]} - {found[0]}

    assert inside == []


@pytest.mark.parametrize("place", [0, 1, 2])
def test_what_fails_is_raised_and_the_next_answer_is_whole(two, place: int):
    def fails() -> None:
        raise ValueError("no index")

    works = [lambda: 1] * 3
    works[place] = fails
    with pytest.raises(ValueError, match="no index"):
        beside.together(works)

    assert beside.together([lambda: 1, lambda: 2]) == [1, 2]


def test_a_process_that_was_split_off_has_hands_of_its_own(two):
    beside.together([lambda: 1, lambda: 2])
    child = os.fork()
    if not child:
        met = threading.Barrier(2, timeout=5)
        try:
            os._exit(0 if beside.together([met.wait, met.wait]) else 1)
        except BaseException:  # noqa: BLE001
            os._exit(2)

    assert os.waitpid(child, 0)[1] == 0


def test_who_ends_or_may_have_no_thread_does_it_alone(two):
    """A question that a stopping server still answers: its index is not at fault."""
    beside._hands.pool.shutdown()

    assert beside.together([lambda: 1, lambda: 2]) == [1, 2]
    assert beside._hands.free.acquire(blocking=False)
    beside._hands.free.release()
