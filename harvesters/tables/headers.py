"""Find which row of a sheet is its header: the one with most names that we know."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from .cleaning import tidy
from .columns import match, normal

ROWS_SEARCHED = 40
FEWEST_MATCHES = 2
_NUMBER = re.compile(r"-?[\d.,]+%?")


def texts(values: Sequence[Any]) -> tuple[str, ...]:
    """The cells of a row as clean text, without the empty ones at its end."""
    cells = [tidy("" if value is None else str(value)) for value in values]
    while cells and not cells[-1]:
        cells.pop()
    return tuple(cells)


def score(values: Sequence[Any]) -> int:
    """Count the distinct fields that a row, taken as a header, would name.

    A bare number that is no year is no heading: it speaks for a row of data.
    """
    cells = texts(values)
    found = [match(text) for text in cells]
    named = {column.field for column in found if column is not None}
    strange = zip(cells, found, strict=True)
    return len(named) - sum(
        1 for text, column in strange if column is None and _NUMBER.fullmatch(text)
    )


def names_records(header: Sequence[str]) -> bool:
    """Whether a header has the one column that a table of records cannot lack."""
    return any(one is not None and one.field == "title" for one in map(match, header))


def find(rows: Iterable[tuple[int, Sequence[Any]]]) -> tuple[int, int]:
    """Give (row number, score) of the best of the first rows; the first of equals.

    A number of zero means that no row names enough of our fields. Titles that were
    merged over the columns stand above and name at most one.
    """
    best, most = 0, 0
    for position, (number, values) in enumerate(rows):
        if position >= ROWS_SEARCHED:
            break
        points = score(values)
        if points > most:
            best, most = number, points
    return (best, most) if most >= FEWEST_MATCHES else (0, most)


def repeats(header: Sequence[str], values: Sequence[Any]) -> bool:
    """Whether a row says the header again, as printed sheets do on every page."""
    cells = texts(values)
    if not any(cells) or len(cells) > len(header):
        return False
    pairs = zip(cells, header, strict=False)
    return all(not cell or normal(cell) == normal(name) for cell, name in pairs)
