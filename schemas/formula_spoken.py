"""A formula as a Spanish sentence: for who listens to the page, and for who doubts."""

from __future__ import annotations

from .formula_layout import write
from .formulas import Formula

_WORDS = {"+": "más", "-": "menos", "*": "por"}


class _Voice:
    """Says the pieces one after another; what must stay together is said so."""

    bars = False

    def number(self, text: str) -> str:
        return text

    def name(self, letters: str, index: str) -> str:
        return f"{letters}{index}" if index else letters.replace("_", " ")

    def joined(self, left: str, sign: str, right: str) -> str:
        pause = "," if "dividido por" in left else _pause(left)
        return f"{left}{pause} {_WORDS[sign]} {right}"

    def fraction(self, above: str, below: str) -> str:
        return f"{above}{_pause(above)} dividido por {below}"

    def negative(self, inner: str) -> str:
        return f"menos {inner}"

    def percent(self, inner: str) -> str:
        return f"{inner} por ciento"

    def enclosed(self, inner: str) -> str:
        return f"abre paréntesis, {inner}, cierra paréntesis"


def _pause(said: str) -> str:
    """A breath after a parenthesis."""
    return "," if said.endswith("paréntesis") else ""


def spoken(formula: Formula) -> str:
    """The formula as one would read it aloud: «V1 dividido por V2, por 100»."""
    said = write(formula, _Voice())
    return f"{formula.name} es igual a {said}" if formula.name else said
