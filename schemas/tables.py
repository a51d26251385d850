"""Rows of any sheet, with their place in it, as the rooms hand them to each other.

Holds no rule about a field: what a value must be is said by the schema of its noun.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

Weight = Literal["error", "aviso"]


class Unreadable(ValueError):
    """The whole file could not be read; its text is what the person is told."""


class NoHeader(Unreadable):
    """No row of it names columns that are known."""


class Broken(str):
    """The formula of a cell whose result is missing or is an error of the sheet."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One row; `number` is the one that a spreadsheet shows at its left."""

    number: int
    values: tuple[Any, ...]
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """The header and the rows of one sheet. `rows` may be read more than once."""

    title: str
    source: str
    header: tuple[str, ...]
    header_row: int
    rows: Iterable[Row]
    length: int
    notes: tuple[str, ...] = ()
    epoch_1904: bool = False

    @property
    def sheet(self) -> str:
        """The name of the sheet, where there can be more than one."""
        return "" if self.title == self.source else self.title


@dataclass(frozen=True, slots=True)
class Remark:
    """Something a person should know about a row; an `error` keeps the row out."""

    row: int
    label: str
    given: str
    text: str
    weight: Weight = "error"
    field: str = ""
    cell: str = ""
    sheet: str = ""


class Place(NamedTuple):
    """Where a field was read: the heading, the cell and what was typed there.

    ``row`` and ``sheet`` are said where they are not those of the entry. A tuple, for
    every cell of a sheet has one.
    """

    label: str
    cell: str
    given: str
    row: int = 0
    sheet: str = ""

    def remark(
        self, row: int, sheet: str, text: str, path: str, weight: Weight
    ) -> Remark:
        """Say something of this place; ``row`` and ``sheet`` are the entry's."""
        return Remark(
            self.row or row,
            self.label,
            self.given,
            text,
            weight,
            path,
            self.cell,
            self.sheet or sheet,
        )


class Places(dict[str, Place]):
    """The places of an entry's paths, in the order of its columns.

    Those of blank cells are asked for by a remark alone, so they are worked out when
    something is asked that may be of one: ``later`` gives them, a row at a time.
    """

    def __init__(self, **read: Place) -> None:
        super().__init__(read)
        self.later: list[Callable[[], dict[str, Place]]] = []

    def all(self) -> dict[str, Place]:
        """With those of the blank cells, in their order."""
        if self.later:
            read = dict(self)
            self.clear()
            for more in self.later:
                self.update(more())
            self.update(read)
            self.later = []
        return self


@dataclass(frozen=True, slots=True)
class Entry:
    """One row in our words, before any schema has seen it.

    `places` says where each path of `data` was read (`Places.all`), and `covers` which paths the
    sheet has a column for. What is for the desk alone (persons, mailboxes, the inner
    columns of the sheet) lies below `desk`, and what the sheet says of the legal class
    below `proposal`, as a wish of the producer.
    """

    row: int
    kind: str
    data: dict[str, Any]
    places: Places = field(default_factory=Places)
    remarks: tuple[Remark, ...] = ()
    covers: frozenset[str] = frozenset()
    sheet: str = ""

    @property
    def code(self) -> str:
        return str(self.data.get("code", ""))

    @property
    def refused(self) -> bool:
        return any(remark.weight == "error" for remark in self.remarks)

    def remark(
        self, place: Place, text: str, path: str = "", weight: Weight = "error"
    ) -> Remark:
        """Say something of this row, at a place of it."""
        return place.remark(self.row, self.sheet, text, path, weight)


def letter(index: int) -> str:
    """Name a column as spreadsheets do: 0 is A, 26 is AA."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name
