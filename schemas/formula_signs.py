"""The signs of a formula: numbers, names, operations. Refuses all others by name."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

LONGEST = 1000
MOST_DIGITS = 30

REMEDY = (
    "Se usan números, variables como V1, los signos + - * / y paréntesis: por ejemplo "
    "(V1/V2)*100."
)

_OTHERS = str.maketrans(
    {
        "×": "*", "✕": "*", "✖": "*", "·": "*", "∙": "*", "•": "*", "∗": "*", "⋅": "*",
        "÷": "/", "∕": "/", "⁄": "/", "➗": "/",
        "−": "-", "–": "-", "—": "-", "‐": "-", "‑": "-",
        "[": "(", "{": "(", "]": ")", "}": ")",
    }
)  # fmt: skip
_SIGN = re.compile(
    r"\s*(?:(?P<number>\d+(?:[.,]\d+)?)|(?P<name>[^\W\d_]\w*)|(?P<other>[-+*/()%]))"
)


class FormulaError(ValueError):
    """Why a formula cannot be read or computed; its text says what would be right."""


@dataclass(frozen=True, slots=True)
class Sign:
    kind: Literal["number", "name", "other"]
    text: str


_SUMS = frozenset("∑Σ")
SUMS = (
    "Las sumatorias no se pueden calcular todavía. Defina una variable que ya traiga la "
    "suma, por ejemplo V1 = suma de los avances, y escriba V1/V2."
)


def signs(text: str) -> list[Sign]:
    """Take a formula apart. Raises ``FormulaError`` for what is no sign of one."""
    if len(text) > LONGEST:
        raise FormulaError(
            f"La fórmula tiene {len(text)} letras y signos, y caben {LONGEST}. Escriba "
            "solo la cuenta, por ejemplo (V1/V2)*100."
        )
    plain = unicodedata.normalize("NFKC", text.translate(_OTHERS)).translate(_OTHERS)
    plain = plain.rstrip()
    found, place = [], 0
    while place < len(plain):
        match = _SIGN.match(plain, place)
        if match is None:
            raise FormulaError(_unknown(plain[place:]))
        found.append(_sign(match))
        place = match.end()
    if not found:
        raise FormulaError("Falta la fórmula. Escríbala, por ejemplo, (V1/V2)*100.")
    return found


def _sign(match: re.Match[str]) -> Sign:
    if number := match["number"]:
        if len(number) > MOST_DIGITS:
            raise FormulaError(
                f"El número {shown(number)} es demasiado largo: caben {MOST_DIGITS} "
                "cifras."
            )
        if not number.isascii():
            raise FormulaError(f"Escriba los números con las cifras 0 a 9. {REMEDY}")
        return Sign("number", number.replace(",", "."))
    if name := match["name"]:
        if name in _SUMS:  # the letter stands for the sign, and is no variable
            raise FormulaError(SUMS)
        return Sign("name", name)
    return Sign("other", match["other"])


def _unknown(rest: str) -> str:
    sign = rest.strip()[:1]
    if sign in _SUMS:
        return SUMS
    return f"La fórmula tiene un signo que no se puede calcular: «{sign}». {REMEDY}"


def fold(name: str) -> str:
    """How names are compared: case and blanks around do not matter."""
    return unicodedata.normalize("NFKC", name).strip().casefold()


def shown(text: str, limit: int = 120) -> str:
    """A formula or a name in a message: one line, cut short."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return line if len(line) <= limit else line[: limit - 1] + "…"
