"""Name what a text carries that no file of ours may, and show cells in messages."""

from __future__ import annotations

import re

from ...schemas.texts import clean, is_plain

_FOUND = (
    (re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]"), "signos de control"),
    (re.compile("[\ud800-\udfff]"), "medios caracteres sueltos"),
    (re.compile("[\ufdd0-\ufdef\ufffe\uffff]"), "códigos que no son caracteres"),
    (re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]"), "marcas de dirección"),
)
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_BLANKS = re.compile("[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_BREAKS = re.compile("[\x85\u2028\u2029]")


def tidy(text: str) -> str:
    """Give the text as the house keeps it, without doubled blanks inside its lines."""
    if is_even(text):  # nearly all cells: the rest would change nothing
        return text.strip()
    lines = clean(_BREAKS.sub("\n", text)).split("\n")
    return "\n".join(_BLANKS.sub(" ", line).strip() for line in lines).strip()


def removed(text: str) -> list[str]:
    """Name, for people, what `tidy` takes out of a text."""
    if text.isprintable():
        return []
    return [name for pattern, name in _FOUND if pattern.search(text)]


def is_even(text: str) -> bool:
    """Whether `tidy` leaves a text as it is, but for the blanks around it."""
    return "  " not in text and is_plain(text)


def unescape(text: str) -> str:
    """Undo the `_x000D_` of spreadsheets, which write control characters so."""
    if "_x" not in text:
        return text
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def shown(value: object, limit: int = 120) -> str:
    """Show a cell in a message: on one line, without controls, cut short."""
    text = str(value)
    text = text.strip() if is_even(text) else " ".join(tidy(text).split())
    return text if len(text) <= limit else text[: limit - 1] + "…"
