"""How a formula is written as mathematics: fractions, products and needed parentheses.

The layout is one walk over the formula's steps with a stack, for whoever draws: a page,
a printed sheet, a voice. Nothing here knows how any of them looks.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Generic, Protocol, TypeVar

from . import spelling
from .formula_signs import fold
from .formulas import Formula, FormulaError, parse

T = TypeVar("T")

DEEPEST_FRACTION = 5
"""Bars over one another; what has more is no clearer drawn than written in a line."""

_SUM, _NEGATIVE, _PRODUCT, _FRACTION, _WHOLE = range(
    5
)  # how strongly it holds together
_INDEXED = re.compile(r"([^\W\d_])_?(\d{1,2})")


class Pen(Protocol[T]):
    """One way of writing mathematics, piece by piece."""

    bars: bool
    """Whether a fraction has a bar that keeps apart what stands above and below."""

    def number(self, text: str) -> T: ...
    def name(self, letters: str, index: str) -> T: ...
    def joined(self, left: T, sign: str, right: T) -> T: ...
    def fraction(self, above: T, below: T) -> T: ...
    def negative(self, inner: T) -> T: ...
    def percent(self, inner: T) -> T: ...
    def enclosed(self, inner: T) -> T: ...


def readable(text: str | None) -> Formula | None:
    """The formula of a text, if it is one that can be drawn; else it stays text."""
    try:
        formula = parse(text or "")
    except FormulaError:
        return None
    return formula if _bars(formula) <= DEEPEST_FRACTION else None


def write(formula: Formula, pen: Pen[T]) -> T:
    """Write the formula with the pen."""
    return _Writer(formula, pen).whole()


class _Writer(Generic[T]):
    """The stack holds what is written so far, with how strongly it holds together."""

    def __init__(self, formula: Formula, pen: Pen[T]) -> None:
        self.formula = formula
        self.pen = pen
        self.names = {fold(name): name for name in formula.variables}
        self.stack: list[tuple[T, int]] = []

    def whole(self) -> T:
        for step in self.formula.steps:
            if isinstance(step, Decimal):
                written = self.pen.number(spelling.number(step))
                self.stack.append((written, _WHOLE))
            elif step.startswith("="):
                self.stack.append((self._name(self.names[step[1:]]), _WHOLE))
            elif step == "neg":
                inner = self._held(*self.stack.pop(), least=_PRODUCT)
                self.stack.append((self.pen.negative(inner), _NEGATIVE))
            elif step == "%":
                inner = self._held(*self.stack.pop(), least=_WHOLE)
                self.stack.append((self.pen.percent(inner), _WHOLE))
            else:
                right, left = self.stack.pop(), self.stack.pop()
                self.stack.append(self._both(left, step, right))
        return self.stack.pop()[0]

    def _name(self, name: str) -> T:
        found = _INDEXED.fullmatch(name)
        return self.pen.name(found[1], found[2]) if found else self.pen.name(name, "")

    def _both(
        self, left: tuple[T, int], sign: str, right: tuple[T, int]
    ) -> tuple[T, int]:
        if sign == "/":
            return self._fraction(left, right), _FRACTION
        if sign == "*":
            first = self._held(*left, least=_NEGATIVE)
            second = self._held(*right, least=_PRODUCT)
            return self.pen.joined(first, "*", second), _PRODUCT
        second = self._held(*right, least=_SUM if sign == "+" else _PRODUCT)
        if right[1] == _NEGATIVE and sign == "+":
            second = self.pen.enclosed(right[0])
        return self.pen.joined(left[0], sign, second), _SUM

    def _fraction(self, above: tuple[T, int], below: tuple[T, int]) -> T:
        if self.pen.bars:
            return self.pen.fraction(above[0], below[0])
        top = self._held(*above, least=_NEGATIVE)
        return self.pen.fraction(top, self._held(*below, least=_WHOLE))

    def _held(self, written: T, strength: int, *, least: int) -> T:
        return written if strength >= least else self.pen.enclosed(written)


def _bars(formula: Formula) -> int:
    """How many bars stand over one another at most."""
    stack: list[int] = []
    for step in formula.steps:
        if isinstance(step, Decimal) or step.startswith("="):
            stack.append(0)
        elif step not in {"neg", "%"}:
            deeper = max(stack.pop(), stack.pop())
            stack.append(deeper + 1 if step == "/" else deeper)
    return stack.pop()
