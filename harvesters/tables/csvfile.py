"""Read CSV as it really comes: any separator, ragged, with titles above the header."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from ...schemas.tables import NoHeader, Row, Table
from . import headers
from .decoding import decode

SEPARATORS = {";": "punto y coma", ",": "coma", "\t": "tabulador", "|": "barra"}
LONGEST_QUOTED = 500
"""Lines that one quoted cell may span before its quote counts as never closed."""
LONGEST_FIELD = 1_000_000

_LINES = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
_UNCLOSED = "unexpected end of data"


@dataclass(frozen=True, slots=True)
class Records:
    """The records of a text, numbered as a spreadsheet would; may be read again."""

    text: str
    separator: str
    after: int = 0

    def __iter__(self) -> Iterator[Row]:
        lines = _Lines(self.text)
        number = 0
        while (row := _next(lines, self.separator, number + 1)) is not None:
            number += 1
            if number > self.after:
                yield row


class _Lines:
    """The physical lines of a text, with a way back for a quote never closed."""

    def __init__(self, text: str) -> None:
        self._found = _LINES.finditer(text)
        self._returned: list[str] = []
        self._taken: list[str] = []

    def record(self) -> Iterator[str]:
        """Give lines to one record; after it, `taken` says which."""
        self._taken = []
        for _ in range(LONGEST_QUOTED):
            line = self._returned.pop() if self._returned else self._fresh()
            if line is None:
                return
            self._taken.append(line)
            yield line

    def keep_first(self) -> str:
        """Put back all lines of the record but the first, and give that one."""
        self._returned.extend(reversed(self._taken[1:]))
        return self._taken[0]

    def _fresh(self) -> str | None:
        found = next(self._found, None)
        return None if found is None else found[0]


def _next(lines: _Lines, separator: str, number: int) -> Row | None:
    reader = csv.reader(lines.record(), delimiter=separator, strict=True)
    try:
        return Row(number, tuple(next(reader)))
    except StopIteration:
        return None
    except csv.Error as error:
        cells = lines.keep_first().rstrip("\r\n").split(separator)
        return Row(number, tuple(cells), _problem(error))


def _problem(error: csv.Error) -> str:
    if str(error) == _UNCLOSED:
        return "La fila abre unas comillas que no se cierran: ciérrelas o bórrelas."
    if "field larger" in str(error):
        return "La fila tiene una celda demasiado larga: acorte su texto."
    return (
        "La fila tiene comillas sueltas dentro de una celda entre comillas: "
        'escriba dos (""), o bórrelas.'
    )


def read(content: bytes, source: str) -> Table:
    """Give the table of a CSV file. Raises Unreadable when no header is found."""
    csv.field_size_limit(LONGEST_FIELD)
    decoded = decode(content)
    text, separator, header_row = _arrange(decoded.text)
    records = Records(text, separator)
    header = next(iter(Records(text, separator, header_row - 1)))
    return Table(
        title=source,
        source=source,
        header=headers.texts(header.values),
        header_row=header_row,
        rows=Records(text, separator, header_row),
        length=max(sum(1 for _ in _LINES.finditer(records.text)) - header_row, 0),
        notes=(f"Codificación: {decoded.encoding}.", _said(separator)),
    )


def listed(content: bytes, source: str, wanted: Callable[[str], bool]) -> Table:
    """The table below the first row with a cell that is ``wanted``, under the separator
    that parts that row in most cells. Raises NoHeader when there is none.
    """
    csv.field_size_limit(LONGEST_FIELD)
    text = decode(content).text
    found = []
    for separator in SEPARATORS:
        for row in islice(Records(text, separator), headers.ROWS_SEARCHED):
            cells = headers.texts(row.values)
            if any(map(wanted, cells)):
                found.append((len(cells), separator, row.number, cells))
                break
    if not found:
        raise NoHeader(NO_HEADER)
    _count, separator, number, cells = max(found, key=lambda one: one[0])
    return Table(source, source, cells, number, Records(text, separator, number), 0)


def _said(separator: str) -> str:
    return f"Separador: {SEPARATORS[separator]}."


def _arrange(text: str) -> tuple[str, str, int]:
    """Choose the separator under which the header names most of our fields."""
    declared = re.match(r"sep=(.)\r?\n", text, re.IGNORECASE)
    text = text[declared.end() :] if declared else text
    choices = [declared[1]] if declared and declared[1] in SEPARATORS else SEPARATORS
    best: tuple[int, str, int] = (0, ";", 0)
    for separator in choices:
        first = islice(Records(text, separator), headers.ROWS_SEARCHED)
        row, points = headers.find((row.number, row.values) for row in first)
        if points > best[0]:
            best = (points, separator, row)
    if not best[2]:
        raise NoHeader(NO_HEADER)
    return text, best[1], best[2]


NO_HEADER = (
    "No se encontró la fila de encabezados: ninguna de las primeras "
    f"{headers.ROWS_SEARCHED} filas tiene dos columnas conocidas, como «Código» y "
    "«Nombre». Escriba los nombres de las columnas en una sola fila, encima de los "
    "datos, o parta del ejemplo docs/ejemplos/activo.csv."
)
