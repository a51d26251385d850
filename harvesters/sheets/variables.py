"""The variables of a formula, as sheets define them: *V1 = Número de casos*."""

from __future__ import annotations

import re

from ..tables.values import absent

LONGEST_SYMBOL = 20

_DEFINES = re.compile(r"[=:]")
_SYMBOL = re.compile(r"[A-Za-zÁÉÍÓÚÑáéíóúñ]{1,6}\d{0,2}(?:\(\w\))?")
_BETWEEN = re.compile(r"[,+]| y ")
_HEADING = re.compile(
    r"^\s*(?P<symbol>[A-Za-z]{1,6}\d{0,2})\s*[=:]\s*(?P<name>.*)$", re.DOTALL
)
_UNSAID = {"xxxx", "xxx", "yyy", "zzz"}


def variables(lines: list[str]) -> list[dict[str, str]]:
    """Symbol and name of each; a line without a symbol is the next of V1, V2…

    A line that goes on below a definition belongs to it.
    """
    found: list[dict[str, str]] = []
    for line in lines:
        for place, text in enumerate(line.split("\n")):
            _add(found, " ".join(text.split()), goes_on=place > 0)
    return [one for one in found if not absent(one["name"])]


def heading(text: str, place: int) -> str:
    """The symbol of a column of figures: what its heading says, or by its place."""
    match = _HEADING.match(text)
    return match["symbol"] if match else f"V{place}"


def heading_name(text: str) -> str:
    """What a heading says that its figures are; templates leave *xxxx*."""
    match = _HEADING.match(text)
    name = " ".join((match["name"] if match else text).split())
    return "" if absent(name) or name.casefold() in _UNSAID else name


def _add(found: list[dict[str, str]], text: str, *, goes_on: bool) -> None:
    symbol, name = _defined(text)
    if text.casefold().startswith("nota"):
        symbol, goes_on = "", True
    if symbol and symbol not in {one["symbol"] for one in found}:
        found.append({"symbol": symbol, "name": name})
    elif text and found and (goes_on or symbol):
        found[-1]["name"] = f"{found[-1]['name']} {text}".strip()
    elif text and not goes_on and not absent(text):
        found.append({"symbol": f"V{len(found) + 1}", "name": text})


def _defined(text: str) -> tuple[str, str]:
    """The symbol, or several of a sum (*V1, V2, Vn*), and what it is; or nothing."""
    at = _DEFINES.search(text)
    head = text[: at.start()].strip(" ()") if at else ""
    if at is None or not head or len(head) > LONGEST_SYMBOL:
        return "", ""
    pieces = [piece.strip(" .…") for piece in _BETWEEN.split(head)]
    known = [piece for piece in pieces if piece]
    if not known or not all(_SYMBOL.fullmatch(_closed(piece)) for piece in known):
        return "", ""
    return " ".join(_closed(head).split()), text[at.end() :].strip()


def _closed(text: str) -> str:
    """Parentheses around a list are taken off; those of V(k) are put back."""
    return f"{text})" if text.count("(") > text.count(")") else text
