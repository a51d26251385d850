"""From the form and the follow-up of a sheet to a draft of an indicator, or its problem."""

from __future__ import annotations

from dataclasses import dataclass

from ...schemas import kinds
from ...schemas.formulas import Formula, FormulaError, parse
from ...schemas.harvest import Found
from ...schemas.tables import Entry, Place, Places, Remark, Unreadable
from ..tables import reading
from . import evidence, fields, followup, points, ranges, series
from .form import Form, canonical, find
from .grid import Grid, grids
from .reading import Book
from .series import Series
from .sketch import Sketch
from .variables import variables

NO_FORM = (
    "No tiene una ficha técnica de indicador: no se encontraron los rótulos «Objetivo "
    "del indicador» y «Fórmula» uno debajo de otro."
)
NO_TITLE = "La ficha no tiene el nombre del indicador. Escríbalo y repita la orden."
NO_CODE = (
    "La ficha no tiene código, ni lo dice el nombre del archivo. Escríbalo como "
    "MAJA01.01.18.FT03."
)
NAMED = "El nombre del indicador parece llevar el de una persona. Quítelo de la ficha."
OTHER_CODE = (
    "La ficha dice el código {inside} y el archivo se llama {outside}: se usó el del "
    "archivo. Corrija el que esté mal."
)
NO_FORMULA = "La fórmula quedó como texto y no se puede calcular. {why}"
LEFT_OUT = "La fila {row} de «{sheet}» no se tomó. {why}"


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that was read of one workbook, before it is put in our words."""

    form: Form
    grids: list[Grid]
    formula: Formula | None
    trouble: str
    symbols: list[dict[str, str]]
    frequency: str
    unit: str
    series: Series


def draft(book: Book) -> Found:
    """Give the draft of a workbook, or say why it is none."""
    try:
        return describe(book, look(book))
    except Unreadable as error:
        return Found(book.name, problem=str(error))


def look(book: Book) -> Sheet:
    """Read a workbook. Raises ``Unreadable``, with what to do about it."""
    pages = grids(reading.book(book.path))
    there = find(pages)
    if there is None:
        raise Unreadable(NO_FORM)
    form, page = there
    lines = [line for one in pages if one is not page for line in followup.lines(one)]
    named = [followup.names(one) for one in pages if one is not page]
    symbols = _symbols(form, named)
    unit, frequency = fields.unit(form), fields.frequency(form)
    formula, trouble = _formula(form, [one["symbol"] for one in symbols])
    found = series.series(lines, frequency, unit, formula)
    return Sheet(form, pages, formula, trouble, symbols, frequency, unit, found)


def _symbols(form: Form, named: list[dict[str, str]]) -> list[dict[str, str]]:
    """As the form defines them; where it does not, as the follow-up heads them."""
    block = form.blocks.get("variables", [])
    found = variables([" ".join(cell.text for cell in row) for row in block])
    if found:
        return found
    headed = {symbol: name for names in named for symbol, name in names.items()}
    return [{"symbol": symbol, "name": name} for symbol, name in headed.items()]


def _formula(form: Form, symbols: list[str]) -> tuple[Formula | None, str]:
    own = [form.text("acronym"), form.code.text if form.code else ""]
    try:
        return parse(form.text("formula"), symbols, own=own), ""
    except FormulaError as error:
        return None, str(error)


def describe(book: Book, sheet: Sheet) -> Found:
    """Put what was read of a workbook in our words."""
    sketch = Sketch()
    form = sheet.form
    code, title = _code(book, form, sketch), form.text("title")
    if not title or not code:
        return Found(book.name, problem=NO_CODE if title else NO_TITLE)
    if sketch.is_person(title):
        return Found(book.name, problem=NAMED)
    fields.fill(sketch, form, code)
    _follow(sketch, sheet)
    problem = _settle(sketch)
    if problem:
        return Found(book.name, problem=problem)
    return Found(
        book.name,
        _entry(book, sketch),
        organization=fields.organization(form),
    )


def _code(book: Book, form: Form, sketch: Sketch) -> str:
    """Of the file, which its office named; the one inside is often another sheet's."""
    inside = canonical(form.code.text) if form.code else ""
    outside = canonical(book.path.stem)
    if inside and outside and inside != outside:
        sketch.say("code", OTHER_CODE.format(inside=inside, outside=outside))
    return outside or inside


def _follow(sketch: Sketch, sheet: Sheet) -> None:
    """Formula, observations, targets, direction and ranges."""
    found = sheet.series.points
    text = sheet.form.text("ranges")
    sketch.put("formula", sheet.form.text("formula"))
    sketch.put("formula_variables", sheet.symbols)
    if sheet.trouble and sheet.form.text("formula"):
        sketch.say("formula", NO_FORMULA.format(why=sheet.trouble))
    falls = ranges.falls(text)
    sketch.put("direction", evidence.direction(found, falls=falls))
    tables = [ranges.from_table(page) for page in sheet.grids if followup.lines(page)]
    table = next((one for one in tables if one), {})
    stated = evidence.thresholds(found, table, ranges.from_text(text))
    sketch.put("thresholds", stated)
    sketch.put("targets", evidence.targets(sheet.series.planned))
    points.observations(sketch, found, [one["symbol"] for one in sheet.symbols])
    for line, why in sheet.series.left_out:
        told = LEFT_OUT.format(row=line.row, sheet=line.sheet.strip(), why=why)
        sketch.say("observations", told)


def _settle(sketch: Sketch) -> str:
    """Take out what the schema refuses, and say so; what identifies it must be right."""
    for _ in range(3):
        found = kinds.load("indicator", {**sketch.data, "organization": "x"}).problems
        if not found:
            return ""
        for one in sorted(found, key=lambda one: one.path, reverse=True):
            if one.path in {"code", "title"}:
                return str(one)
            sketch.drop(one.path)
            sketch.say(one.path, f"{one.label} · {one.given} · {one.text}")
    return "La ficha no se pudo poner en nuestros campos."


def _entry(book: Book, sketch: Sketch) -> Entry:
    remarks = tuple(
        Remark(0, label, "", text, "aviso", label, "", book.name)
        for label, text in sketch.remarks
    )
    places = Places(code=Place("Código", "", str(sketch.data["code"])))
    covers = frozenset(fields.COVERED)
    return Entry(1, "indicator", sketch.data, places, remarks, covers, book.name)
