"""The rows of a workbook on disk while they are joined. Gone when the import ends."""

from __future__ import annotations

import sqlite3
import weakref
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import orjson

_MADE = """
CREATE TABLE line (
    sheet INTEGER, row INTEGER, code TEXT, cells BLOB, PRIMARY KEY (sheet, row)
) WITHOUT ROWID
"""


@dataclass(frozen=True, slots=True)
class Line:
    """One row that holds something; ``cells`` are plain values by their position."""

    row: int
    code: str
    cells: dict[int, Any]


@dataclass(slots=True, weakref_slot=True)
class Store:
    """A database without a name: it lives in memory and on disk as it grows."""

    _book: sqlite3.Connection = field(init=False)

    def __post_init__(self) -> None:
        self._book = sqlite3.connect("", check_same_thread=False)
        self._book.execute(_MADE)
        weakref.finalize(self, self._book.close)

    def add(self, sheet: int, lines: Iterable[Line]) -> int:
        """Keep the rows of a sheet; give how many there were."""
        before = self._book.total_changes
        self._book.executemany(
            "INSERT INTO line VALUES (?, ?, ?, ?)",
            ((sheet, one.row, one.code, _packed(one.cells)) for one in lines),
        )
        return self._book.total_changes - before

    def index(self) -> None:
        self._book.execute("CREATE INDEX by_code ON line (sheet, code, row)")

    def lines(self, sheet: int) -> Iterator[Line]:
        yield from self._read("WHERE sheet = ? ORDER BY row", sheet)

    def of(self, sheet: int, code: str) -> Iterator[Line]:
        """The rows of one record; the planner would rather walk the whole sheet."""
        where = "INDEXED BY by_code WHERE sheet = ? AND code = ? ORDER BY row"
        yield from self._read(where, sheet, code)

    def orphans(self, sheet: int, mains: Iterable[int]) -> Iterator[Line]:
        """The rows of a list whose code no main sheet has, and those without a code."""
        among = ",".join(str(int(one)) for one in mains)
        yield from self._read(
            "WHERE sheet = ? AND (code = '' OR code NOT IN "
            f"(SELECT code FROM line WHERE sheet IN ({among}))) ORDER BY row",
            sheet,
        )

    def _read(self, where: str, *values: object) -> Iterator[Line]:
        found = self._book.execute(f"SELECT row, code, cells FROM line {where}", values)
        for row, code, cells in found:
            yield Line(row, code, dict(orjson.loads(cells)))


def _packed(cells: dict[int, Any]) -> bytes:
    return orjson.dumps(list(cells.items()))
