"""The rows of a sheet as the library parses them, but quicker than it does.

The library makes a tree of objects of every text that is written in its cell, in case
it has parts of different looks. Nearly none has: a program writes them bare, as we do.
It also reads the XML in Python where ``defusedxml`` is about, to refuse entities; there
are none in what comes here (``archives.check``), so the reader in C may have it.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from typing import Any, cast
from xml.etree.ElementTree import Element, iterparse

from openpyxl.utils import column_index_from_string
from openpyxl.worksheet._reader import INLINE_STRING, ROW_TAG, WorkSheetParser
from openpyxl.xml.constants import SHEET_MAIN_NS

TEXT = f"{{{SHEET_MAIN_NS}}}t"
FIGURES = "0123456789"


class Parser(WorkSheetParser):
    """The library's own, with a shorter way for a text without parts."""

    def parse(self) -> Generator[tuple[int, list[dict[str, Any]]], None, None]:
        """The rows alone: the looks of the sheet, its rules and its print are not."""
        for _event, element in iterparse(self.source):  # noqa: S314 - no entities
            if element.tag == ROW_TAG:
                yield self.parse_row(cast("Any", element))
                element.clear()

    def parse_cell(self, element: Element) -> dict[str, Any]:
        """Give ``column`` and ``value`` at least, which are all that a row takes."""
        place = element.get("r")
        if place is None or (text := _bare(element)) is None:
            whole: dict[str, Any] = super().parse_cell(element)
            return whole
        column = column_index_from_string(place.rstrip(FIGURES))
        self.col_counter = column
        return {"column": column, "value": text}


def _bare(element: Element) -> str | None:
    """The text of a cell that has it inside and as one piece; of any other, none."""
    if element.get("t") != "inlineStr" or len(element) != 1:
        return None
    outer = element[0]
    if outer.tag != INLINE_STRING or len(outer) != 1 or outer[0].tag != TEXT:
        return None
    return outer[0].text or ""


def rows(sheet: Any, *, columns: int, upto: int) -> Iterator[tuple[int, list[Any]]]:
    """The numbers and the values of the rows that a read-only sheet has, up to a row.

    A sheet's own word on its size is not asked, and a number that goes back is not
    followed.
    """
    book = sheet.parent
    with book._archive.open(sheet._worksheet_path) as source:
        parser = Parser(
            source,
            sheet._shared_strings,
            data_only=book.data_only,
            epoch=book.epoch,
            date_formats=book._date_formats,
            timedelta_formats=book._timedelta_formats,
        )
        last = 0
        for number, cells in parser.parse():
            if number > upto:
                return
            if number > last:
                last = number
                yield number, _laid(cells, columns)


def _laid(cells: list[dict[str, Any]], columns: int) -> list[Any]:
    """The values in their places, as far as the last cell that stands in a column."""
    kept = [one for one in cells if 0 < one["column"] <= columns]
    values = [None] * max((one["column"] for one in kept), default=0)
    for one in kept:
        values[one["column"] - 1] = one["value"]
    return values
