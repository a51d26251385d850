"""Tables as DevInfo keeps them: indicator, unit, subgroup, area and time, a row a figure."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..schemas.crosswalks import terms
from ..schemas.harvest import Found, Item, Order
from ..schemas.tables import Unreadable
from .answers import Answer
from .http import Client
from .places import digest, documents
from .sketch import Sketch
from .tables import archives
from .tables.columns import normal
from .tables.moments import moment
from .tables.numbers import number
from .tables.values import text_of
from .words import line

VERSION = "1"
SUFFIXES = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm")
MOST = 50_000
ROWS_SEARCHED = 40
MOST_COLUMNS = 60
TOTALS = frozenset(("total", "todos", "all", "ambos sexos"))

# The headings of DevInfo in Spanish and in English, folded; the first row that has
# time and value, and an indicator or a line above that names it, is the header.
HEADINGS = {
    "indicator": ("indicador", "indicator", "nombre del indicador", "indicator name"),
    "unit": ("unidad", "unit", "unidad de medida"),
    "subgroup": ("subgrupo", "subgroup", "subpoblacion", "desagregacion"),
    "area": ("id area", "area id", "codigo area", "codigo de area", "codigo divipola"),
    "place": ("area", "nombre area", "area name", "nombre del area", "territorio"),
    "time": ("tiempo", "time", "periodo", "time period", "periodo de tiempo", "ano"),
    "value": ("valor", "data value", "value", "dato", "valor del dato"),
    "source": ("fuente", "source"),
    "note": ("nota", "notas", "footnote", "footnotes", "nota al pie"),
}
FIELDS = {said: name for name, many in HEADINGS.items() for said in many}

NONE = (
    "«{name}» no trae una tabla de DevInfo: se busca una fila con los encabezados "
    "«Indicador», «Unidad», «Subgrupo», «Área», «Periodo» y «Valor»."
)
NO_VALUE = (
    "{count} filas no traen un número y no se tomaron; la primera dice «{given}»."
)
NO_TIME = (
    "{count} filas no dicen un periodo y no se tomaron; la primera dice «{given}»."
)
MANY = "Trae más de {most} datos: se tomaron los primeros {most}."
TWICE = "{count} datos venían repetidos: quedó el último de cada uno."

Line = dict[str, str]


@dataclass
class Series:
    """An indicator with its unit, and the rows that speak of it."""

    indicator: str
    unit: str
    rows: list[Line] = field(default_factory=list)


def read(order: Order, http: Client) -> Iterator[Item]:
    """Each indicator with its unit, from all the files together. Raises ``Unreadable``."""
    found: dict[tuple[str, str], Series] = {}
    for document in documents(order.location, http, SUFFIXES):
        if isinstance(document, Item):
            yield document
            continue
        trouble, count = NONE.format(name=document.url), 0
        try:
            for one in _lines(document):
                count += 1
                key = (one["indicator"], one.get("unit", ""))
                series = found.setdefault(key, Series(*key))
                if len(series.rows) <= MOST:
                    series.rows.append(one)
        except Unreadable as error:
            trouble, count = str(error), 0
        if not count and "://" in order.location:
            raise Unreadable(trouble)
        if not count:
            yield Item(f"archivo:{document.url}", document.url, problem=trouble)
    for series in found.values():
        named = f"{series.indicator}|{series.unit}"
        yield Item(named, series.indicator, digest(series.rows), series)


def _lines(document: Answer) -> Iterator[Line]:
    for rows in _sheets(document):
        yield from _of_sheet(rows)


def _of_sheet(rows: Iterable[Sequence[str]]) -> Iterator[Line]:
    """The rows below the header, with what stands above it said of all of them."""
    above: Line = {}
    header: list[str] = []
    for place, row in enumerate(rows):
        if header:
            told = {name: said for name, said in zip(header, row, strict=False) if name}
            one = {**above, **{name: said for name, said in told.items() if said}}
            if one.get("indicator") and (told.get("time") or told.get("value")):
                yield one
            continue
        if place >= ROWS_SEARCHED:
            return
        named = [FIELDS.get(normal(one), "") for one in row]
        if "time" in named and "value" in named:
            header = named
        elif named and named[0] in {"indicator", "unit", "source"}:
            above[named[0]] = next((one for one in row[1:] if one), "")


def _sheets(document: Answer) -> Iterator[Iterator[list[str]]]:
    content = document.content()
    if content.startswith(b"PK"):
        archives.check(content)
        try:
            yield from _book(content)
        except archives.BROKEN as error:
            raise Unreadable(archives.DAMAGED) from error
        return
    text = document.text().lstrip("\ufeff")
    counts = {one: text[:4096].count(one) for one in ";\t,|"}
    separator = max(counts, key=lambda one: counts[one])
    yield _separated(text, separator)


def _separated(text: str, separator: str) -> Iterator[list[str]]:
    try:
        for row in csv.reader(io.StringIO(text), delimiter=separator):
            yield [line(one) for one in row[:MOST_COLUMNS]]
    except csv.Error:
        return


def _book(content: bytes) -> Iterator[Iterator[list[str]]]:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    try:
        for sheet in book.worksheets:
            if sheet.sheet_state == "visible":
                sheet.reset_dimensions()
                rows = sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True)
                yield ([_cell(one) for one in row] for row in rows)
    finally:
        book.close()


def _cell(value: Any) -> str:
    return "" if value is None else line(text_of(value))


def map(item: Item) -> Found:  # noqa: A001 - the word of every harvester
    """The draft of an indicator, with its series by area and subgroup."""
    series: Series = item.content
    sketch = Sketch(item.name, "indicator")
    sketch.line("title", series.indicator)
    sketch.line("unit", series.unit, 100)
    sources = dict.fromkeys(one["source"] for one in series.rows if one.get("source"))
    sketch.text("source_text", "; ".join(sources))
    told, bad = _figures(series.rows[:MOST])
    if len(series.rows) > MOST:
        sketch.remarks.append(MANY.format(most=MOST))
    for text, given in bad.items():
        sketch.remarks.append(text.format(count=len(given), given=given[0][:60]))
    if told:
        sketch.data["observations"] = told
    return sketch.found(organization="")


def _figures(rows: list[Line]) -> tuple[list[dict[str, Any]], dict[str, list[str]]]:
    found: dict[str, dict[str, Any]] = {}
    bad: dict[str, list[str]] = {}
    count = 0
    for one in rows:
        period = _period(one.get("time", ""))
        if not period:
            bad.setdefault(NO_TIME, []).append(one.get("time", ""))
            continue
        try:
            value = number(one.get("value", ""))
        except ValueError:
            bad.setdefault(NO_VALUE, []).append(one.get("value", ""))
            continue
        figure = _figure(one, period, str(value))
        count += 1
        found[repr({**figure, "value": ""})] = figure
    if len(found) < count:
        bad[TWICE] = [""] * (count - len(found))
    return [*found.values()], bad


def _period(given: str) -> str:
    """A year or a date; DevInfo writes 2018.06 for a month and 2016-2019 for years."""
    years = re.fullmatch(r"(\d{4})\s*[-–]\s*(\d{4})", given)
    if years:
        return f"{years[1]}/{years[2]}" if years[1] != years[2] else years[1]
    try:
        return moment(re.sub(r"^(\d{4})\.(\d{2})(?:\.(\d{2}))?$", _dotted, given))
    except ValueError:
        return ""


def _dotted(found: re.Match[str]) -> str:
    return "-".join(part for part in found.groups() if part)


def _figure(one: Line, period: str, value: str) -> dict[str, Any]:
    told: dict[str, Any] = {"period": period, "value": value}
    area = one.get("area") or one.get("place", "")
    codes = (terms.find("territories", said) for said in (area, one.get("place", "")))
    place = next(filter(None, codes), "")
    parts = []
    if place:
        told["territory"] = place
    elif area:
        parts.append({"name": "Área", "value": (one.get("place") or area)[:200]})
    group = one.get("subgroup", "")
    if group and group.casefold() not in TOTALS:
        parts.append({"name": "Subgrupo", "value": group[:200]})
    if parts:
        told["breakdown"] = parts
    return told
