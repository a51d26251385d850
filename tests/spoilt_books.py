"""A template of 400 rows with 37 mistakes, and where each of them stands."""

import io

from filled_books import FIRST, PATHS, saved
from openpyxl import load_workbook

ROWS, MISTAKES = 400, 37


def row(number):
    return {
        "code": f"I-{number}",
        "title": f"Indicador {number}",
        "organization": "planeacion",
        "theme": "salud",
        "language": "es",
        "unit": "%",
        "lag_days": 30,
        "temporal_start": "2020",
        "contact": {"email": "datos@cali.gov.co"},
        "targets": [{"year": 2025, "value": number}],
        "observations": [{"period": "2024", "value": 1.5}],
    }


WRONG = (
    ("theme", "Astrología"),
    ("lag_days", "doce"),
    ("temporal_start", "ayer"),
    ("contact.email", "datos"),
    ("organization", "Ministerio de Magia"),
    ("title", None),
    ("targets[].year", 1800),
    ("observations[].value", "N/A"),
    ("observations[].period", None),
)


def spoilt(content):
    """Make 37 mistakes in as many rows; say where, and what stood there."""
    book, before = load_workbook(io.BytesIO(content)), {}
    for number in range(MISTAKES):
        path, value = WRONG[number % len(WRONG)]
        cell = place(book, path, FIRST + 10 * number)
        before[cell.parent.title, cell.coordinate] = cell.value
        cell.value = value
    return saved(book), before


def place(book, path, row):
    for page in book.worksheets:
        for cell in page[PATHS]:
            if cell.value == path and page.title != "Instrucciones":
                return page.cell(row, cell.column)
    raise LookupError(path)
