"""Read XLSX as it really comes: titles above, merged cells, dates as counts of days."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import islice, repeat, zip_longest
from typing import Any

from ...schemas.tables import Broken, NoHeader, Row, Table, Unreadable
from . import archives, headers, merges, templates
from .merges import Merge
from .templates import Opened

MOST_COLUMNS = 256
MOST_ROWS = 1_048_576
DEEPEST_HEADER = 200
"""Rows, empty ones counted, among which a header is looked for."""

NO_SHEET = (
    "Ninguna hoja del libro tiene una fila de encabezados conocida entre las primeras "
    f"{headers.ROWS_SEARCHED} filas: se necesitan dos columnas como «Código» y «Nombre», "
    "en una sola fila, encima de los datos."
)

_ERROR = re.compile(
    r"#(?:REF|DIV/0|NAME|NOMBRE|¿NOMBRE|VALUE|VALOR|¡VALOR|N/A|NUM|NULL)"
)


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a sheet below its header; opens the book anew for every reading."""

    content: bytes
    sheet: str
    formulas: bool
    after: int = 0
    merged: tuple[Merge, ...] = ()
    upto: int = MOST_ROWS

    def __iter__(self) -> Iterator[Row]:
        book = _open(self.content, values=True)
        twin = _open(self.content, values=False) if self.formulas else None
        try:
            sheets = [one[self.sheet] for one in (book, twin) if one is not None]
            plain = _beside(sheets, self.after, self.upto)
            yield from merges.spread(plain, self.merged)
        finally:
            for opened in (book, twin):
                if opened is not None:
                    opened.close()


@dataclass(slots=True)
class Shelf:
    """A workbook opened once for all its sheets; the twin shows the formulas."""

    content: bytes
    book: Any
    twin: Any = None

    def rows(
        self, title: str, *, formulas: bool, after: int, merged: tuple[Merge, ...]
    ) -> Iterator[Row]:
        sheets = [self.book[title]]
        if formulas:
            self.twin = self.twin or _open(self.content, values=False)
            sheets.append(self.twin[title])
        yield from merges.spread(_beside(sheets, after, MOST_ROWS), merged)

    def close(self) -> None:
        for opened in (self.book, self.twin):
            if opened is not None:
                opened.close()


def read(content: bytes, source: str) -> list[Table]:
    """Give a table for every visible sheet that has a header with a name column.

    Raises Unreadable when there is none, or the book cannot be opened safely.
    """
    archives.check(content)
    try:
        return _tables(content, source)
    except Unreadable:
        raise
    except archives.BROKEN as error:
        raise Unreadable(archives.DAMAGED) from error


def _tables(content: bytes, source: str) -> list[Table]:
    book = _open(content, values=True)
    epoch_1904 = book.epoch == datetime(1904, 1, 1)  # noqa: DTZ001 - a sheet has no zone
    names = [(one.title, one.sheet_state, _path(one)) for one in book.worksheets]
    shelf = Shelf(content, book)
    try:
        opened = [
            Opened(name, path, partial(shelf.rows, name)) for name, _, path in names
        ]
        if ours := templates.find(opened, content, source):
            return [*ours]
    finally:
        shelf.close()
    tables, skipped = [], []
    for name, state, path in names:
        table = None
        if state == "visible":
            table = _table(content, source, name, path, epoch_1904=epoch_1904)
        if table is None:
            skipped.append(name)
        else:
            tables.append(table)
    if not tables:
        raise NoHeader(NO_SHEET)
    return [_with_note(tables[0], skipped), *tables[1:]]


def listed(content: bytes, source: str, wanted: Callable[[str], bool]) -> Table:
    """The first visible sheet with a cell that is ``wanted`` in one of its first rows.

    Raises Unreadable, and NoHeader when there is none.
    """
    archives.check(content)
    try:
        book = _open(content, values=True)
        names = [one.title for one in book.worksheets if one.sheet_state == "visible"]
        book.close()
        for name in names:
            rows = Rows(content, name, formulas=False, upto=DEEPEST_HEADER)
            for row in islice(rows, headers.ROWS_SEARCHED):
                cells = headers.texts(row.values)
                if any(map(wanted, cells)):
                    below = Rows(content, name, formulas=False, after=row.number)
                    return Table(name, source, cells, row.number, below, 0)
    except archives.BROKEN as error:
        raise Unreadable(archives.DAMAGED) from error
    raise NoHeader(NO_SHEET)


