"""What of an indicator's figures can be drawn: its line, its parts, its targets.

Figures of different universes are never put together: one dimension at a time, and the
parts beside their own total.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ...records.reading import Observed
from ...schemas import vocabularies
from . import scales
from .words import SAID

ENOUGH = 3  # points; fewer are a table
MOST_LINES = 4


@dataclass(frozen=True, slots=True)
class Point:
    """A figure at a period, exactly as it was published."""

    period: str
    value: Decimal


@dataclass(frozen=True, slots=True)
class Line:
    """One line; without a name it is the indicator itself."""

    name: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """What is drawn. ``targets`` have the rhythm of the lines, else ``level`` is one
    target for all of the last year (of a monthly series, for example).
    """

    lines: tuple[Line, ...]
    targets: tuple[Point, ...] = ()
    level: Point | None = None

    @property
    def values(self) -> list[float]:
        """Every value that has to find room."""
        drawn = [point for line in self.lines for point in line.points]
        aims = [*self.targets, *([self.level] if self.level else [])]
        return [float(point.value) for point in (*drawn, *aims)]

    @property
    def periods(self) -> list[str]:
        drawn = {point.period for line in self.lines for point in line.points}
        return scales.stretch(drawn | {aim.period for aim in self.targets})


def choose(
    document: dict[str, Any], observed: Sequence[Observed], language: str = "es"
) -> Choice | None:
    """The lines worth drawing, or ``None`` when a table says it better."""
    whole = _line("", main(observed))
    parts = _parts(observed, language)
    if whole is None and not parts:
        return None
    if whole and parts and _rhythm(parts[0]) != _rhythm(whole):
        parts = []
    if whole is None or (parts and len(parts) < MOST_LINES):
        total = [Line(SAID[language]["total"], whole.points)] if whole else []
        lines = (*total, *parts)
    else:
        lines = (whole,)
    if whole is None:
        return Choice(lines)
    targets, level = _targets(document, main(observed), whole)
    return Choice(lines, targets, level)


def main(observed: Sequence[Observed]) -> list[Observed]:
    """The figures of the whole: no breakdown, and the place that most of them share."""
    whole = [item for item in observed if not item.breakdown]
    if not whole:
        return []
    place, _count = Counter(item.territory for item in whole).most_common(1)[0]
    return sorted(
        (item for item in whole if item.territory == place),
        key=lambda item: item.period,
    )


def _line(name: str, figures: Sequence[Observed]) -> Line | None:
    """A line of enough points; two figures for one period are a conflict to table."""
    known = [item for item in figures if item.value is not None]
    if not known:
        return None
    kind = scales.commonest(item.period for item in known)
    points = [
        Point(item.period, item.value)
        for item in sorted(known, key=lambda item: item.period)
        if item.value is not None and scales.rhythm(item.period) == kind
    ]
    distinct = {point.period for point in points}
    if len(points) < ENOUGH or len(distinct) < len(points):
        return None
    return Line(name, tuple(points))


def _parts(observed: Sequence[Observed], language: str) -> list[Line]:
    """The lines of the first dimension that has two to four values, all of them."""
    for names in _dimensions(observed, language):
        lines = [_line(name, figures) for name, figures in names.items()]
        drawn = [line for line in lines if line is not None]
        alike = len({_rhythm(line) for line in drawn}) == 1
        if len(drawn) == len(lines) and alike and 2 <= len(drawn) <= MOST_LINES:
            return drawn
    return []


def _rhythm(line: Line) -> str:
    return scales.rhythm(line.points[0].period)


def _dimensions(
    observed: Sequence[Observed], language: str
) -> list[dict[str, list[Observed]]]:
    """Figures by dimension and value: each breakdown by itself, then the place."""
    found: dict[str, dict[str, list[Observed]]] = {}
    places: dict[str, list[Observed]] = {}
    for item in observed:
        if len(item.breakdown) == 1:
            ((dimension, value),) = item.breakdown.items()
            found.setdefault(str(dimension), {}).setdefault(str(value), []).append(item)
        elif not item.breakdown and item.territory:
            known = vocabularies.get("territories")
            name = known.label(item.territory, language)
            places.setdefault(name, []).append(item)
    own = {item.territory for item in main(observed)}
    others = {
        name: figures
        for name, figures in places.items()
        if figures[0].territory not in own
    }
    return [found[name] for name in sorted(found)] + ([others] if others else [])


def _targets(
    document: dict[str, Any], figures: Sequence[Observed], whole: Line
) -> tuple[tuple[Point, ...], Point | None]:
    own = [Point(one.period, one.target) for one in figures if one.target is not None]
    yearly = [
        Point(str(aim["year"]), Decimal(str(aim["value"])))
        for aim in document.get("targets") or ()
        if aim.get("value") is not None and aim.get("year") is not None
    ]
    aims = own or sorted(yearly, key=lambda aim: aim.period)
    kind = scales.rhythm(whole.points[0].period)
    alike = [aim for aim in aims if scales.rhythm(aim.period) == kind]
    if alike:
        return tuple(alike), None
    last = whole.points[-1].period[:4]
    return (), next((aim for aim in aims if aim.period == last), None)
