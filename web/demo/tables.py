"""The demo's tables: CSV files of facts that we wrote out, read as they stand."""

import csv
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from io import StringIO

Row = dict[str, str]


@cache
def rows(name: str) -> tuple[Row, ...]:
    """The rows of a table that only the demo reads (``data/``)."""
    return _read(files(__package__).joinpath("data", f"{name}.csv"))


@cache
def served_rows(name: str) -> tuple[Row, ...]:
    """The rows of a file that the demo also serves to the public (``files/``)."""
    return _read(served(name))


def served(name: str) -> Traversable:
    return files(__package__).joinpath("files", name)


def parts(text: str) -> list[str]:
    """The values of a cell that holds several, with a bar between them."""
    return [part.strip() for part in text.split("|") if part.strip()]


def pairs(text: str) -> list[tuple[str, str]]:
    """Like ``parts``, for ``name=value``."""
    return [(name, value) for name, _, value in (p.partition("=") for p in parts(text))]


def notes(code: str) -> list[str]:
    """What a reader of the record must bear in mind: caveats and inconsistencies."""
    return [row["note"] for row in rows("notas") if row["code"] == code]


def known(row: Row) -> Row:
    """The row without its empty cells."""
    return {name: value for name, value in row.items() if value}


def _read(table: Traversable) -> tuple[Row, ...]:
    return tuple(csv.DictReader(StringIO(table.read_text(encoding="utf-8"))))
