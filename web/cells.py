"""Rows for spreadsheets, written as they come: no cell is taken for a formula."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

FORMULA = re.compile(r"^[=+\-@\t\r]")
BOM = "\ufeff"  # lets Excel read accents


def cell(value: Any) -> str:
    """A cell that a spreadsheet will not take for a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if FORMULA.match(text) else text


def lines(rows: Iterable[Sequence[Any]]) -> Iterator[bytes]:
    """CSV (RFC 4180), a few kilobytes at a time."""
    out = io.StringIO()
    out.write(BOM)
    writer = csv.writer(out, lineterminator="\r\n")
    for number, row in enumerate(rows):
        writer.writerow([cell(value) for value in row])
        if number % 100 == 99:
            yield _taken(out)
    yield _taken(out)


def _taken(out: io.StringIO) -> bytes:
    text = out.getvalue()
    out.seek(0)
    out.truncate()
    return text.encode("utf-8", "replace")
