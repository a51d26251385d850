"""Figures copied from a sheet: cells with tabs between them, with or without headings."""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO, StringIO
from itertools import islice
from pathlib import Path

from ...schemas.forms.figures import data_of
from . import reading
from .columns import normal
from .numbers import doubt, number
from .values import absent, text_of
from .workbook import Rows

MOST = 5_000
NAMES = {
    "period": "periodo ano anio fecha vigencia mes trimestre semestre tiempo",
    "territory": "territorio comuna corregimiento municipio lugar",
    "value": "valor resultado dato observado medicion",
    "target": "meta",
    "status": "estado",
    "source": "fuente",
    "note": "nota observaciones analisis comentario",
    "improvement": "mejora",
    "breakdown": "desagregacion corte",
}
FIGURES = frozenset({"value", "target"})
NO_COLUMNS = (
    "No se sabe qué es cada columna. Copie también la fila de encabezados: Periodo, "
    "{symbols}Valor."
)
UNKNOWN = "La columna «{name}» no se conoce y no se leyó."
TOO_MANY = "Son más de {most} filas. Use la plantilla de Excel y la importación."
NOTHING = "No hay filas con datos."


@dataclass
class Line:
    """One row: its number in what was pasted, its data, and what is wrong by cell."""

    number: int
    cells: dict[str, str]
    errors: dict[str, str] = field(default_factory=dict)
    doubts: list[str] = field(default_factory=list)
    dimensions: dict[str, str] = field(default_factory=dict)

    def data(self, symbols: Sequence[str]) -> dict[str, object]:
        """As the schema takes it; a cell that could not be read is left out."""
        right = {k: one for k, one in self.cells.items() if k not in self.errors}
        said = [f"{name}={value}" for name, value in self.dimensions.items()]
        if said:
            right["breakdown"] = "; ".join([*said, right.get("breakdown", "")])
        return data_of(right, symbols)


@dataclass(frozen=True)
class Pasted:
    """The rows, and what is to be said of the whole."""

    lines: tuple[Line, ...] = ()
    remarks: tuple[str, ...] = ()


def read(text: str, symbols: Sequence[str], breakdowns: Sequence[str] = ()) -> Pasted:
    """Read what was copied; ``symbols`` are the variables of the formula and
    ``breakdowns`` the names of the dimensions that a column may be headed with.
    """
    rows = [
        (place, [cell.strip() for cell in row])
        for place, row in enumerate(islice(_split(text), MOST + 2), start=1)
        if any(cell.strip() for cell in row)
    ]
    if not rows:
        return Pasted(remarks=(NOTHING,))
    if len(rows) > MOST:
        return Pasted(remarks=(TOO_MANY.format(most=MOST),))
    columns, unknown = _headed(rows[0][1], symbols, breakdowns)
    body = rows[1:]
    if "period" not in columns:
        columns, unknown, body = _usual(len(rows[0][1]), symbols), [], rows
    if not columns:
        named = "".join(f"{one}, " for one in symbols)
        return Pasted(remarks=(NO_COLUMNS.format(symbols=named),))
    lines = tuple(_line(place, row, columns) for place, row in body)
    remarks = [UNKNOWN.format(name=name[:60]) for name in unknown]
    return Pasted(lines, tuple(remarks if lines else [*remarks, NOTHING]))


def text_from(path: Path) -> str:
    """The first sheet of a file as it would have been copied from it.

    Raises ``Unreadable`` with what to do about it.
    """
    if path.suffix.lower() not in reading.BOOK_SUFFIXES:
        return reading.text(path)
    from openpyxl import load_workbook

    content = reading.book(path)
    book = load_workbook(BytesIO(content), read_only=True)
    first = book.worksheets[0].title if book.worksheets else ""
    book.close()
    written = StringIO()
    writer = csv.writer(written, delimiter="\t", lineterminator="\n")
    rows = Rows(content, first, formulas=False) if first else ()
    for row in islice(rows, MOST + 2):
        writer.writerow([" ".join(text_of(one).split()) for one in row.values])
    return written.getvalue()


def _split(text: str) -> Iterator[list[str]]:
    start = text[:4000]
    sign = "\t" if "\t" in start else ";" if ";" in start else "\t"
    return csv.reader(StringIO(text), delimiter=sign)


def _headed(
    cells: Sequence[str], symbols: Sequence[str], breakdowns: Sequence[str]
) -> tuple[dict[str, int], list[str]]:
    """Which cell stands where, and the headings that say nothing to us."""
    found: dict[str, int] = {}
    unknown = []
    variables = {normal(one): f"v{place}" for place, one in enumerate(symbols)}
    dimensions = {normal(one): f"={one}" for one in breakdowns}
    for place, cell in enumerate(cells):
        name = normal(cell)
        words = name.split()
        known = variables.get(name) or dimensions.get(name)
        known = known or (variables.get(words[0]) if words else None)
        known = known or next(
            (
                key
                for key, said in NAMES.items()
                if any(word in said.split() for word in words)
            ),
            None,
        )
        if known is None and cell:
            unknown.append(cell)
        elif known is not None:
            found.setdefault(known, place)
    return found, unknown


def _usual(width: int, symbols: Sequence[str]) -> dict[str, int]:
    """Without headings: the period, then the variables, then the value."""
    variables = [f"v{place}" for place in range(len(symbols))]
    for names in (["period", "value"], ["period", *variables]):
        if width == len(names):
            return {name: place for place, name in enumerate(names)}
    names = ["period", *variables, "value"]
    wanted = width == len(names) and variables
    return {name: place for place, name in enumerate(names)} if wanted else {}


def _line(place: int, row: Sequence[str], columns: dict[str, int]) -> Line:
    line = Line(place, {})
    for name, column in columns.items():
        text = row[column] if column < len(row) else ""
        if absent(text):
            continue
        if name.startswith("="):
            line.dimensions[name[1:]] = text
            continue
        line.cells[name] = text
        if name in FIGURES or re.fullmatch(r"v\d+", name):
            _figure(line, name, text)
    return line


def _figure(line: Line, name: str, text: str) -> None:
    try:
        known = number(text)
    except ValueError as error:
        line.errors[name] = str(error)
        return
    if said := doubt(text, known):
        line.doubts.append(said)
    line.cells[name] = f"{known:f}".replace(".", ",")
