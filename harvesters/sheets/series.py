"""From the lines of the follow-up to observations: a period each, its value, its parts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from ...schemas.formulas import Formula, FormulaError, in_unit, is_percent
from ..tables.columns import normal
from . import periods
from .figures import tidy
from .followup import Line
from .periods import Span

NO_YEAR = "No dice de qué año es, o no se entiende."
NO_PERIOD = (
    "«{label}» no dice de qué periodo es: escriba el mes, el trimestre o el año."
)
NOT_OURS = (
    "«{label}» no es un periodo de los que se publican: divida o junte sus meses."
)
TWICE = "Ya hay otro dato de {period}; se tomó el de la fila {row} de «{sheet}»."
TOTALS = ("reporte", "promedio")


@dataclass(frozen=True, slots=True)
class Point:
    """One period as the sheet tells it, in the indicator's unit; compliance of 100."""

    line: Line
    period: str
    span: Span
    target: Decimal | None
    result: Decimal | None
    compliance: Decimal | None
    components: dict[str, Decimal]
    computed: Decimal | None = None
    trouble: str = ""

    @property
    def value(self) -> Decimal | None:
        """What the sheet says; where it says nothing, what its formula gives."""
        return self.computed if self.result is None else self.result

    @property
    def year(self) -> int:
        return int(self.period[:4])


@dataclass(frozen=True, slots=True)
class Series:
    """``points`` hold figures; ``planned`` are all lines with a period, for targets."""

    points: list[Point]
    planned: list[Point]
    left_out: list[tuple[Line, str]]


def series(
    lines: Iterable[Line], frequency: str, unit: str, formula: Formula | None
) -> Series:
    """Read the lines of all sheets of a workbook as one series."""
    left_out: list[tuple[Line, str]] = []
    dated = _dated(_without_parts(list(lines), formula), left_out)
    planned = []
    for year, together in sorted(dated.items()):
        planned += _of_year(year, together, frequency, unit, left_out)
    chosen = _once([one for one in planned if one.line.has_figures], left_out)
    points = [_computed(one, formula, unit) for one in chosen]
    return Series(points, planned, left_out)


def _without_parts(lines: list[Line], formula: Formula | None) -> list[Line]:
    """Drop the rows below a result that belong to it: the addends of a sum, totals."""
    kept: list[Line] = []
    for line in lines:
        if line.goes_on and line.result is None and kept:
            if formula is None and line.values:
                kept[-1] = replace(kept[-1], values={})
        else:
            kept.append(line)
    return kept


def _dated(
    lines: list[Line], left_out: list[tuple[Line, str]]
) -> dict[int, list[tuple[Line, Span]]]:
    found: dict[int, list[tuple[Line, Span]]] = defaultdict(list)
    for line in lines:
        cell = line.year
        year = periods.year(line.label)
        if not year and cell is not None:
            year = periods.year(cell.text, percent=cell.percent)
        span = periods.span(line.label)
        if year and span is not None:
            found[year].append((line, span))
        elif line.has_figures:
            text = NO_PERIOD.format(label=line.label) if year else NO_YEAR
            left_out.append((line, text))
    return found


def _of_year(
    year: int,
    together: list[tuple[Line, Span]],
    frequency: str,
    unit: str,
    left_out: list[tuple[Line, str]],
) -> list[Point]:
    spans = periods.placed([span for _, span in together])
    cut = periods.cuts(spans, frequency)
    points = []
    for (line, _), span in zip(together, spans, strict=True):
        single = cut and span.first > 0 and span.length == 1
        code = ""
        if not span.unnamed:
            code = periods.period(year, span, frequency, cut=single)
        if code:
            points.append(_point(line, code, span, unit))
        elif line.has_figures:
            text = NO_PERIOD if span.unnamed else NOT_OURS
            left_out.append((line, text.format(label=line.label)))
    return points


def _point(line: Line, code: str, span: Span, unit: str) -> Point:
    """A result without the sign of per cent is of them if its target is."""
    target, result, complied = line.target, line.result, line.compliance
    percent = is_percent(unit) and target is not None and target.percent
    return Point(
        line=line,
        period=code,
        span=span,
        target=target.shown(percent=False) if target else None,
        result=result.shown(percent=percent) if result else None,
        compliance=complied.shown(percent=True) if complied else None,
        components={name: one.value for name, one in line.values.items()},
    )


def _once(points: list[Point], left_out: list[tuple[Line, str]]) -> list[Point]:
    """One point a period: totals before their parts, then the sheet of that year."""
    chosen: dict[str, Point] = {}
    for point in sorted(points, key=_rank):
        first = chosen.setdefault(point.period, point)
        if first is not point:
            text = TWICE.format(
                period=point.period, row=first.line.row, sheet=first.line.sheet.strip()
            )
            left_out.append((point.line, text))
    return [chosen[period] for period in sorted(chosen)]


def _rank(point: Point) -> tuple[bool, bool, bool, int]:
    named = periods.year(point.line.sheet)
    total = normal(point.line.label).startswith(TOTALS)
    other_year = bool(named) and named != point.year
    loose = not periods.exact(point.period, point.span)
    return (not total, other_year, loose, -point.span.last)


def _computed(point: Point, formula: Formula | None, unit: str) -> Point:
    if formula is None or not point.components:
        return point
    try:
        computed = in_unit(formula, point.components, unit)
    except FormulaError as error:
        return replace(point, trouble=str(error))
    return replace(point, computed=tidy(computed))
