"""The cells of one sheet, by place. Reads a corner of it, as large as a form can be."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ...schemas.tables import Broken, Unreadable, letter
from ..tables import archives
from ..tables.cleaning import tidy
from ..tables.columns import normal
from ..tables.values import text_of

MOST_ROWS, MOST_COLUMNS, MOST_SHEETS = 300, 40, 40
ERRORS = ("#DIV/0", "#VALUE", "#¡VALOR", "#REF", "#N/A", "#NAME", "#NUM", "#NULL")


@dataclass(frozen=True, slots=True)
class Cell:
    """``percent`` says that the sheet shows the value a hundred times as large."""

    row: int
    column: int
    value: Any
    percent: bool = False

    @property
    def text(self) -> str:
        return "" if isinstance(self.value, Broken) else tidy(text_of(self.value))

    @property
    def name(self) -> str:
        """The text as labels are compared."""
        return normal(self.text)

    @property
    def place(self) -> str:
        return f"{letter(self.column - 1)}{self.row}"


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet; blank cells and blank rows are not in it."""

    title: str
    rows: dict[int, dict[int, Cell]]

    def cells(self) -> Iterator[Cell]:
        for row in self.rows.values():
            yield from row.values()


def grids(content: bytes) -> list[Grid]:
    """The visible sheets of a workbook. Raises ``Unreadable``."""
    with warnings.catch_warnings():  # of colours and lists that we do not read
        warnings.simplefilter("ignore", UserWarning)
        try:
            return _visible(content)
        except archives.BROKEN as error:
            raise Unreadable(archives.DAMAGED) from error


def _visible(content: bytes) -> list[Grid]:
    from openpyxl import load_workbook

    book = load_workbook(
        io.BytesIO(content), read_only=True, data_only=True, keep_links=False
    )
    try:
        shown = [one for one in book.worksheets if one.sheet_state == "visible"]
        return [_grid(sheet) for sheet in shown[:MOST_SHEETS]]
    finally:
        book.close()


def _grid(sheet: Any) -> Grid:
    sheet.reset_dimensions()
    rows: dict[int, dict[int, Cell]] = {}
    for line in sheet.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS):
        for one in line:
            if one.value is None or (
                isinstance(one.value, str) and not one.value.strip()
            ):
                continue
            cell = Cell(one.row, one.column, _value(one.value), _percent(one))
            rows.setdefault(cell.row, {})[cell.column] = cell
    return Grid(str(sheet.title), rows)


def _value(value: Any) -> Any:
    failed = isinstance(value, str) and value.startswith(ERRORS)
    return Broken(value) if failed else value


def _percent(cell: Any) -> bool:
    number = isinstance(cell.value, int | float) and not isinstance(cell.value, bool)
    return number and "%" in str(cell.number_format)
