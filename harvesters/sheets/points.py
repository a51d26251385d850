"""Observations of a draft, from the points of a series; what names a person stays inside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from . import periods
from .figures import tidy
from .series import Point
from .sketch import Sketch


def observations(sketch: Sketch, points: Iterable[Point], symbols: list[str]) -> None:
    """Each point with its parts; an analysis that may name a person stays inside."""
    sketch.put("observations", [_observation(sketch, one, symbols) for one in points])


def _observation(sketch: Sketch, point: Point, symbols: list[str]) -> dict[str, Any]:
    said: dict[str, Any] = {"period": point.period}
    if point.value is None:
        said["status"] = "M"
    else:
        said["value"] = point.value
    parts = {
        "target": point.target,
        "components": _components(point, symbols),
        "note": "\n".join(_notes(sketch, point)),
        "improvement": point.line.improvement,
    }
    return said | {
        name: one for name, one in parts.items() if one not in (None, "", [])
    }


def _notes(sketch: Sketch, point: Point) -> Iterator[str]:
    if not periods.exact(point.period, point.span):
        yield f"La hoja dice: {point.line.label}."
    if point.result is None and point.computed is not None:
        yield "Calculado con la fórmula."
    if point.value is None and point.trouble:
        yield point.trouble
    analysis = point.line.analysis
    if sketch.is_person(analysis):
        where = f"observations {point.period}"
        sketch.inside(where, f"Análisis de {point.period}: {analysis}")
    elif analysis:
        yield analysis


def _components(point: Point, symbols: list[str]) -> list[dict[str, Any]]:
    """By the symbols of the formula; a heading without them is told by its place."""
    folded = {one.casefold(): one for one in symbols}
    found: dict[str, Decimal] = {}
    for place, (name, value) in enumerate(point.components.items()):
        symbol = folded.get(name.casefold())
        if symbol is None:
            near = [one for one in symbols if one.startswith(name)]
            rest = symbols[place] if place < len(symbols) else ""
            symbol = near[0] if near else rest
        if symbol and symbol not in found:
            found[symbol] = tidy(value)
    return [{"symbol": one, "value": value} for one, value in found.items()]
