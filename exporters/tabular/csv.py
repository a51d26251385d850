"""A table as CSV (RFC 4180): UTF-8, comma, point, and no formula inside.

There is no byte order mark: programs would take it for part of the first name. Whoever
opens tables with Excel has the XLSX beside it, which needs no guess of encoding,
separator or decimal sign.
"""

import csv
import io
import re
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any, BinaryIO

from ...schemas.tables import Table
from ..values import clean

KEY = "csv"
MEDIA_TYPE = "text/csv"
SUFFIX = ".csv"
PIECE = 2**15  # signs
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)?")


def write(table: Table, out: BinaryIO) -> None:
    """Write the header and one line a row; an unknown value is an empty cell."""
    out.writelines(pieces(table))


def pieces(table: Table) -> Iterator[bytes]:
    """The same as it is made, some kilobytes at a time; the header at once."""
    text = io.StringIO(newline="")
    sheet = csv.writer(text, lineterminator="\r\n")
    sheet.writerow(map(cell, table.header))
    yield taken(text)
    for row in table.rows:
        sheet.writerow(map(cell, row.values))
        if text.tell() > PIECE:
            yield taken(text)
    yield taken(text)


def taken(text: io.StringIO, errors: str = "strict") -> bytes:
    """What was written until now as octets; the text begins anew."""
    said = text.getvalue()
    text.seek(0)
    text.truncate()
    return said.encode(errors=errors)


def cell(value: Any) -> str:
    """Text that no spreadsheet takes for a formula; what is a number stays one."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "sí" if value else "no"
    if isinstance(value, (int, float, Decimal)):
        return number(value)
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    raw = str(value)
    text = clean(raw)
    risky = raw.startswith(_FORMULA) or text.startswith(_FORMULA)
    return f"'{text}" if risky and not _NUMBER.fullmatch(text) else text


def number(value: float | Decimal) -> str:
    """Every digit that is known, and no zero that only the database added."""
    text = f"{Decimal(str(value)):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
