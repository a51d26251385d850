"""The table of *Seguimiento*: one line a period, with target, variables and result."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ..tables.values import absent
from .figures import Figure, figure
from .grid import Cell, Grid
from .variables import heading, heading_name

GAP = 6
"""Blank rows after which a table has ended."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Where each thing stands, as the header says it."""

    row: int
    year: int
    label: int
    target: int
    result: int
    compliance: int
    light: int
    analysis: int
    improvement: int
    values: dict[int, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Line:
    """One row. ``goes_on`` tells that its period is the merged one of the row above."""

    sheet: str
    row: int
    year: Cell | None
    label: str
    goes_on: bool
    target: Figure | None
    result: Figure | None
    compliance: Figure | None
    light: str
    values: dict[str, Figure]
    analysis: str
    improvement: str

    @property
    def has_figures(self) -> bool:
        return self.result is not None or bool(self.values)


def lines(grid: Grid) -> list[Line]:
    """All rows of the tables of a sheet; a sheet without such a table has none."""
    heads = [found for row in sorted(grid.rows) if (found := _header(grid, row))]
    ends = [head.row for head in heads[1:]] + [max(grid.rows, default=0) + 1]
    pairs = zip(heads, ends[: len(heads)], strict=True)
    return [line for head, end in pairs for line in _table(grid, head, end)]


def names(grid: Grid) -> dict[str, str]:
    """What the headings say of the variables."""
    found: dict[str, str] = {}
    for row in sorted(grid.rows):
        if head := _header(grid, row):
            found = {**head.names, **found}
    return found


def _header(grid: Grid, number: int) -> Columns | None:
    cells = sorted(grid.rows[number].values(), key=lambda cell: cell.column)
    year = _starts(cells, "vigencia")
    target = _starts(cells, "meta")
    complied = _starts(cells, "de cumplimiento", "de cumplimineto", "cumplimiento de")
    results = [cell for cell in cells if cell.name.startswith("resultado")]
    if year is None or target is None or complied is None or not results:
        return None
    analysis, improvement = _starts(cells, "analisis"), _starts(cells, "mejora")
    between = [c for c in cells if target.column < c.column < results[0].column]
    symbols = [heading(one.text, place) for place, one in enumerate(between, 1)]
    pairs = list(zip(between, symbols, strict=True))
    return Columns(
        row=number,
        year=year.column,
        label=year.column + 1,
        target=target.column,
        result=results[-1].column,
        compliance=complied.column,
        light=complied.column + 1,
        analysis=analysis.column if analysis else 0,
        improvement=improvement.column if improvement else 0,
        values={cell.column: symbol for cell, symbol in pairs},
        names={symbol: name for c, symbol in pairs if (name := heading_name(c.text))},
    )


def _starts(cells: list[Cell], *starts: str) -> Cell | None:
    return next((cell for cell in cells if cell.name.startswith(starts)), None)


def _table(grid: Grid, head: Columns, end: int) -> Iterator[Line]:
    """Merged cells hold their value in the first row only: year and label go on."""
    year: Cell | None = None
    label, last = "", head.row
    for number in sorted(one for one in grid.rows if head.row < one < end):
        row = grid.rows[number]
        here = {head.year, head.label, head.target, head.result, *head.values}
        if number - last > GAP:
            return
        if not here & set(row):
            continue
        last = number
        year, label, goes_on = _when(row, head, year, label)
        yield _line(grid, head, row, number, year, label, goes_on=goes_on)


def _when(
    row: dict[int, Cell], head: Columns, year: Cell | None, label: str
) -> tuple[Cell | None, str, bool]:
    year_cell, label_cell = row.get(head.year), row.get(head.label)
    if year_cell is not None and label_cell is None and not _is_year(year_cell):
        return year, year_cell.text, False  # such as REPORTE SEGUNDO TRIMESTRE 2019
    goes_on = label_cell is None and year_cell is None
    if label_cell is not None:
        label = label_cell.text
    return year_cell or year, label, goes_on


def _is_year(cell: Cell) -> bool:
    return not any(sign.isalpha() for sign in cell.text)


def _line(
    grid: Grid,
    head: Columns,
    row: dict[int, Cell],
    number: int,
    year: Cell | None,
    label: str,
    *,
    goes_on: bool,
) -> Line:
    read = {symbol: figure(row.get(place)) for place, symbol in head.values.items()}
    return Line(
        sheet=grid.title,
        row=number,
        year=year,
        label=label,
        goes_on=goes_on,
        target=figure(row.get(head.target)),
        result=figure(row.get(head.result)),
        compliance=figure(row.get(head.compliance)),
        light=_text(row.get(head.light)),
        values={symbol: one for symbol, one in read.items() if one is not None},
        analysis=_text(row.get(head.analysis)),
        improvement=_text(row.get(head.improvement)),
    )


def _text(cell: Cell | None) -> str:
    return "" if cell is None or absent(cell.text) else cell.text
