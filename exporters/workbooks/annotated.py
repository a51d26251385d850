"""The annotated copy: the workbook that came, with its wrong cells in red, a note in
each and a column that sums up the row. Changes nothing else that openpyxl can keep.
"""

import io
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from typing import Any

from openpyxl import load_workbook
from openpyxl.cell import MergedCell
from openpyxl.styles import PatternFill
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string
from openpyxl.worksheet.dimensions import ColumnDimension
from openpyxl.worksheet.worksheet import Worksheet

from ...schemas import stamps
from ...schemas.tables import Remark, letter
from . import dressing

SAYS = "Por corregir: "
BREAK = "\n\n"
WIDTH = 60
_LOST = (
    ("xl/charts/", "los gráficos"),
    ("xl/media/", "las imágenes"),
    ("xl/slicers/", "los filtros de segmentación"),
)


def annotate(
    content: bytes, remarks: Iterable[Remark], headers: Mapping[str, int]
) -> bytes:
    """Mark the errors among ``remarks``; what an earlier copy marked is cleared first.

    ``headers`` says in which row each sheet has its headings.
    """
    book = _open(content)
    wrong: dict[str, list[Remark]] = {}
    for one in remarks:
        if one.weight == "error" and one.sheet in book.sheetnames:
            wrong.setdefault(one.sheet, []).append(one)
    for title, row in headers.items():
        page = book[title]
        _clear(page, row)
        if title in wrong:
            _mark(page, row, wrong[title])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def lost(content: bytes) -> list[str]:
    """Name what the copy will not have, for the person to know."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
    return [said for part, said in _LOST if any(one.startswith(part) for one in names)]


def _open(content: bytes) -> Any:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        macros = "xl/vbaProject.bin" in archive.namelist()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl tells what it drops; `lost` does too
        return load_workbook(io.BytesIO(content), rich_text=True, keep_vba=macros)


def _cells(page: Worksheet) -> Iterator[Any]:
    """The cells that there are, without making those that there are not."""
    yield from list(page._cells.values())


def _clear(page: Worksheet, header: int) -> None:
    column = _errors_column(page, header)
    for cell in _cells(page):
        if cell.row <= header or isinstance(cell, MergedCell):
            continue
        if cell.fill.fill_type == "solid" and cell.fill.fgColor.rgb == stamps.RED:
            cell.fill = PatternFill()
        if cell.column == column:
            cell.value = None
    for cell in _cells(page):
        if cell.comment is not None:
            _keep(cell, _own_words(cell.comment.text), cell.comment.author)


def _own_words(text: str) -> str:
    """A note without what an earlier copy added to it."""
    kept, found, _ = text.partition(SAYS)
    return kept.removesuffix(BREAK) if found else text


def _keep(cell: Any, text: str, author: str | None) -> None:
    """Set a note as large as its text: files lose the size when they are read."""
    cell.comment = None
    if text:
        dressing.comment(cell, text)
        cell.comment.author = author or stamps.AUTHOR


def _errors_column(page: Worksheet, header: int) -> int:
    """The column of an earlier copy, unless somebody joined its cells; or nought."""
    joined = page.merged_cells.ranges
    found = (
        cell.column
        for cell in _cells(page)
        if cell.row == header
        and stamps.is_errors(cell.value)
        and not any(one.min_col <= cell.column <= one.max_col for one in joined)
    )
    return int(next(found, 0))


def _free_column(page: Worksheet) -> int:
    """The first to the right of all that the sheet holds."""
    used = [int(cell.column) for cell in _cells(page) if cell.value is not None]
    joined = [int(one.max_col) for one in page.merged_cells.ranges]
    return 1 + max([0, *used, *joined])


def _mark(page: Worksheet, header: int, remarks: list[Remark]) -> None:
    column = _errors_column(page, header) or _free_column(page)
    dressing.heading(page, header, column, stamps.ERRORS, required=False)
    _widen(page, column)
    rows: dict[int, list[str]] = {}
    for one in remarks:
        rows.setdefault(one.row, []).append(f"{one.label}: {one.text}")
        if one.cell:
            _redden(page, one)
    for row, texts in rows.items():
        cell = dressing.write(page, row, column, "\n".join(dict.fromkeys(texts)))
        cell.font, cell.alignment = dressing.SAID, dressing.WRAPPED


def _widen(page: Worksheet, column: int) -> None:
    """Give one column its width; columns that a book describes together are parted,
    since two descriptions of one column make a damaged file.
    """
    described: Any = page.column_dimensions
    for key, one in list(described.items()):
        if not one.min or not one.min <= column <= one.max or one.min == one.max:
            continue
        if column < one.max:
            rest: Any = ColumnDimension(
                page, letter(column), width=one.width, min=column + 1, max=one.max
            )
            rest._style, rest.hidden = copy(one._style), one.hidden
            described[letter(column)] = rest
        one.max = column - 1
        if one.max < one.min:
            del described[key]
    described[letter(column - 1)].width = WIDTH


def _redden(page: Worksheet, remark: Remark) -> None:
    name, row = coordinate_from_string(remark.cell)
    fresh = (row, column_index_from_string(name)) not in page._cells
    cell = _whole(page, remark.cell)
    if fresh:
        _as_its_column(page, cell)
    cell.fill = PatternFill("solid", fgColor=stamps.RED)
    before = cell.comment.text + BREAK if cell.comment is not None else ""
    said = "" if SAYS in before else SAYS
    author = cell.comment.author if cell.comment is not None else stamps.AUTHOR
    _keep(cell, before + said + remark.text, author)


def _as_its_column(page: Worksheet, cell: Any) -> None:
    """A blank cell that is made here must take dates and codes as its column does."""
    described: Any = page.column_dimensions
    for dimension in described.values():
        if dimension.min and dimension.min <= cell.column <= dimension.max:
            cell._style = copy(dimension._style)


def _whole(page: Worksheet, place: str) -> Any:
    """The cell, or the first of those that it is joined with."""
    name, row = coordinate_from_string(place)
    cell = page.cell(row, column_index_from_string(name))
    if isinstance(cell, MergedCell):
        for joined in page.merged_cells.ranges:
            if place in joined:
                return page.cell(joined.min_row, joined.min_col)
    return cell
