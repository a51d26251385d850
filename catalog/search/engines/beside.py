"""Two parts of one answer at once, where a processor has nothing else to do.

The engine lets go of Python's lock while it looks, so the second part costs no time by
the clock. Where every processor is taken the parts are done one after the other.
"""

import os
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import BoundedSemaphore
from typing import Any

Work = Callable[[], Any]


class _Hands:
    """One hand for each processor but the first; each helps one answer at a time."""

    def __init__(self) -> None:
        self.count = len(os.sched_getaffinity(0)) - 1
        self.free = BoundedSemaphore(max(1, self.count))
        self.pool = ThreadPoolExecutor(max(1, self.count), "beside")


_hands = _Hands()


def _anew() -> None:
    """A process that was split off has none of the threads."""
    global _hands  # noqa: PLW0603
    _hands = _Hands()


os.register_at_fork(after_in_child=_anew)


def together(works: Sequence[Work]) -> list[Any]:
    """What each work gives, in their order; the first that fails is raised."""
    hands = _hands
    alone = len(works) < 2 or not hands.count
    if alone or not hands.free.acquire(blocking=False):
        return [work() for work in works]
    try:
        waiting = deque(enumerate(works))
        done: dict[int, Any] = {}
        try:
            helped = hands.pool.submit(_take, waiting, done)
        except RuntimeError:  # the process ends, or may have no more threads
            return [work() for work in works]
        try:
            _take(waiting, done)
        finally:
            waiting.clear()
            helped.result()
    finally:
        hands.free.release()
    return [done[place] for place in range(len(works))]


def _take(waiting: deque[tuple[int, Work]], done: dict[int, Any]) -> None:
    while True:
        try:
            place, work = waiting.popleft()
        except IndexError:
            return
        done[place] = work()
