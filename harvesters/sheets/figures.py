"""Figures of cells: exact, without the dust of binary fractions, and how they are shown."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from ...schemas.tables import Broken
from ..tables.numbers import number
from ..tables.values import absent
from .grid import Cell

LARGEST = Decimal(10) ** 15
PLACES = Decimal("1e-8")
LONGEST = 60
_BOUND = re.compile(r"^[<>≤≥=]+\s*")


@dataclass(frozen=True, slots=True)
class Figure:
    """What a cell holds. ``percent`` tells that 0.85 there is shown as 85 %."""

    value: Decimal
    percent: bool = False
    bound: bool = False

    def shown(self, *, percent: bool) -> Decimal:
        """The figure in the indicator's unit: of a hundred where that is per cent."""
        scaled = self.value * 100 if percent or self.percent else self.value
        return tidy(scaled)


def figure(cell: Cell | None) -> Figure | None:
    """The figure of a cell, or None where it holds none."""
    if cell is None or isinstance(cell.value, Broken | bool):
        return None
    if isinstance(cell.value, int | float):
        value = Decimal(f"{cell.value:.15g}")
        return Figure(value, cell.percent) if _fits(value) else None
    text = cell.text
    if len(text) > LONGEST or absent(text) or not any(sign.isdigit() for sign in text):
        return None
    return _written(text)


def _written(text: str) -> Figure | None:
    """A figure typed as text, such as *<=40%*: a bound, of per cent."""
    bare = _BOUND.sub("", text)
    try:
        value = number(bare)
    except ValueError:
        return None
    if bare.endswith("%"):
        return Figure(value / 100, percent=True, bound=bare != text)
    return Figure(value, bound=bare != text) if _fits(value) else None


def _fits(value: Decimal) -> bool:
    return value.is_finite() and abs(value) < LARGEST


def tidy(value: Decimal) -> Decimal:
    """As many decimals as are kept, and no noughts after them."""
    if abs(value) >= LARGEST:
        return value  # no figure of ours: the schema says so
    kept = value.quantize(PLACES).normalize()
    return kept.quantize(Decimal(1)) if kept == kept.to_integral_value() else kept
