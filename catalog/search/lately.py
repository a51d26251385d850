"""What was worked out lately, kept while there is room; safe for threads."""

from collections.abc import Callable, Hashable
from contextlib import suppress
from typing import Generic, TypeVar

V = TypeVar("V")


class Lately(Generic[V]):
    """``most`` answers; the oldest go first."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: dict[Hashable, V] = {}

    def of(self, key: Hashable, work: Callable[[], V]) -> V:
        """The answer to ``key``, worked out now if it is not kept."""
        found = self._kept.get(key)
        if found is None:
            found = work()
            while len(self._kept) >= self._most:
                self._drop_oldest()
            self._kept[key] = found
        return found

    def _drop_oldest(self) -> None:
        with suppress(RuntimeError):  # another thread put one in just now
            self._kept.pop(next(iter(self._kept), None), None)

    def clear(self) -> None:
        self._kept.clear()
