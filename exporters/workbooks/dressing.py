"""How the cells of our workbooks look. Colours have the contrast of WCAG AA."""

import re
from collections.abc import Iterable

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

from ...schemas import stamps
from ...schemas.tables import letter

INK, GREY, PALE, DEEP = "FF1B2A41", "FF666666", "FFE8EEF6", "FF1F4E79"
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
LONGEST_TITLE = 31
LONGEST_CELL = 32_000

WRAPPED = Alignment(wrap_text=True, vertical="top")
HEADING = Font(name="Calibri", bold=True, color=INK)
REQUIRED = Font(name="Calibri", bold=True, color="FFFFFFFF")
SAMPLE = Font(name="Calibri", italic=True, color=GREY)
SAID = Font(name="Calibri", color="FF9C0006")
LINE = Border(bottom=Side(style="thin", color=GREY))


def write(sheet: Worksheet, row: int, column: int, value: object) -> Cell:
    """Write a value; text stays text, also when it begins as a formula does."""
    cell = sheet.cell(row, column)
    cell.value = plain(value) if isinstance(value, str) else value  # type: ignore[assignment]
    if isinstance(value, str):
        cell.data_type = "s"
    return cell  # type: ignore[return-value]


def plain(text: str) -> str:
    """What a cell can hold: without controls, and no longer than it may be."""
    return ILLEGAL_CHARACTERS_RE.sub("", text)[:LONGEST_CELL]


def heading(
    sheet: Worksheet, row: int, column: int, text: str, *, required: bool
) -> Cell:
    cell = write(sheet, row, column, f"{text} *" if required else text)
    cell.font = REQUIRED if required else HEADING
    cell.fill = PatternFill("solid", fgColor=DEEP if required else PALE)
    cell.alignment, cell.border = WRAPPED, LINE
    return cell


def comment(cell: Cell, text: str) -> None:
    """Attach a note that is large enough for its text."""
    lines = sum(1 + len(line) // 42 for line in text.split("\n"))
    text = plain(text)
    cell.comment = Comment(text, stamps.AUTHOR, width=300, height=30 + 17 * lines)


def widths(sheet: Worksheet, wide: Iterable[float]) -> None:
    for position, width in enumerate(wide):
        sheet.column_dimensions[letter(position)].width = width


def title(book: Workbook, text: str) -> str:
    """A title that spreadsheets accept and that the book does not have yet."""
    plain = _FORBIDDEN.sub(" ", text).strip("' ")
    taken = {one.casefold() for one in book.sheetnames}
    name, number = plain[:LONGEST_TITLE].strip(), 1
    while name.casefold() in taken:
        number += 1
        end = f" {number}"
        name = plain[: LONGEST_TITLE - len(end)].strip() + end
    return name
