"""The template of a kind, generated from its schema: headings, help, lists, examples."""

import io
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from ...schemas import stamps, workbooks
from ...schemas.tables import letter
from ...schemas.workbooks import Column, Sheet
from . import dressing, examples, instructions, lists

TITLE_ROW, PATHS, LABELS, SAMPLE, FIRST = 1, 2, 3, 4, 5
"""The rows of every sheet to fill in: the second is hidden and holds the paths."""

LINE = "{title}: escriba desde la fila 5. La fila gris es un ejemplo y no se importa. * es obligatorio."
JOINED = (
    "{title}: una fila por cada uno, con el código del registro al que pertenece. "
    "La fila gris es un ejemplo y no se importa. * es obligatorio."
)
AS_TEXT = frozenset({"code", "date", "day", "period", "term", "reference", "text"})
"""What a spreadsheet must not take for a date or a number, as 2015-07 or 05001."""

WIDTH = {"long": 45, "text": 28, "code": 20, "link": 30, "mailbox": 28, "flag": 12}
OTHER_WIDTH = 22


def template(kind: str, organizations: Sequence[tuple[str, str]] = ()) -> bytes:
    """The workbook that people fill in to register assets of a kind.

    ``organizations`` are codes and names to choose from. Raises ``KeyError`` for an
    unknown kind.
    """
    found = workbooks.sheets(kind)
    book = Workbook()
    guide = book.worksheets[0]
    guide.title = instructions.TITLE
    pages = [_page(book, sheet) for sheet in found]
    ranges = lists.add(book, found, organizations)
    mark = stamps.stamp(kind, workbooks.fingerprint(kind))
    for page, sheet in zip(pages, found, strict=True):
        _fill(page, sheet, ranges, mark)
    instructions.write(guide, [page.title for page in pages], found)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _page(book: Workbook, sheet: Sheet) -> Worksheet:
    page: Worksheet = book.create_sheet(dressing.title(book, sheet.title))
    return page


def _fill(page: Worksheet, sheet: Sheet, ranges: dict[str, str], mark: str) -> None:
    line = (JOINED if sheet.keys else LINE).format(title=sheet.title)
    dressing.write(page, TITLE_ROW, 1, line).font = dressing.HEADING
    for position, column in enumerate(sheet):
        _column(page, sheet, column, position)
        if named := ranges.get(lists.list_of(column)):
            lists.validate(page, column, position, named, FIRST)
    dressing.write(page, PATHS, len(list(sheet)) + 1, mark)
    page.row_dimensions[PATHS].hidden = True
    page.row_dimensions[LABELS].height = 48
    page.freeze_panes = f"B{SAMPLE}"


def _column(page: Worksheet, sheet: Sheet, column: Column, position: int) -> None:
    place = position + 1
    dimension = page.column_dimensions[letter(position)]
    dimension.width = WIDTH.get(column.type, OTHER_WIDTH)
    if column.type in AS_TEXT:
        dimension.number_format = "@"
    dimension.alignment = dressing.WRAPPED
    dressing.write(page, PATHS, place, sheet.address(column))
    head = dressing.heading(page, LABELS, place, column.label, required=column.required)
    dressing.comment(head, examples.guidance(column))
    cell = dressing.write(page, SAMPLE, place, examples.example(column))
    cell.font, cell.alignment = dressing.SAMPLE, dressing.WRAPPED
