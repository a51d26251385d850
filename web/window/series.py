"""The figures of an indicator, arranged to be drawn and tabled; measures nothing."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from ...records.reading import Observed
from . import charts
from .charts import Point

LONGEST_TABLE = 60
ENOUGH_FOR_A_LINE = 3
NORMAL = "A"  # a figure with nothing special about it (SDMX)


@dataclass(frozen=True)
class Line:
    """One row of the table; ``share`` is the bar's part of the longest, if it has one."""

    period: str
    value: Decimal | None
    target: Decimal | None
    place: str | None
    breakdown: tuple[tuple[str, str], ...]
    status: str | None
    note: str | None
    source: str | None
    components: tuple[tuple[str, str], ...] = ()
    share: float | None = None

    @property
    def shown(self) -> Decimal | None:
        """What its bar stands for: the figure, or the aim where there is none."""
        return self.target if self.value is None else self.value


@dataclass(frozen=True)
class Series:
    """What the page shows of an indicator's figures."""

    lines: list[Line]
    total: int
    points: list[Point]
    targets: list[Point]

    @property
    def drawn(self) -> bool:
        return len(self.points) >= ENOUGH_FOR_A_LINE

    @property
    def moved(self) -> float:
        """How far the drawn figures reach, as a part of the largest."""
        values = [abs(point.value) for point in self.points]
        if not self.drawn or not max(values):
            return 0.0
        return float((max(values) - min(values)) / max(values))

    @property
    def bars(self) -> bool:
        return any(line.share is not None for line in self.lines)

    @property
    def columns(self) -> dict[str, bool]:
        """Which columns have something to say; what never varies is no column."""
        lines = self.lines
        return {
            "target": any(line.target is not None for line in lines),
            "place": len({line.place for line in lines if line.value is not None}) > 1,
            "breakdown": any(line.breakdown for line in lines),
            "components": any(line.components for line in lines),
            "status": any(line.status not in {None, NORMAL} for line in lines),
            "note": any(line.note for line in lines) or self.source is None,
        }

    @property
    def worked(self) -> Line | None:
        """The newest figure that tells the values of its formula's variables."""
        return next((line for line in self.lines if line.components), None)

    @property
    def source(self) -> str | None:
        """The one source of all the figures; nothing when they have several."""
        sources = {line.source for line in self.lines if line.value is not None}
        return sources.pop() or "" if len(sources) == 1 else None


def arrange(document: dict[str, Any], observed: Sequence[Observed]) -> Series:
    """Choose the series that a line can show, and table everything."""
    targets = {
        str(target["year"]): Decimal(str(target["value"]))
        for target in document.get("targets") or ()
        if target.get("value") is not None
    }
    main = _main(observed)
    points = [Point(item.period, item.value) for item in main if item.value is not None]
    own = [Point(item.period, item.target) for item in main if item.target is not None]
    yearly = [Point(year, value) for year, value in sorted(targets.items())]
    newest = sorted(observed, key=lambda item: item.period, reverse=True)
    lines = [_line(item, targets) for item in newest]
    if len(points) < ENOUGH_FOR_A_LINE:
        lines = _with_bars(_with_aims(lines, targets))
    return Series(
        lines=lines[:LONGEST_TABLE],
        total=len(observed),
        points=_one_a_period(points),
        targets=own or yearly,
    )


def _main(observed: Sequence[Observed]) -> list[Observed]:
    """The figures of the whole: no breakdown, and the place that most of them share."""
    whole = [item for item in observed if not item.breakdown]
    if not whole:
        return []
    place, _count = Counter(item.territory for item in whole).most_common(1)[0]
    return sorted(
        (item for item in whole if item.territory == place),
        key=lambda item: item.period,
    )


def _one_a_period(points: list[Point]) -> list[Point]:
    """Two figures for one period are a conflict to table, not a line to draw."""
    seen = Counter(point.period for point in points)
    return points if all(count == 1 for count in seen.values()) else []


def _line(item: Observed, targets: dict[str, Decimal]) -> Line:
    return Line(
        period=item.period,
        value=item.value,
        target=_target(item, targets),
        place=item.territory,
        breakdown=_pairs(item.breakdown),
        status=item.status,
        note=item.note,
        source=item.source,
        components=_pairs(item.components or {}),
    )


def _pairs(named: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    return tuple((str(name), str(value)) for name, value in named.items())


def _target(item: Observed, targets: dict[str, Decimal]) -> Decimal | None:
    """The aim of this very figure, else that of its year for the whole."""
    if item.target is not None or item.breakdown:
        return item.target
    return targets.get(item.period)


def _with_aims(lines: list[Line], targets: dict[str, Decimal]) -> list[Line]:
    """Rows for the years that have an aim and no figure yet."""
    measured = {line.period for line in lines}
    aims = [
        Line(year, None, value, None, (), None, None, None)
        for year, value in targets.items()
        if lines and year not in measured
    ]
    return sorted([*lines, *aims], key=lambda line: line.period, reverse=True)


def _with_bars(lines: list[Line]) -> list[Line]:
    values = [line.shown for line in lines if line.shown is not None]
    if len(values) < 2 or min(values) < 0 or max(values) <= 0:
        return lines
    longest = max(values)
    return [
        line
        if line.shown is None
        else replace(line, share=round(float(line.shown / longest * 100), 1))
        for line in lines
    ]


def drawing(series: Series, title: str, unit: str) -> Any:
    """The chart of the series, wide and narrow; nothing when it has too few points."""
    if not series.drawn:
        return ""
    return charts.line(series.points, series.targets, title=title, unit=unit)
