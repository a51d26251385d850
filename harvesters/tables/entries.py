"""From the rows of a sheet to entries in our words. Decides nothing, saves nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...schemas import stamps, vocabularies
from ...schemas.tables import Entry, Place, Remark, Row, Table, Unreadable
from . import columns, filled, headers, privacy, proposals
from .cleaning import removed, shown
from .columns import Heading
from .numbers import doubt
from .sketch import Sketch
from .templates import Filled
from .values import absent, read, text_of

SHIFTED = (
    "La fila tiene más celdas que el encabezado, así que sus datos pueden estar "
    "corridos: revise los separadores y las comillas."
)
NO_KIND = (
    "No se sabe qué clase de registro es. Agregue una columna «Clase de registro» con "
    "PPI, indicador, conjunto de datos o documento, o use --kind."
)
OTHER_KIND = (
    "No es una clase de registro que se importe. Escriba PPI, indicador, conjunto de "
    "datos o documento."
)


def remarks_on(table: Table, kind: str = "") -> list[Remark]:
    """Name the columns that will not be read, and why; none is dropped in silence."""
    if isinstance(table, Filled):
        return filled.remarks_on(table)
    found = []
    for heading in columns.resolve(table.header, kind or columns.kind_of(table.header)):
        if not heading.text or stamps.is_errors(heading.text):
            continue
        if heading.column and not heading.repeated:
            continue
        text = (
            "La columna repite otra que ya se leyó: se usa la primera."
            if heading.repeated
            else "La columna no se conoce y no se importó. Si hace falta, cambie su "
            "nombre por uno de los del ejemplo."
        )
        cell = f"{heading.letter}{table.header_row}"
        label = shown(heading.text)
        found.append(
            Remark(table.header_row, label, "", text, "aviso", "", cell, table.sheet)
        )
    return found


def entries(table: Table, kind: str = "") -> Iterator[Entry]:
    """Give an entry for every row that holds something; wrong cells become remarks.

    In our own template the kind is the template's.
    """
    if isinstance(table, Filled):
        yield from filled.entries(table)
        return
    _check(table)
    ours = [at for at, text in enumerate(table.header) if stamps.is_errors(text)]
    layouts: dict[str, list[Heading]] = {}
    usual = kind or columns.kind_of(table.header)
    teller = None if kind else _teller(table)
    for row in table.rows:
        if not any(
            text_of(value).strip()
            for at, value in enumerate(row.values)
            if at not in ours
        ):
            continue
        if headers.repeats(table.header, row.values):
            continue
        sketch = Sketch(row.number, usual, table.sheet)
        if not kind:
            _kind(sketch, teller, row)
        layout = layouts.get(sketch.kind)
        if layout is None:
            layout = layouts[sketch.kind] = columns.resolve(table.header, sketch.kind)
        yield _entry(sketch, table, row, layout)


def _check(table: Table) -> None:
    if not headers.names_records(table.header):
        raise Unreadable(
            "La tabla no tiene una columna «Nombre»: cada registro necesita un nombre."
        )


def _teller(table: Table) -> Heading | None:
    """The column that tells the kind of each row."""
    for heading in columns.resolve(table.header):
        if heading.column is not None and heading.column.field == "kind":
            return heading
    return None


def _kind(sketch: Sketch, cell: Heading | None, row: Row) -> None:
    """The kind of a row: what its cell says, or else what the columns speak of."""
    if cell is not None and cell.index < len(row.values):
        text = text_of(row.values[cell.index])
        term = vocabularies.get("kinds").find(text)
        if term is not None and term.code != "organization":
            sketch.kind = term.code
        elif not absent(text) and not sketch.kind:
            place = _place(cell, row)
            sketch.say(place, OTHER_KIND, "kind", error=True)
            return
    if not sketch.kind:
        place = Place("Clase de registro", "", "")
        sketch.say(place, NO_KIND, "kind", error=True)


def _entry(sketch: Sketch, table: Table, row: Row, layout: list[Heading]) -> Entry:
    if row.problem:
        sketch.say(Place("Fila completa", "", ""), row.problem, error=True)
    elif any(text_of(extra).strip() for extra in row.values[len(table.header) :]):
        place = Place("Fila completa", "", shown(row.values[len(table.header)]))
        sketch.say(place, SHIFTED, error=True)
    for heading, value in zip(layout, row.values, strict=False):
        if value is None or value == "" or heading.column is None:
            continue
        if heading.repeated or heading.column.field == "kind":
            continue
        _cell(sketch, heading, value, _place(heading, row), epoch=table.epoch_1904)
    _finish(sketch)
    return Entry(
        sketch.row,
        sketch.kind,
        sketch.data,
        sketch.places,
        tuple(sketch.remarks),
        columns.covered(layout),
        sketch.sheet,
    )


def _place(heading: Heading, row: Row) -> Place:
    given = shown(text_of(row.values[heading.index]))
    return Place(shown(heading.text), f"{heading.letter}{row.number}", given)


def _cell(
    sketch: Sketch, heading: Heading, value: object, place: Place, *, epoch: bool
) -> None:
    column = heading.column
    if column is None or value is None:
        return
    if found := removed(text_of(value)):
        sketch.say(place, f"Se quitaron {', '.join(found)}.", column.field, error=False)
    try:
        known = read(column.reader, value, epoch_1904=epoch)
    except ValueError as error:
        sketch.say(place, str(error), column.field, error=True)
        return
    if known is None or known == []:
        return
    if column.reader == "decimal" and (said := doubt(value, known)):
        sketch.say(place, said, column.field, error=False)
    _settle(sketch, column, known, place)


def _settle(sketch: Sketch, column: columns.Column, known: Any, place: Place) -> None:
    """Put a value where it belongs; some columns fill more than one field."""
    name = column.field
    if name == "temporal":
        sketch.put("temporal_start", known[0], place)
        sketch.put("temporal_end", known[1], place)
    elif name == "targets":
        index = len(sketch.data.get("targets", []))
        sketch.put(f"targets.{index}.year", column.year, place)
        sketch.put(f"targets.{index}.value", known, place)
    elif name == "observations":
        index = len(sketch.data.get("observations", []))
        sketch.put(f"observations.{index}.period", str(column.year), place)
        sketch.put(f"observations.{index}.value", known, place)
    elif not (
        privacy.settle(sketch, column, known, place)
        or proposals.settle(sketch, column, known, place)
    ):
        sketch.put(name, known, place)
        if name == "baseline.value" and column.year:
            sketch.put("baseline.period", str(column.year), place)


def _finish(sketch: Sketch) -> None:
    """What depends on more than one cell."""
    privacy.finish(sketch)
    proposals.finish(sketch)
    sketch.keep_inside()
    for one in sketch.data.get("distributions", []):
        one.setdefault("title", sketch.data.get("title", ""))
