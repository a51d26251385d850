"""From a cell of our template to what the schema loads, by the type of its column.

Repairs what spreadsheets do to values; what it cannot read better than the schema goes
on as typed, so that a wrong value is told the same as at every other door.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache, partial
from typing import Any

from ...schemas.tables import Broken
from ...schemas.workbooks import Column
from .cleaning import is_even, tidy, unescape
from .moments import moment
from .numbers import number
from .values import LONGEST_CELL, read, text_of

TERRITORIES = "territories"
NO_RESULT = (
    "La celda tiene una fórmula sin resultado. Escriba el valor, o abra el "
    "archivo en la hoja de cálculo y guárdelo de nuevo."
)
TOO_LONG = "La celda tiene {length} letras: acorte el texto, caben {most}."


def kept(value: Any) -> Any:
    """A cell as JSON can hold it; dates as text, and a broken formula as a list."""
    if isinstance(value, Broken):
        return [str(value)]
    if isinstance(value, str):
        return unescape(value)
    if isinstance(value, bool | int):
        return value if abs(value) < 2**63 else str(value)
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < 2**53 else value
    return text_of(value)


def leaf(column: Column, value: Any) -> Any:
    """Read a kept cell. None is *nothing given*; ValueError carries the remedy."""
    written = isinstance(value, str)
    if written and len(value) > LONGEST_CELL:
        raise ValueError(TOO_LONG.format(length=len(value), most=LONGEST_CELL))
    if not written and isinstance(value, list):
        raise ValueError(NO_RESULT)
    text = tidy(value if written else text_of(value))
    if not text:
        return None
    if column.pairs:
        return [_pair(column.pairs, piece) for piece in _pieces(text, ";\n")]
    if column.several:
        signs = "\n" if column.type == "long" else ";\n"
        return [_one(column, piece) for piece in _pieces(text, signs)]
    if not written and isinstance(value, bool) and column.type in _NOT_TEXT:
        return value
    return _one(column, text)


def is_text(column: Column) -> bool:
    """Whether a cell of the column is one text, kept as it was typed."""
    return not (
        column.pairs
        or column.several
        or column.vocabulary == TERRITORIES
        or column.type in _REPAIRS
    )


def as_typed(value: Any) -> str:
    """A text in which nothing is to be mended; nothing, if it is any other value."""
    if isinstance(value, str) and len(value) <= LONGEST_CELL and is_even(value):
        return value.strip()
    return ""


def _one(column: Column, value: str) -> Any:
    if column.vocabulary == TERRITORIES:
        found = read(TERRITORIES, value)
        return found[0] if isinstance(found, list) and len(found) == 1 else value
    return _mended(column.type, value) if column.type in _REPAIRS else value


@lru_cache(maxsize=4096)  # offices, dates, sí and no: the same in every other row
def _mended(kind: str, value: str) -> Any:
    try:
        return _REPAIRS[kind](value)
    except ValueError:
        return value


_NOT_TEXT = frozenset({"flag", "whole", "figure"})
_REPAIRS: dict[str, Callable[[str], Any]] = {
    "flag": partial(read, "yesno"),
    "figure": number,
    "whole": partial(read, "integer"),
    "date": moment,
    "day": moment,
    "code": partial(read, "code"),
    "reference": partial(read, "code"),
    "organization": partial(read, "code"),
}


def _pieces(text: str, signs: str) -> list[str]:
    """The values of a cell: a line each, or parted by ; where the cell is one line."""
    by = "\n" if "\n" in text else signs
    return [piece for one in re.split(f"[{by}]", text) if (piece := one.strip())]


def _pair(names: tuple[str, ...], piece: str) -> dict[str, str]:
    """``clave = valor``; without the sign, a name that lacks its value."""
    first, _, second = (part.strip() for part in piece.partition("="))
    return {names[0]: first, names[1]: second}
