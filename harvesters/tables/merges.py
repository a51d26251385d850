"""What the read-only reader does not tell of a sheet: merged cells, formulas, length."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from zipfile import ZipFile

from ...schemas.tables import Row

MOST_MERGES = 20_000
TALLEST = 2_000
_CHUNK = 2**20
_OVERLAP = 64

_MERGE = re.compile(rb'<(?:\w+:)?mergeCell ref="([A-Z]{1,3})(\d+):([A-Z]{1,3})(\d+)"')
_FORMULA = re.compile(rb"<(?:\w+:)?f[ >/]")
_ROW = re.compile(rb'<(?:\w+:)?row\b[^>]{0,300}?\br="(\d+)"')


@dataclass(frozen=True, slots=True)
class Merge:
    """Cells of one column joined downwards: the first holds what all of them show."""

    column: int
    top: int
    bottom: int


@dataclass(frozen=True, slots=True)
class Wide:
    """Cells of several columns joined into one; the first of them holds the value."""

    first: int
    last: int
    top: int
    bottom: int


@dataclass(frozen=True, slots=True)
class Layout:
    """``wide`` are the merges over several columns, which lose what they covered."""

    merged: tuple[Merge, ...]
    formulas: bool
    last_row: int
    wide: tuple[Wide, ...] = ()


def look(content: bytes, path: str, *, below: int) -> Layout:
    """Scan a sheet's XML once, as bytes, in pieces; nothing of it is built."""
    merged: list[Merge] = []
    wide: list[Wide] = []
    formulas, last = False, 0
    with ZipFile(io.BytesIO(content)) as archive, archive.open(path) as stream:
        tail = b""
        while piece := stream.read(_CHUNK):
            window = tail + piece
            formulas = formulas or _FORMULA.search(window) is not None
            for found in _ROW.finditer(window):
                last = int(found[1])
            merged += _downwards(window, below)
            wide += _sideways(window, below)
            tail = piece[-_OVERLAP:]
    unique = dict.fromkeys(merged[:MOST_MERGES])
    across = dict.fromkeys(wide[:MOST_MERGES])
    return Layout(tuple(unique), formulas, last, tuple(across))


def _downwards(window: bytes, below: int) -> Iterator[Merge]:
    for found in _MERGE.finditer(window):
        left, top, right, bottom = found.groups()
        first, last = int(top), int(bottom)
        if left == right and below < first < last <= first + TALLEST:
            yield Merge(_index(left), first, last)


def _sideways(window: bytes, below: int) -> Iterator[Wide]:
    for found in _MERGE.finditer(window):
        left, top, right, bottom = found.groups()
        if left != right and int(bottom) > below:
            yield Wide(_index(left), _index(right), int(top), int(bottom))


def _index(letters: bytes) -> int:
    index = 0
    for letter in letters:
        index = index * 26 + letter - 64
    return index - 1


def spread(rows: Iterable[Row], merged: tuple[Merge, ...]) -> Iterator[Row]:
    """Give every row of a merged cell the value that it shows on the screen."""
    if not merged:
        yield from rows
        return
    waiting = sorted(merged, key=lambda one: one.top, reverse=True)
    open_ones: list[tuple[Merge, Any]] = []
    for row in rows:
        values = list(row.values)
        open_ones = [pair for pair in open_ones if pair[0].bottom >= row.number]
        while waiting and waiting[-1].top <= row.number:
            one = waiting.pop()
            if one.top == row.number and one.column < len(values):
                open_ones.append((one, values[one.column]))
        for one, value in open_ones:
            if one.column >= len(values):
                values.extend([None] * (one.column + 1 - len(values)))
            values[one.column] = value
        yield Row(row.number, tuple(values), row.problem)
