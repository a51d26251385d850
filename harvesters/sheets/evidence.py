"""What the lines of a sheet show and its form does not say: direction, ranges, targets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from ..tables.columns import normal
from .series import Point

NEAR = Decimal("0.5")
"""Points of per cent within which two compliances are one, rounded as sheets do."""
CLOSE = 5
DEFAULT = {"satisfactory": Decimal(90), "medium": Decimal(70)}


def direction(points: Iterable[Point], *, falls: bool) -> str:
    """Whether more is better, as the sheet's own compliance shows; or nothing."""
    rising = falling = 0
    for point in points:
        target, result, complied = point.target, point.result, point.compliance
        if not target or result is None or complied is None or result == target:
            continue
        if _near(complied, result / target * 100):
            rising += 1
        elif _near(complied, _falling(result, target)):
            falling += 1
    bounds = any(point.line.target and point.line.target.bound for point in points)
    if falling > rising or falls or bounds:
        return "decreciente"
    return "creciente" if rising else ""


def thresholds(
    points: Sequence[Point], table: dict[str, Decimal], text: dict[str, Decimal]
) -> dict[str, Decimal]:
    """Of the ranges that the sheet states, those that its own colours follow.

    The table beside the follow-up is of compliance. The text of the form is often of
    the result, and then stands near a target: it counts where it explains more.
    """
    best, most = DEFAULT, _explained(points, DEFAULT)
    if table and _explained(points, table) >= most:
        best, most = table, _explained(points, table)
    if text:
        explained = _explained(points, text)
        tie = explained == most and not table and not _of_result(points, text)
        if explained > most or tie:
            best = text
    return {} if best == DEFAULT else best


def _of_result(points: Iterable[Point], text: dict[str, Decimal]) -> bool:
    aims = [one.target for one in points if one.target is not None]
    return any(abs(one - text["satisfactory"]) <= CLOSE for one in aims)


def targets(planned: Iterable[Point]) -> list[dict[str, Any]]:
    """The target of each year: its own, the common one, or the last of a rising row."""
    years: dict[int, list[Point]] = defaultdict(list)
    for point in planned:
        if point.target is not None:
            years[point.year].append(point)
    found = []
    for year in sorted(years):
        value = _of_year(years[year])
        if value is not None:
            found.append({"year": year, "value": value})
    return found


def _of_year(points: list[Point]) -> Decimal | None:
    whole = [one.target for one in points if one.period.isdigit()]
    if whole:
        return whole[-1]
    row = [one.target for one in sorted(points, key=lambda one: one.span.last)]
    known = [one for one in row if one is not None]
    return known[-1] if known == sorted(known) else None


def light(text: str) -> str:
    """The sheet's word for a colour, as one of three."""
    name = normal(text)
    if name.startswith(("sat", "alto", "sobresal", "verde")):
        return "satisfactorio"
    if name.startswith(("medio", "amarillo")):
        return "medio"
    return "critico" if name.startswith(("crit", "bajo", "rojo")) else ""


def lit(complied: Decimal, ranges: dict[str, Decimal]) -> str:
    """The colour of a compliance, rounded as the sheet shows it."""
    shown = round(complied, 2)
    if shown >= ranges["satisfactory"]:
        return "satisfactorio"
    return "medio" if shown >= ranges["medium"] else "critico"


def _explained(points: Iterable[Point], ranges: dict[str, Decimal]) -> int:
    return sum(
        1
        for one in points
        if one.compliance is not None
        and light(one.line.light) == lit(one.compliance, ranges)
    )


def _falling(result: Decimal, target: Decimal) -> Decimal:
    return Decimal(100) if result < target else target / result * 100


def _near(one: Decimal, other: Decimal) -> bool:
    return abs(one - other) <= NEAR
