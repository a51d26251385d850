"""A workbook of 5,000 rows through its door: read, checked, saved, in batches of 200."""

import io
from collections.abc import Iterator
from pathlib import Path

import filling
import generate
from openpyxl import load_workbook
from table import Figure, rate
from tumbaga.catalog import importing, people
from tumbaga.exporters.workbooks.template import template
from tumbaga.harvesters.tables import entries, reading
from tumbaga.schemas import workbooks
from tumbaga.web.composition import House
from tumbaga.web.settings import Settings

ROWS = 5_000
PATHS, FIRST = 2, 5
AIM = "over 500 /s"


def measure(folder: Path) -> Iterator[Figure]:
    """Import the same workbook twice: into nothing, and where it changes nothing."""
    house = House(Settings(data=f"{folder}/importing"))
    filling.found(house)
    book = folder / "libro.xlsx"
    book.write_bytes(_workbook(ROWS))
    for what in ("created", "unchanged"):
        value = rate(ROWS, lambda: _import(house, book))
        yield Figure("importing", f"a workbook of 5,000 datasets, {what}", value, AIM)


def _import(house: House, book: Path) -> None:
    for found in reading.tables(book):
        for batch in importing.batches(entries.entries(found)):
            with house.writing() as session:
                by = people.get(session, "todo")
                tally = importing.apply(session, batch, by=by)
            if tally.refused:
                raise ValueError(f"refused: {tally.remarks[:3]}")


def _workbook(rows: int) -> bytes:
    """The template of datasets with the generator's records; its lists stay empty."""
    book = load_workbook(io.BytesIO(template("dataset")))
    page = book.worksheets[1]
    at = {cell.value: cell.column for cell in page[PATHS]}
    row = FIRST
    for kind, values in generate.records(rows * 3):
        if kind != "dataset" or row >= FIRST + rows:
            continue
        for column in workbooks.sheets("dataset")[0].columns:
            value = values
            for name in column.path.split("."):
                value = value.get(name) if isinstance(value, dict) else None
            if value is not None:
                said = "\n".join(value) if isinstance(value, list) else value
                page.cell(row, at[column.path]).value = said
        row += 1
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
