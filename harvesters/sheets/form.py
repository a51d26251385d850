"""The form of an indicator sheet: which label a value stands beside, wherever it lies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ..tables.values import absent
from .grid import Cell, Grid

WIDTH = 9
"""Columns of the form right of its labels; beyond them reviewers leave their remarks."""

LABELS = {
    "title": ("nombre del indicador",),
    "acronym": ("sigla o abreviatura", "sigla"),
    "definition": ("deficiones y conceptos", "definiciones y conceptos"),
    "objective": ("objetivo del indicador",),
    "method": ("metodo de medicion",),
    "ranges": ("rangos de cumplimiento",),
    "unit": ("unidad de medida",),
    "formula": ("formula",),
    "variables": ("definicion de variables de la formula",),
    "reference": ("valores de referencia",),
    "breakdown": ("desagregacion tematica",),
    "geography": ("desagregacion geografica",),
    "baseline": ("linea de base", "linea base"),
    "frequency": ("periodicidad de medicion",),
    "source": ("fuente de los datos",),
    "responsible": ("responsable",),
    "observations": ("observaciones",),
    "made": ("fecha de elaboracion de la ficha tecnica",),
}
"""Labels of the left column. A value goes on below until the next one of them."""

INNER = {
    "plan": "nombre y vigencia",
    "axis": "eje",
    "component": "componente",
    "programme": "programa",
    "macroprocess": "macroproceso",
    "process": "proceso",
    "subprocess": "subproceso",
    "procedure": "procedimiento codigo",
    "service": "nombre del tramite o servicio",
    "service_time": "tiempo maximo de respuesta legal",
    "service_norm": "normatividad que regula el tiempo de respuesta",
    "updated": "fecha de actualizacion de la ficha tecnica",
}
"""Labels inside the form; their value is the next cell of the row."""

LINKS = {
    "plan de desarrollo": "plan_de_desarrollo",
    "procesos": "procesos",
    "tramites y servicios": "tramites_y_servicios",
}
TYPES = ("eficiencia", "eficacia", "efectividad")
CODE = re.compile(
    r"([A-Z]{4})\.?(\d{2}(?:\.\d{1,2}){2,4})\.?\s?FT\.?\s?(\d{1,3})(?!\d)",
    re.IGNORECASE,
)
LONGEST_CODE = 40


@dataclass(slots=True)
class Form:
    """The cells that stand beside each label, line by line."""

    blocks: dict[str, list[list[Cell]]] = field(default_factory=dict)
    inner: dict[str, Cell] = field(default_factory=dict)
    code: Cell | None = None
    kind: str = ""
    links: list[str] = field(default_factory=list)

    def text(self, name: str) -> str:
        """All that stands beside a label; blank and *N/A* are nothing."""
        lines = (
            " ".join(cell.text for cell in row) for row in self.blocks.get(name, [])
        )
        text = "\n".join(line for line in lines if not absent(line))
        return "" if absent(text) else text

    def beside(self, name: str) -> str:
        cell = self.inner.get(name)
        return "" if cell is None or absent(cell.text) else cell.text

    def first(self, name: str) -> Cell | None:
        """The first cell beside a label, for values that are not text."""
        return next((cell for row in self.blocks.get(name, []) for cell in row), None)


def find(grids: list[Grid]) -> tuple[Form, Grid] | None:
    """The form among the sheets of a workbook, if there is one."""
    for grid in grids:
        column = _label_column(grid)
        if column:
            return _read(grid, column), grid
    return None


def canonical(text: str) -> str:
    """The code in one spelling, whatever stands around it: MAJA01.01.18.FT03."""
    found = CODE.search(text)
    if found is None:
        return ""
    return f"{found[1].upper()}{found[2]}.FT{int(found[3]):02d}"


def _label_column(grid: Grid) -> int:
    """Where the labels stand: the column of *objetivo* and of *fórmula*."""
    places = [
        {cell.column for cell in grid.cells() if cell.name in LABELS[name]}
        for name in ("objective", "formula")
    ]
    both = places[0] & places[1]
    return min(both) if both else 0


def _read(grid: Grid, column: int) -> Form:
    form = Form()
    known = {name: key for key, names in LABELS.items() for name in names}
    current = ""
    for number in sorted(grid.rows):
        row = grid.rows[number]
        label = row.get(column)
        if label is not None:
            current = _label(label.name, known)
        elif not form.blocks:
            current = ""
        line = [c for c in row.values() if column < c.column <= column + WIDTH]
        if current:
            form.blocks.setdefault(current, []).append(_without_inner(form, line))
        else:
            _look_inside(form, list(row.values()))
    return form


def _label(name: str, known: dict[str, str]) -> str:
    """The label itself, or one that goes on with its options (*mes, trimestre…*)."""
    found = known.get(name)
    if found is None and name.startswith(LABELS["frequency"]):
        return "frequency"
    return found or ""


def _without_inner(form: Form, line: list[Cell]) -> list[Cell]:
    """Take the labels that share a row with a value, such as the date of update."""
    kept: list[Cell] = []
    for place, cell in enumerate(line):
        if cell.name == INNER["updated"]:
            if after := line[place + 1 : place + 2]:
                form.inner["updated"] = after[0]
            break
        kept.append(cell)
    return kept


def _look_inside(form: Form, line: list[Cell]) -> None:
    """The first part of the form: code, type, plan and process."""
    names = {name: key for key, name in INNER.items()}
    for cell, after in _pairs(line):
        key = names.get(cell.name)
        if key is not None and after is not None and after.name not in names:
            form.inner.setdefault(key, after)
        if after is not None and after.name in {"x", "si"}:
            if cell.name in TYPES:
                form.kind = cell.name
            elif cell.name in LINKS:
                form.links.append(LINKS[cell.name])
        short = len(cell.text) <= LONGEST_CODE
        if form.code is None and short and canonical(cell.text):
            form.code = cell


def _pairs(line: list[Cell]) -> Iterator[tuple[Cell, Cell | None]]:
    yield from zip(line, [*line[1:], None], strict=True)
