"""Rows for spreadsheets, written as they come: no cell is taken for a formula."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from ..exporters.tabular import csv as tabular

BOM = "\ufeff"  # lets Excel read accents


def cell(value: Any) -> str:
    """A cell that a spreadsheet will not take for a formula; a number stays one."""
    plain = value is None or isinstance(value, (int, float, Decimal))
    return tabular.cell(value if plain else str(value))


def lines(rows: Iterable[Sequence[Any]]) -> Iterator[bytes]:
    """CSV (RFC 4180), a few kilobytes at a time."""
    out = io.StringIO()
    out.write(BOM)
    writer = csv.writer(out, lineterminator="\r\n")
    for number, row in enumerate(rows):
        writer.writerow([cell(value) for value in row])
        if number % 100 == 99:
            yield tabular.taken(out, "replace")
    yield tabular.taken(out, "replace")
