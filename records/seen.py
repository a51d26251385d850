"""Which names came, and with what, however many they are: on disk, for one process alone."""

import hashlib
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from sqlite3 import Cursor
from typing import Any, TypeVar

from sqlalchemy.exc import OperationalError

# A database without a name is a file that the system forgets with the process: nothing
# in it has to outlive a power cut. Of it no more than this is in memory.
PRAGMAS = (
    "cache_size=-2048",
    "journal_mode=OFF",
    "synchronous=OFF",
    "locking_mode=EXCLUSIVE",
)
MAKE = "CREATE TABLE seen (name BLOB PRIMARY KEY, said) WITHOUT ROWID"
ADD = "INSERT OR IGNORE INTO seen VALUES (?, ?)"
FIND = "SELECT said FROM seen WHERE name = ?"
ALL = "SELECT said FROM seen ORDER BY name"
PIECE = 500
T = TypeVar("T")


class Seen:
    """Names and what came with each the first time, a text or a number.

    A name is known by 128 bits of its digest, so that two of them are never taken for
    one another by chance. What it takes in memory does not grow with their number. A
    full disk raises ``OperationalError``, as that of the ledger does.
    """

    def __init__(self) -> None:
        self._count = 0
        self._base = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        for pragma in PRAGMAS:
            self._base.execute(f"PRAGMA {pragma}")
        self._base.execute(MAKE)
        self._base.execute("BEGIN")

    def __del__(self) -> None:
        self._base.close()

    def __len__(self) -> int:
        return self._count

    def __contains__(self, name: str) -> bool:
        return self._said(_key(name)) is not None

    def __iter__(self) -> Iterator[str | int]:
        """What came with each name, in no order that means anything."""
        return (said for (said,) in self._base.execute(ALL))

    def add(self, name: str, said: str | int = "") -> bool:
        """Remember a name, unless it came before; say whether it is new."""
        return self.first(name, said) is None

    def news(self, things: Sequence[T], name: Callable[[T], str]) -> list[T]:
        """Those of a page whose names did not come before it; they have come now."""
        names = [name(one) for one in things]
        known = self.told(names)
        self.add_all(dict.fromkeys(names, ""))
        both = zip(things, names, strict=True)
        return [one for one, called in both if called not in known]

    def told(self, names: Sequence[str]) -> dict[str, str | int]:
        """Those of these names that came, with what each came with: asked all at once."""
        found: dict[str, str | int] = {}
        for start in range(0, len(names), PIECE):
            keys = {_key(one): one for one in names[start : start + PIECE]}
            marks = ", ".join("?" * len(keys))
            query = f"SELECT name, said FROM seen WHERE name IN ({marks})"
            rows = self._base.execute(query, list(keys))
            found |= {keys[key]: said for key, said in rows}
        return found

    def add_all(self, said: Mapping[str, str | int]) -> None:
        """Remember these names; those that came before stay as they came."""
        rows = [(_key(name), one) for name, one in said.items()]
        if rows:
            self._count += self._write(self._base.executemany, rows).rowcount

    def first(self, name: str, said: str | int = "") -> str | int | None:
        """What the name came with the first time; nothing if this is the first."""
        key = _key(name)
        is_new = self._write(self._base.execute, (key, said)).rowcount == 1
        self._count += is_new
        return None if is_new else self._said(key)

    def _write(self, write: Callable[[str, Any], Cursor], given: Any) -> Cursor:
        try:
            return write(ADD, given)
        except sqlite3.Error as error:
            raise OperationalError(ADD, None, error) from error

    def _said(self, key: bytes) -> str | int | None:
        found = self._base.execute(FIND, (key,)).fetchone()
        return None if found is None else found[0]


def _key(name: str) -> bytes:
    return hashlib.blake2b(name.encode("utf-8", "replace"), digest_size=16).digest()
