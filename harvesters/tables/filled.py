"""From a filled template to entries: every row with the rows of its lists. Saves nothing."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from ...schemas.tables import Entry, Place, Remark, letter
from ...schemas.workbooks import Column
from . import privacy
from .cleaning import removed, shown
from .leaves import as_typed, leaf
from .numbers import doubt
from .pages import Page
from .sketch import Sketch
from .store import Line
from .templates import Filled
from .values import text_of

OLDER = (
    "La plantilla es de una versión anterior. {told} Lo demás se importó; descargue la "
    "plantilla de hoy si necesita lo que falta."
)
EXTRA = "La columna no es de la plantilla y no se importó."
JOINED = (
    "Las celdas están combinadas y se leyó el mismo valor en cada fila. Sepárelas y "
    "escriba el valor en cada una."
)
WIDE = (
    "La celda está combinada con las de al lado ({cells}), y lo que iba en ellas no se "
    "puede leer. Separe las celdas y escriba cada valor en la suya."
)
NO_RECORD = (
    "Ninguna fila de la hoja «{main}» tiene este código. Corrija el código, o agregue "
    "allá el registro."
)
NO_CODE = "Falta el código del registro al que pertenece esta fila."
NO_PARENT = (
    "Este registro no tiene «{given}» en la hoja «{sheet}». Escríbalo igual que allá."
)


def remarks_on(table: Filled) -> list[Remark]:
    """What is to be said of the sheets before any row is read."""
    if table.page is None:
        return []
    found = [_older(page) for page in (table.page, *table.lists) if page.outdated]
    remarks = [one for one in found if one is not None]
    for page in (table.page, *table.lists):
        remarks += _on_page(page)
    if table.page.number == table.mains[0]:
        for page in table.lists:
            remarks += _orphans(table, page)
    return remarks


def entries(table: Filled) -> Iterator[Entry]:
    """Give an entry for every row of the main sheet."""
    page = table.page
    if page is None:
        return
    written = {page.columns[place].path for place in page.filled}
    for line in table.store.lines(page.number):
        sketch = Sketch(line.row, page.kind, page.title)
        _row(sketch, page, line, "")
        listed = _lists(sketch, table, line.code)
        sketch.keep_inside()
        yield Entry(
            line.row,
            page.kind,
            sketch.data,
            sketch.places,
            tuple(sketch.remarks),
            frozenset(written | listed),
            page.title,
        )


def _lists(sketch: Sketch, table: Filled, code: str) -> set[str]:
    """Put the rows of every list in their place; give the lists that had any."""
    items: dict[tuple[str, ...], str] = {}
    counts: dict[str, int] = {}
    listed = set()
    for page in table.lists if code else ():
        for line in table.store.of(page.number, code):
            above = _above(sketch, page, line, items, table)
            if above is None:
                continue
            name = page.sheet.path.rpartition("[].")[2]
            base = f"{above}.{name}" if above else name
            place = f"{base}.{counts.setdefault(base, 0)}"
            counts[base] += 1
            items.setdefault(_name_of(page, line), place)
            listed.add(page.sheet.path.partition("[]")[0])
            _row(sketch, page, line, f"{place}.")
    return listed


def _above(
    sketch: Sketch,
    page: Page,
    line: Line,
    items: dict[tuple[str, ...], str],
    table: Filled,
) -> str | None:
    """The item that a row of an inner list belongs to; empty for the record itself."""
    keys = page.sheet.keys[1:]
    if not keys:
        return ""
    path = page.sheet.path.rpartition("[].")[0]
    given = tuple(_text(page, line, key) for key in keys)
    found = items.get((path, *given))
    if found is None:
        titles = [one.title for one in table.lists if one.sheet.path == path]
        sheet = titles[0] if titles else path
        text = NO_PARENT.format(given=given[-1], sheet=sheet)
        sketch.say(_place(page, line, keys[-1]), text, path, error=True)
    return found


def _name_of(page: Page, line: Line) -> tuple[str, ...]:
    """What rows of inner lists call this item: its list, and the keys down to it."""
    own = next((one for one in page.sheet.columns if one.required), None)
    naming = (*page.sheet.keys[1:], own or page.sheet.columns[0])
    return (page.sheet.path, *(_text(page, line, one) for one in naming))


def _text(page: Page, line: Line, column: Column) -> str:
    for place, one in page.columns.items():
        if one.path == column.path:
            return " ".join(str(line.cells.get(place, "")).split())
    return ""


def _row(sketch: Sketch, page: Page, line: Line, prefix: str) -> None:
    """Read the cells of a row below ``prefix``; blank ones leave their place known.

    What was typed is put into a place only where something is said of it.
    """
    if page.wide:
        _wide(sketch, page, line)
    cells, row = line.cells, line.row
    sketch.places.later.append(partial(_places, page, row, prefix))
    for at, (column, name) in page.own.items():
        if at not in cells:
            continue
        path = prefix + column.path
        place = Place(column.label, f"{name}{row}", "", row, page.title)
        if at in page.as_typed and (text := as_typed(cells[at])):
            sketch.put(path, text, place)
        else:
            _cell(sketch, page, at, path, cells[at], place)


def _places(page: Page, row: int, prefix: str) -> dict[str, Place]:
    """Where the cells of a row stand, blank ones too."""
    return {
        prefix + column.path: Place(column.label, f"{name}{row}", "", row, page.title)
        for column, name in page.own.values()
    }


def _cell(
    sketch: Sketch, page: Page, at: int, path: str, value: Any, place: Place
) -> None:
    column = page.columns[at]
    if isinstance(value, str) and (found := removed(value)):
        said = f"Se quitaron {', '.join(found)}."
        sketch.say(_typed(place, value), said, path, error=False)
    try:
        known = leaf(column, value)
    except ValueError as error:
        sketch.say(_typed(place, value), str(error), path, error=True)
        return
    if known is None or known == []:
        return
    if column.type == "figure" and (said := doubt(value, known)):
        sketch.say(_typed(place, value), said, path, error=False)
    person = page.persons.get(at)
    if person is None or not privacy.settle(
        sketch, person, known, _typed(place, value)
    ):
        sketch.put(path, known, place)


def _typed(place: Place, value: Any) -> Place:
    """The place with what stands in it."""
    if isinstance(value, list):
        value = value[0]
    return place._replace(given="" if value is None else shown(text_of(value)))


def _place(page: Page, line: Line, column: Column) -> Place:
    for at, one in page.columns.items():
        if one.path == column.path:
            place = Place(
                column.label, f"{letter(at)}{line.row}", "", line.row, page.title
            )
            return _typed(place, line.cells.get(at))
    return Place(column.label, "", "", line.row, page.title)


def _wide(sketch: Sketch, page: Page, line: Line) -> None:
    for one in page.wide:
        if one.top <= line.row <= one.bottom:
            first, last = letter(one.first), letter(one.last)
            place = Place(
                "Celdas combinadas", f"{first}{one.top}", "", line.row, page.title
            )
            cells = f"{first}{one.top}:{last}{one.bottom}"
            sketch.say(place, WIDE.format(cells=cells), error=True)


def _on_page(page: Page) -> list[Remark]:
    row = page.header_row
    found = [
        _about(page, row, label, EXTRA, f"{letter(place)}{row}")
        for place, label in page.unknown.items()
    ]
    for cells in page.joined:
        first = cells.partition(":")[0]
        number = int(first.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
        found.append(_about(page, number, f"Celdas {cells}", JOINED, first))
    return found


def _about(page: Page, row: int, label: str, text: str, cell: str = "") -> Remark:
    return Remark(row, label, "", text, "aviso", "", cell, page.title)


def _older(page: Page) -> Remark | None:
    """Name the columns that are new or gone since the template was downloaded."""
    new = [column.label for column in page.lacking()]
    told = ""
    if new:
        told += f"No trae estas columnas nuevas: {_listed(new)}. "
    if page.gone:
        told += (
            f"Estas ya no existen y no se importaron: {_listed(page.gone.values())}."
        )
    if not told:
        return None
    text = OLDER.format(told=told.strip())
    return _about(page, page.header_row, f"Hoja «{page.title}»", text)


def _listed(labels: Any) -> str:
    return ", ".join(f"«{label}»" for label in labels)


def _orphans(table: Filled, page: Page) -> Iterator[Remark]:
    """Rows of a list that belong to no record of the workbook."""
    main = table.title
    for line in table.store.orphans(page.number, table.mains):
        place = _place(page, line, page.sheet.keys[0])
        text = NO_RECORD.format(main=main) if line.code else NO_CODE
        yield Remark(
            line.row,
            place.label,
            place.given,
            text,
            "error",
            "",
            place.cell,
            page.title,
        )
