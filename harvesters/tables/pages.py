"""Know a sheet of our template again, renamed, reordered or of an earlier version."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from ...schemas import kinds, stamps, workbooks
from ...schemas.tables import letter
from ...schemas.workbooks import CODE, Column, Sheet
from . import columns as headings
from . import leaves
from .cleaning import shown
from .merges import Wide

SEARCHED = 12
"""Rows among which the hidden row of paths is looked for."""

FEWEST = 4
"""Paths that a row without our stamp must hold to be taken for the row of paths."""

PERSONAL = frozenset({"position", "mailbox", "institutions"})


@dataclass(frozen=True, slots=True)
class Found:
    """The row of paths of one sheet, as it was found."""

    title: str
    path: str
    header_row: int
    paths: tuple[str, ...]
    labels: tuple[str, ...]
    kind: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet of ours: what each of its columns is, by position.

    ``own`` leaves out those that only join a row to its record, and has their letters;
    ``as_typed`` are those whose texts need no reading.
    """

    number: int
    title: str
    kind: str
    header_row: int
    sheet: Sheet
    columns: dict[int, Column]
    unknown: dict[int, str]
    gone: dict[int, str]
    own: dict[int, tuple[Column, str]]
    persons: dict[int, headings.Column]
    as_typed: frozenset[int]
    outdated: bool
    filled: set[int] = field(default_factory=set)
    wide: tuple[Wide, ...] = ()
    joined: tuple[str, ...] = ()

    @property
    def code(self) -> int:
        """The position of the code, or -1 where its column was taken away."""
        found = (at for at, one in self.columns.items() if one.path == CODE)
        return next(found, -1)

    def lacking(self) -> list[Column]:
        """The columns of today's template that an earlier one does not have."""
        have = {column.path for column in self.columns.values()}
        return [one for one in self.sheet if one.path not in have]


def look(
    title: str, path: str, rows: Iterable[tuple[int, Sequence[Any]]]
) -> Found | None:
    """Find the row of paths among the first rows of a sheet."""
    listed = [(number, _texts(values)) for number, values in rows]
    for place, (number, texts) in enumerate(listed[:SEARCHED]):
        labels = listed[place + 1][1] if place + 1 < len(listed) else ()
        marks = [known for text in texts if (known := stamps.read(text))]
        if marks and marks[0][0] in kinds.SCHEMAS:
            return Found(title, path, number + 1, texts, labels, *marks[0])
        if kind := _unstamped(texts, labels):
            return Found(title, path, number + 1, texts, labels, kind, "")
    return None


def page(found: Found, number: int, kind: str) -> Page | None:
    """The sheet of the schema that the paths speak of; None when it is there no more."""
    sheet = _sheet(found.paths, kind)
    if sheet is None:
        return None
    known = {sheet.address(column): column for column in sheet}
    at: dict[int, Column] = {}
    unknown, gone = {}, {}
    for place, label in enumerate(_padded(found)):
        path = found.paths[place] if place < len(found.paths) else ""
        if path in known and known[path] not in at.values():
            at[place] = known[path]
        elif path and not stamps.read(path) and path not in known:
            gone[place] = label or path
        elif label and not stamps.is_errors(label):
            unknown[place] = label
    return Page(
        number,
        found.title,
        kind,
        found.header_row,
        sheet,
        at,
        unknown,
        gone,
        {place: (one, letter(place)) for place, one in at.items() if _own(sheet, one)},
        persons := _persons(at, sheet, kind),
        frozenset(
            place
            for place, one in at.items()
            if place not in persons and leaves.is_text(one)
        ),
        outdated=found.fingerprint != workbooks.fingerprint(kind),
    )


def _own(sheet: Sheet, column: Column) -> bool:
    return not sheet.path or column not in sheet.keys


def _padded(found: Found) -> list[str]:
    """The headings, as many as there are columns; without the sign of required ones."""
    length = max(len(found.paths), len(found.labels))
    labels = [*found.labels, *[""] * (length - len(found.labels))]
    return [shown(label.removesuffix(" *")) for label in labels]


def _persons(
    at: dict[int, Column], sheet: Sheet, kind: str
) -> dict[int, headings.Column]:
    """The columns in which a person's name or mailbox may stand (Ley 1581)."""
    found = {}
    for place, column in at.items():
        meant = None if sheet.path else headings.match(column.path, kind)
        if meant and meant.field == column.path and meant.reader in PERSONAL:
            found[place] = meant
    return found


def _sheet(paths: Sequence[str], kind: str) -> Sheet | None:
    """The sheet most of whose own columns are among the paths."""

    def count(sheet: Sheet) -> int:
        return sum(sheet.address(column) in paths for column in sheet.columns)

    best = max(workbooks.sheets(kind), key=count)
    return best if count(best) else None


def _unstamped(texts: Sequence[str], labels: Sequence[str]) -> str:
    """The kind of a row of paths that lost its stamp, or nothing.

    A foreign sheet may have our field names as its headings; it has no labels below.
    """
    if CODE not in texts:
        return ""
    best, most = "", 0
    for kind in kinds.SCHEMAS:
        known = {
            sheet.address(column): column.label
            for sheet in workbooks.sheets(kind)
            for column in sheet
        }
        pairs = zip(texts, labels, strict=False)
        points = sum(
            1 for text, label in pairs if known.get(text) == label.removesuffix(" *")
        )
        if points > most:
            best, most = kind, points
    listed = any("[]" in text for text in texts)
    return best if most >= (2 if listed else FEWEST) else ""


def _texts(values: Sequence[Any]) -> tuple[str, ...]:
    texts = ["" if value is None else str(value).strip() for value in values]
    while texts and not texts[-1]:
        texts.pop()
    return tuple(texts)
