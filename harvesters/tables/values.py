"""From a cell to what the schema loads: numbers, dates, lists, codes, yes and no.

Says nothing of what a field may hold; a text that it cannot read better than the
schema goes on as it is, so that the schema names it as it was typed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

from ...schemas import vocabularies
from ...schemas.tables import Broken
from .cleaning import tidy, unescape
from .columns import normal
from .moments import moment, span
from .numbers import number

LONGEST_CELL = 32_767
"""What a cell of a spreadsheet holds at most."""

_ABSENT = frozenset(
    {"n a", "na", "no aplica", "n d", "nd", "sin dato", "sin datos", "null", "none",
     "no disponible", "s i", "sin informacion", "no registra", "ninguno", "ninguna"}
)  # fmt: skip
_YES = frozenset({"si", "s", "x", "verdadero", "true", "yes", "y", "1", "1 0"})
_NO = frozenset({"no", "n", "falso", "false", "0", "0 0"})
_WHOLE_FLOAT = re.compile(r"-?\d+\.0+")
_SYMBOL = re.compile(r"([A-Za-z]{1,3}\d{0,3})\s*[:=]\s*")

Reader = Callable[[str], Any]


def text_of(value: object) -> str:
    """Write a cell as text: whole numbers without their .0, dates as ISO."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Sí" if value else "No"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime):
        whole_day = value.time() == time(0)
        return value.date().isoformat() if whole_day else value.isoformat(" ")
    if isinstance(value, date | time):
        return value.isoformat()
    return unescape(str(value))


def absent(text: str) -> bool:
    """Whether a cell says that there is nothing to say: blank, a dash, N/A."""
    if not any(sign.isalnum() for sign in text):
        return True
    return normal(text) in _ABSENT


def read(reader: str, value: object, *, epoch_1904: bool = False) -> Any:
    """Read a cell. None is *nothing given*; ValueError carries the remedy."""
    if isinstance(value, Broken) and reader != "formula":
        raise ValueError(
            "La celda tiene una fórmula sin resultado. Escriba el valor, o abra el "
            "archivo en la hoja de cálculo y guárdelo de nuevo."
        )
    raw = text_of(value)
    if len(raw) > LONGEST_CELL:
        raise ValueError(
            f"La celda tiene {len(raw)} letras: acorte el texto, caben {LONGEST_CELL}."
        )
    text = tidy(raw)
    if reader in {"partial", "date"}:
        given = value if isinstance(value, date) else text
        return None if absent(text) else moment(given, epoch_1904=epoch_1904)
    name, _, vocabulary = reader.partition(":")
    if name in {"term", "terms"}:
        return _terms(text, vocabulary, several=name == "terms")
    if absent(text):
        return None
    return _READERS[name](text)


def parts(text: str, *, commas: bool = False) -> list[str]:
    """Split a list at ; | or line ends; at commas only where there is none of them."""
    signs = "[;|\n]"
    if commas and not re.search(signs, text):
        signs = ","
    found = (piece.strip(" \t•·-") for piece in re.split(signs, text))
    return list(dict.fromkeys(piece for piece in found if piece))


def _terms(text: str, vocabulary: str, *, several: bool) -> Any:
    """Codes for what the vocabulary knows; the rest as typed, for the schema to name.

    The list is asked before *N/A* is taken for nothing: some lists have it as a term.
    """
    listed = vocabularies.get(vocabulary)
    if (whole := listed.find(text)) is not None:
        return [whole.code] if several else whole.code
    if absent(text):
        return None
    if not several:
        return text
    found = [(listed.find(piece), piece) for piece in parts(text, commas=True)]
    return [term.code if term else piece for term, piece in found]


def _yes_or_no(text: str) -> Any:
    name = normal(text)
    if name in _YES:
        return True
    return False if name in _NO else text


def _whole(text: str) -> int:
    found = number(text)
    if found != found.to_integral_value() or abs(found) > 10**15:
        raise ValueError("Tiene que ser un número entero, por ejemplo 12.")
    return int(found)


def _year(text: str) -> int:
    found = re.fullmatch(r"((?:19|20|21)\d\d)(?:\.0+)?", text)
    if found is None:
        raise ValueError("No es un año. Escríbalo con cuatro cifras, por ejemplo 2027.")
    return int(found[1])


def _code(text: str) -> str:
    """A code is text: no .0 of a number, no apostrophe of a spreadsheet."""
    text = " ".join(text.lstrip("'’").split())
    return text.split(".")[0] if _WHOLE_FLOAT.fullmatch(text) else text


def _territories(text: str) -> list[str]:
    return [_territory(piece) for piece in parts(text, commas=not _figures(text))]


def _territory(text: str) -> str:
    """A DIVIPOLA code with the zero that spreadsheets drop, or the place by its name."""
    if not _figures(text):
        found = vocabularies.get("territories").find(text)
        return found.code if found else text
    digits = re.sub(r"\D", "", _code(text))
    if len(digits) in {7, 8}:  # a populated centre: its municipality is what we keep
        return digits.zfill(8)[:5]
    return digits.zfill(5 if len(digits) > 2 else 2) if len(digits) != 3 else text


def _figures(text: str) -> bool:
    return re.fullmatch(r"'?[\d.,\s;|]+", text) is not None


def _variables(text: str) -> list[dict[str, str]]:
    """Split *V1: casos; V2: población* into symbols and names."""
    pieces = _SYMBOL.split(text)
    if len(pieces) < 3 or pieces[0].strip():
        return [{"name": piece} for piece in parts(text)]
    pairs = zip(pieces[1::2], pieces[2::2], strict=True)
    return [
        {"symbol": symbol, "name": name.strip(" \n;|,.-")}
        for symbol, name in pairs
        if name.strip(" \n;|,.-")
    ]


def _period(text: str) -> str:
    return text if re.fullmatch(r"\d{4}-?[STQstq][1-4]", text) else moment(text)


def _same(text: str) -> str:
    return text


def _line(text: str) -> str:
    return " ".join(text.split())


_READERS: dict[str, Reader] = {
    "text": _same,
    "formula": _same,
    "kind": _line,
    "organization": _line,
    "position": _line,
    "mailbox": _line,
    "level": _line,
    "class": _line,
    "scope": _line,
    "articles": _same,
    "term": _line,
    "institutions": parts,
    "words": lambda text: parts(text, commas=True),
    "list": parts,
    "code": _code,
    "yesno": _yes_or_no,
    "decimal": number,
    "integer": _whole,
    "year": _year,
    "period": _period,
    "span": span,
    "territories": _territories,
    "variables": _variables,
}
