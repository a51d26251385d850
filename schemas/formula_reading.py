"""From the signs of a formula to its steps, by recursive descent. Computes nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from .formula_signs import FormulaError, Sign, fold, shown

DEEPEST = 50
"""Parentheses and signs inside one another; no sheet of a city has more than four."""

Step = Decimal | str
"""A number, a variable (its folded name after ``=``), or an operation."""

_POWER = {"+": 1, "-": 1, "*": 2, "/": 2}
_TIMES = re.compile(r"[xX](\d{0,9})")


def read(signs: list[Sign]) -> tuple[tuple[Step, ...], tuple[str, ...]]:
    """The steps, and the variables as they were first written."""
    reader = _Reader(signs)
    steps = reader.whole()
    return tuple(steps), tuple(reader.names.values())


class _Reader:
    """Recursive descent over the signs; leaves the steps in the order of the stack."""

    def __init__(self, found: list[Sign]) -> None:
        self.signs = found
        self.place = 0
        self.depth = 0
        self.steps: list[Step] = []
        self.names: dict[str, str] = {}

    def whole(self) -> list[Step]:
        self._sum(1)
        if self.next is not None:
            self._stuck()
        return self.steps

    @property
    def next(self) -> Sign | None:
        return self.signs[self.place] if self.place < len(self.signs) else None

    def _sum(self, least: int) -> None:
        """Operations that bind at least so strongly, from left to right."""
        self._operand()
        while (operation := self._operation()) and _POWER[operation] >= least:
            self.place += 1
            self._sum(_POWER[operation] + 1)
            self.steps.append(operation)

    def _operation(self) -> str:
        """The operation here; an x between two operands is one, as people write it."""
        if self.next is None:
            return ""
        if self.next.kind == "name" and (found := _TIMES.fullmatch(self.next.text)):
            if found[1]:  # «x100» came as one word
                times, factor = Sign("other", "*"), Sign("number", found[1])
                self.signs[self.place : self.place + 1] = [times, factor]
            return "*"
        return self.next.text if self.next.text in _POWER else ""

    def _operand(self) -> None:
        sign = self.next
        if sign is None:
            raise FormulaError(
                "La fórmula está incompleta: le falta un número o una variable al "
                "final. Escríbala, por ejemplo, (V1/V2)*100."
            )
        self.place += 1
        if sign.kind == "number":
            self.steps.append(Decimal(sign.text))
        elif sign.kind == "name":
            self.names.setdefault(fold(sign.text), sign.text)
            self.steps.append(f"={fold(sign.text)}")
        elif sign.text == "(":
            self._deeper(self._inside)
        elif sign.text in {"+", "-"}:
            self._deeper(self._operand)
            if sign.text == "-":
                self.steps.append("neg")
        else:
            self.place -= 1
            self._stuck()
        self._percent()

    def _percent(self) -> None:
        while self.next is not None and self.next.text == "%":
            self.place += 1
            self.steps.append("%")

    def _deeper(self, read: Callable[[], None]) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise FormulaError(
                f"La fórmula tiene más de {DEEPEST} paréntesis o signos uno dentro de "
                "otro. Escríbala más sencilla, por ejemplo (V1/V2)*100."
            )
        read()
        self.depth -= 1

    def _inside(self) -> None:
        self._sum(1)
        if self.next is None:
            raise FormulaError("Falta cerrar un paréntesis: por cada «(» va un «)».")
        if self.next.text != ")":
            self._stuck()
        self.place += 1

    def _stuck(self) -> None:
        sign = self.next
        text = sign.text if sign else ""
        if text == ")":
            raise FormulaError("Sobra un paréntesis «)», o falta algo antes de él.")
        if text in {*_POWER, "%"}:
            raise FormulaError(
                f"Falta un número o una variable antes de «{text}». Escriba, por "
                "ejemplo, (V1/V2)*100."
            )
        raise FormulaError(
            f"Falta una operación antes de «{shown(text)}». Una variable es una sola "
            "palabra, y entre dos va un signo: + - * /. Por ejemplo (V1/V2)*100."
        )
