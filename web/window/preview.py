"""The first rows of a CSV file, to be looked at; a file it cannot read has no preview."""

import csv
import io
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from ...records.publication import is_ours

ROWS = 8
COLUMNS = 12
HEAD = 65536
FIGURE = re.compile(r"^-?\d{1,15}([.,]\d+)?$")
LEADING_ZERO = re.compile(r"^0\d")


@dataclass(frozen=True)
class Preview:
    """A few rows as they stand in the file; ``figures`` says which columns are numbers."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    figures: tuple[bool, ...]
    hidden_columns: int


def first_csv(document: dict[str, Any]) -> dict[str, Any] | None:
    """The distribution that can be shown as a table: a CSV file of ours."""
    for item in document.get("distributions") or ():
        is_csv = item.get("media_type") == "text/csv" or item.get("format") == "CSV"
        if is_csv and is_ours(item):
            return dict(item)
    return None


@lru_cache(maxsize=256)
def read(path: Path) -> Preview | None:
    """Read the beginning of the file; its name is its checksum, so it never changes."""
    try:
        with path.open("rb") as stream:
            head = stream.read(HEAD)
    except OSError:
        return None
    return parse(head)


def parse(head: bytes) -> Preview | None:
    """Make a table of the first octets of a CSV file."""
    if not head or b"\x00" in head:
        return None
    try:
        text = head.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = head.decode("utf-8-sig", "ignore") if len(head) == HEAD else ""
        text = text or head.decode("cp1252", "replace")
    if len(head) == HEAD:
        text = text[: text.rfind("\n") + 1]  # the last line may be cut
    if not text.strip():
        return None
    first = text.splitlines()[0]
    separator = max(",;\t|", key=first.count)
    try:
        table = [
            row
            for row in csv.reader(io.StringIO(text), delimiter=separator)
            if any(cell.strip() for cell in row)
        ]
    except csv.Error:
        return None
    return _preview(table)


def _preview(table: list[list[str]]) -> Preview | None:
    if len(table) < 2:
        return None
    width = len(table[0])
    shown = min(width, COLUMNS)
    body = [(row + [""] * width)[:shown] for row in table[1 : ROWS + 1]]
    figures = tuple(
        _is_figure([row[place] for row in body if row[place].strip()])
        for place in range(shown)
    )
    return Preview(
        columns=tuple(table[0][:shown]),
        rows=tuple(tuple(row) for row in body),
        figures=figures,
        hidden_columns=width - shown,
    )


def _is_figure(cells: list[str]) -> bool:
    return bool(cells) and all(
        FIGURE.match(cell.strip()) and not LEADING_ZERO.match(cell.strip())
        for cell in cells
    )
