"""A table as an XLSX workbook, written row by row in constant memory.

Numbers are numbers, dates are dates, and text is text, whatever it begins with.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, BinaryIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, PatternFill
from openpyxl.worksheet.properties import PageSetupProperties

from ...schemas.spelling import BOGOTA
from ...schemas.tables import Table, letter
from ..workbooks import dressing

KEY = "xlsx"
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SUFFIX = ".xlsx"
MOST_ROWS = 1_048_576  # of a sheet; the next rows begin another
NARROWEST, WIDEST = 12, 48
LINE, HIGHEST = 15, 405  # points
LOOKED_AT = 50  # rows that say how wide a column is
WRAPPED = Alignment(wrap_text=True, vertical="top")
_DAY, _MOMENT = "yyyy-mm-dd", "yyyy-mm-dd hh:mm"
LETTER, TABLOID = 1, 3  # papers, as workbooks number them
ON_LETTER, ON_TABLOID = 190, 290  # signs across that still are read


def write(table: Table, out: BinaryIO) -> None:
    """Write the workbook: one sheet, its header frozen and filterable."""
    book = Workbook(write_only=True)
    book.properties.title = dressing.plain(table.title)[:255]
    book.properties.creator = dressing.plain(table.source)[:255]
    rows = iter(table.rows)
    first = [row for row, _ in zip(rows, range(LOOKED_AT), strict=False)]
    waiting = _chain(first, rows)
    while True:
        sheet = book.create_sheet(dressing.title(book, table.title or "Datos"))
        widths = _widths(table, first)
        dressing.widths(sheet, widths)
        sheet.freeze_panes = "A2"
        _for_paper(sheet, table, sum(widths))
        _height(sheet, 1, table.header)
        sheet.append([_heading(sheet, name) for name in table.header])
        raised = _raised(sheet)
        written = 1
        for row in waiting:
            written += 1
            tall = _height(sheet, written, row.values)
            style = raised if tall else None
            sheet.append([_cell(sheet, value, style) for value in row.values])
            if written == MOST_ROWS:
                break
        else:
            sheet.auto_filter.ref = f"A1:{letter(len(table.header) - 1)}{written}"
            break
    book.save(out)


def _chain(first: list[Any], rest: Iterator[Any]) -> Iterator[Any]:
    yield from first
    yield from rest


def _widths(table: Table, rows: list[Any]) -> list[int]:
    return [
        min(WIDEST, max([NARROWEST, *(_length(row, at) for row in rows)], default=0))
        if len(name) < NARROWEST
        else min(WIDEST, max([len(name) + 2, *(_length(row, at) for row in rows)]))
        for at, name in enumerate(table.header)
    ]


def _length(row: Any, at: int) -> int:
    value = row.values[at] if at < len(row.values) else None
    return 0 if value is None else len(str(value)) + 2


def _for_paper(sheet: Any, table: Table, signs: int) -> None:
    """Printed on landscape letter, or on twice that, with the header on each page.

    A row that would be too small to read goes over several pages side by side, and
    each then has the number of its row.
    """
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = LETTER if signs <= ON_LETTER else TABLOID
    across = 1 if signs <= ON_LETTER else -(-signs // ON_TABLOID)
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = across, 0
    sheet.print_options.headings = across > 1
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"
    name = dressing.plain(table.title).replace("&", "&&")
    sheet.oddFooter.left.text = name[:120]
    sheet.oddFooter.right.text = "Página &P de &N"


def _height(sheet: Any, number: int, values: Sequence[Any]) -> bool:
    """As high as its longest text; said here, since not every program works it out.

    Returns whether it is more than one line.
    """
    longest = max((len(one) for one in values if isinstance(one, str)), default=0)
    sheet.row_dimensions.pop(number - 2, None)  # written long ago
    if longest > WIDEST:
        lines = -(-longest // (WIDEST - 4))
        sheet.row_dimensions[number].height = min(LINE * lines, HIGHEST)
    return longest > WIDEST


def _raised(sheet: Any) -> Any:
    """How a text stands beside one of many lines: it begins where that begins.

    Said once for a sheet: to look a style up takes longer than to write a cell.
    """
    cell: Any = WriteOnlyCell(sheet, "")
    cell.alignment = WRAPPED
    return cell._style


def _heading(sheet: Any, name: str) -> Any:
    cell = WriteOnlyCell(sheet, dressing.plain(name))
    cell.data_type = "s"
    cell.font = dressing.HEADING
    cell.fill = PatternFill("solid", fgColor=dressing.PALE)
    cell.alignment = WRAPPED
    return cell


def _cell(sheet: Any, value: Any, style: Any = None) -> Any:
    if isinstance(value, bool):
        return _text(sheet, "sí" if value else "no", style)
    if value is None or isinstance(value, (int, float)):
        return value
    if isinstance(value, Decimal):
        return _numeric(value)
    if isinstance(value, datetime):
        here = value.astimezone(BOGOTA) if value.tzinfo else value
        return _dated(sheet, here.replace(tzinfo=None), _MOMENT)
    if isinstance(value, date):
        return _dated(sheet, value, _DAY)
    return _text(sheet, str(value), style)


def _numeric(value: Decimal) -> int | float:
    """What a spreadsheet can hold of an exact number: 15 figures."""
    return int(value) if value == value.to_integral_value() else float(value)


def _dated(sheet: Any, value: Any, form: str) -> Any:
    cell = WriteOnlyCell(sheet, value)
    cell.number_format = form
    return cell


def _text(sheet: Any, value: str, style: Any = None) -> Any:
    """A text, whatever it begins with. The library takes for text what begins with
    neither of its signs; that needs no cell of its own.
    """
    said = dressing.plain(value)
    if style is None and not said.startswith(("=", "#")):
        return said
    cell: Any = WriteOnlyCell(sheet, said)
    cell.data_type = "s"
    if style is not None:
        cell._style = style
    return cell
