"""Which names came in a run, and with what: a few dozen bytes each, whatever their length."""

import hashlib
from array import array

FIRST_SLOTS = 1024
BYTES = 8


class Seen:
    """Names and what came with each, kept as digests in a table that grows by doubling.

    A name is known by 128 bits of its digest and its content by 64, so that two of them
    are never taken for one another by chance.
    """

    def __init__(self) -> None:
        self._count = 0
        self._make(FIRST_SLOTS)

    def __len__(self) -> int:
        return self._count

    def __contains__(self, name: str) -> bool:
        return bool(self._low[self._slot(*_name(name))])

    def add(self, name: str, content: str = "") -> bool:
        """Remember a name, unless it came before; say whether it is new."""
        high, low = _name(name)
        slot = self._slot(high, low)
        if self._low[slot]:
            return False
        self._put(slot, high, low, _content(content))
        self._count += 1
        if self._count * 3 > len(self._low) * 2:
            self._grow()
        return True

    def came_with(self, name: str, content: str) -> bool:
        """Whether the name came, and with this content the first time."""
        slot = self._slot(*_name(name))
        return bool(self._low[slot]) and self._content[slot] == _content(content)

    def _make(self, slots: int) -> None:
        self._high = array("Q", bytes(BYTES * slots))
        self._low = array("Q", bytes(BYTES * slots))
        self._content = array("Q", bytes(BYTES * slots))

    def _slot(self, high: int, low: int) -> int:
        """Where the name stands, or the free place where it would."""
        last = len(self._low) - 1
        slot = high & last
        while self._low[slot] and (self._high[slot], self._low[slot]) != (high, low):
            slot = (slot + 1) & last
        return slot

    def _put(self, slot: int, high: int, low: int, content: int) -> None:
        self._high[slot], self._low[slot], self._content[slot] = high, low, content

    def _grow(self) -> None:
        was = zip(self._high, self._low, self._content, strict=True)
        self._make(2 * len(self._low))
        for high, low, content in was:
            if low:
                self._put(self._slot(high, low), high, low, content)


def _name(name: str) -> tuple[int, int]:
    """The two halves of its digest; the second is never 0, which marks a free place."""
    digest = hashlib.blake2b(name.encode("utf-8", "replace"), digest_size=16).digest()
    low = int.from_bytes(digest[BYTES:], "big")
    return int.from_bytes(digest[:BYTES], "big"), low or 1


def _content(content: str) -> int:
    digest = hashlib.blake2b(content.encode("utf-8", "replace"), digest_size=BYTES)
    return int.from_bytes(digest.digest(), "big")
