"""Ranges of compliance as sheets write them, in words or as a small table beside."""

from __future__ import annotations

import re
from decimal import Decimal

from ..tables.columns import normal
from .figures import Figure, figure
from .grid import Cell, Grid

_LEVEL = re.compile(
    r"(?P<name>sati\w*factorio|alto|medio|cr[ií]tico|bajo)(?P<rest>[^a-záéíóú]*"
    r"(?:(?:mayor|menor|entre|enter|entro|el|y|a|de)\b[^a-záéíóú]*)*)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
GOOD, BAD = ("satisfactorio", "verde"), ("critico", "rojo")


def from_table(grid: Grid) -> dict[str, Decimal]:
    """The table *% Cumplimiento* beside the follow-up: colour or name, sign, figure."""
    found: dict[str, Decimal] = {}
    for row in grid.rows.values():
        cells = sorted(row.values(), key=lambda cell: cell.column)
        for place, cell in enumerate(cells):
            name = cell.name
            if name in GOOD or name in BAD:
                figures = _figures(cells[place + 1 : place + 3])
                if figures:
                    key = "satisfactory" if name in GOOD else "medium"
                    found.setdefault(key, figures[0])
    return _sensible(found)


def from_text(text: str) -> dict[str, Decimal]:
    """*Satisfactorio > 90%, medio entre 70% y 90%*; nothing where it is not so plain."""
    found: dict[str, Decimal] = {}
    if re.match(r"\W*(?:entre|menor|mayor|\d)", text, re.IGNORECASE):
        return {}  # here the names follow their figures
    for level in _LEVEL.finditer(text):
        numbers = [Decimal(n.replace(",", ".")) for n in _NUMBER.findall(level["rest"])]
        name = normal(level["name"])
        if numbers and name.startswith(("sat", "alto")):
            found.setdefault("satisfactory", numbers[0])
        elif numbers and name == "medio":
            found.setdefault("medium", min(numbers))
    return _sensible(found)


def falls(text: str) -> bool:
    """Whether the good values are the small ones: *Satisfactorio < 5%*."""
    return (
        re.search(r"sati\w*factorio\W{0,4}(?:<|=<|≤|menor)", text, re.IGNORECASE)
        is not None
    )


def _figures(cells: list[Cell]) -> list[Decimal]:
    read: list[Figure] = [one for cell in cells if (one := figure(cell)) is not None]
    return [one.shown(percent=one.value <= 1) for one in read]


def _sensible(found: dict[str, Decimal]) -> dict[str, Decimal]:
    """Two thresholds of a hundred, the higher one above; otherwise none."""
    high, low = found.get("satisfactory"), found.get("medium")
    if high is None or low is None or not 0 < low < high <= 100:
        return {}
    return {"satisfactory": high, "medium": low}