def _with_note(table: Table, skipped: list[str]) -> Table:
    if not skipped:
        return table
    listed = ", ".join(f"«{name}»" for name in skipped)
    note = f"Hojas sin encabezados conocidos u ocultas, que no se leyeron: {listed}."
    return Table(
        table.title,
        table.source,
        table.header,
        table.header_row,
        table.rows,
        table.length,
        (*table.notes, note),
        table.epoch_1904,
    )


def _table(
    content: bytes, source: str, name: str, path: str, *, epoch_1904: bool
) -> Table | None:
    rows = Rows(content, name, formulas=False, upto=DEEPEST_HEADER)
    first = list(islice(rows, headers.ROWS_SEARCHED))
    number, _ = headers.find((row.number, row.values) for row in first)
    if not number:
        return None
    header = headers.texts(next(row.values for row in first if row.number == number))
    if not headers.names_records(header):
        return None
    layout = merges.look(content, path, below=number)
    return Table(
        title=name,
        source=source,
        header=header,
        header_row=number,
        rows=Rows(content, name, layout.formulas, number, layout.merged),
        length=max(layout.last_row - number, 0),
        notes=(f"Hoja «{name}», encabezados en la fila {number}.",),
        epoch_1904=epoch_1904,
    )


def _open(content: bytes, *, values: bool) -> Any:
    """Open read-only: cells come as they are asked for, and links are never followed."""
    from openpyxl import load_workbook

    try:
        return load_workbook(
            io.BytesIO(content), read_only=True, data_only=values, keep_links=False
        )
    except archives.BROKEN as error:
        raise Unreadable(archives.DAMAGED) from error


def _path(sheet: Any) -> str:
    return str(sheet._worksheet_path)


def _values(sheet: Any, upto: int) -> Iterator[tuple[int, list[Any]]]:
    """Cell values by rows, with their numbers."""
    from . import cells

    try:
        yield from cells.rows(sheet, columns=MOST_COLUMNS, upto=upto)
    except archives.BROKEN as error:
        raise Unreadable(archives.DAMAGED) from error


def _beside(sheets: list[Any], after: int, upto: int) -> Iterator[Row]:
    """The rows of a sheet, with those of its twin where formulas are to be seen."""
    values = _values(sheets[0], upto)
    written: Iterator[tuple[int, list[Any]]] = repeat((0, []))
    if len(sheets) > 1:
        written = _values(sheets[1], upto)
    for (number, cells), (_same, sources) in zip(values, written, strict=False):
        if number > after and (_any(cells) or _any(sources)):
            yield Row(number, _cells(cells, sources))


def _any(cells: list[Any]) -> bool:
    return cells.count(None) < len(cells)  # at the speed of C: there can be 2^28


def _cells(cells: list[Any], sources: list[Any]) -> tuple[Any, ...]:
    """Mark formulas without a usable result; keep their text for those who want it."""
    end = max(_end(cells), _end(sources))
    cells, sources = cells[:end], sources[:end]
    if not sources:
        return tuple([Broken(one) if _failed(one) else one for one in cells])
    pairs = zip_longest(cells, sources)
    found = [_cell(*pair) for pair in pairs]
    return tuple(found[: _end(found)])


def _end(cells: Sequence[Any]) -> int:
    """How many there are up to the last that holds something; readers pad them."""
    end = len(cells)
    while end and cells[end - 1] is None:
        end -= 1
    return end


def _cell(value: Any, source: Any) -> Any:
    if isinstance(source, str) and source.startswith("=") and value != source:
        return Broken(source) if value is None or _failed(value) else value
    return Broken(value) if _failed(value) else value


def _failed(value: Any) -> bool:
    return (
        isinstance(value, str)
        and value.startswith("#")
        and _ERROR.match(value) is not None
    )
