"""The series of an indicator as CSV: plain UTF-8, exact figures, no formula inside."""

import csv
import io
import re
from collections.abc import Iterable
from decimal import Decimal
from typing import BinaryIO

from ..records.reading import Observed
from .values import clean

MEDIA_TYPE = "text/csv"
SUFFIX = ".csv"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)?")


def write(observations: Iterable[Observed], out: BinaryIO) -> None:
    """Write one figure a row; each breakdown is a column of its own.

    An unknown value is an empty cell. The decimal sign is the point.
    """
    rows = list(observations)
    splits = sorted({str(name) for row in rows for name in row.breakdown})
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    sheet = csv.writer(text, lineterminator="\r\n")
    names = [cell(name) for name in splits]
    sheet.writerow(
        ["periodo", "territorio", *names, "valor", "estado", "fuente", "nota"]
    )
    for row in rows:
        sheet.writerow(
            [
                cell(row.period),
                cell(row.territory),
                *(cell(row.breakdown.get(name)) for name in splits),
                number(row.value),
                *map(cell, (row.status, row.source, row.note)),
            ]
        )
    text.detach()


def series(observations: Iterable[Observed]) -> bytes:
    """The same, in one piece."""
    out = io.BytesIO()
    write(observations, out)
    return out.getvalue()


def cell(value: object) -> str:
    """Text that no spreadsheet takes for a formula; what is a number stays one."""
    if value is None:
        return ""
    raw = str(value)
    text = clean(raw)
    risky = raw.startswith(_FORMULA) or text.startswith(_FORMULA)
    return f"'{text}" if risky and not _NUMBER.fullmatch(text) else text


def number(value: Decimal | None) -> str:
    """Every digit that is known, and no zero that only the database added."""
    if value is None:
        return ""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
