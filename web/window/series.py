"""The figures of an indicator, arranged to be tabled and judged; measures nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from ...catalog import compliance
from ...exporters.charts import choosing
from ...exporters.charts.choosing import Point
from ...exporters.series import Judged
from ...records.reading import Observed

LONGEST_TABLE = 60
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
    compliance: Decimal | None = None
    light: str = ""
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
    points: tuple[Point, ...]
    last: Line | None = None

    @property
    def moved(self) -> float:
        """How far the drawn figures reach, as a part of the largest."""
        values = [abs(point.value) for point in self.points]
        if not values or not max(values):
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
            "light": any(line.light for line in lines),
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


def judged(document: dict[str, Any], observed: Sequence[Observed]) -> list[Judged]:
    """Each figure with its target and its traffic light (``catalog/compliance.py``).

    The target is the figure's own; else, for the whole, the one that the desk takes too.
    """
    place = compliance.place_of(observed)
    found = []
    for one in observed:
        whole = compliance.is_whole(one, place)
        aim = _target(document, one, whole=whole)
        if aim is None or one.value is None:
            found.append(Judged(one, aim))
            continue
        outcome = compliance.judge(document, one.value, one.period, target=aim)
        found.append(Judged(one, aim, outcome.compliance, outcome.light))
    return found


def _target(document: dict[str, Any], one: Observed, *, whole: bool) -> Decimal | None:
    if one.target is not None or not whole:
        return one.target
    return compliance.target_of(document, one.period)


def arrange(
    document: dict[str, Any], observed: Sequence[Observed], *, drawn: bool = False
) -> Series:
    """Table everything, newest first, with what each figure says of its target.

    Where no chart is ``drawn`` beside it, the table is the chart: it has bars.
    """
    choice = choosing.choose(document, observed)
    figures = sorted(
        judged(document, observed), key=lambda one: one.observed.period, reverse=True
    )
    lines = [_line(one) for one in figures]
    last = next((line for line in lines if _is_last(document, line)), None)
    if not drawn:
        lines = _with_bars(_with_aims(lines, document))
    return Series(
        lines=lines[:LONGEST_TABLE],
        total=len(observed),
        points=choice.lines[0].points if choice else (),
        last=last,
    )


def _is_last(document: dict[str, Any], line: Line) -> bool:
    """Whether it is the figure that the document gives as the last one."""
    latest = document.get("latest") or {}
    own = (latest.get("period"), latest.get("territory"))
    return (
        not line.breakdown
        and line.value is not None
        and own == (line.period, line.place)
    )


def _line(one: Judged) -> Line:
    item = one.observed
    return Line(
        period=item.period,
        value=item.value,
        target=one.target,
        place=item.territory,
        breakdown=_pairs(item.breakdown),
        status=item.status,
        note=item.note,
        source=item.source,
        components=_pairs(item.components or {}),
        compliance=one.compliance,
        light=one.light,
    )


def _pairs(named: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    return tuple((str(name), str(value)) for name, value in named.items())


def _with_aims(lines: list[Line], document: dict[str, Any]) -> list[Line]:
    """Rows for the years that have an aim and no figure yet."""
    measured = {line.period for line in lines}
    aims = [
        Line(
            str(aim["year"]),
            None,
            Decimal(str(aim["value"])),
            None,
            (),
            None,
            None,
            None,
        )
        for aim in document.get("targets") or ()
        if lines and aim.get("value") is not None and str(aim["year"]) not in measured
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
