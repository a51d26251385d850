"""The lists behind the columns: named ranges for drop-downs, sheets for looking up."""

from collections.abc import Iterable, Sequence

from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from ...schemas import vocabularies
from ...schemas.tables import letter
from ...schemas.workbooks import Column, Sheet
from . import dressing, examples

HIDDEN = "Listas"
LAST_ROW = 1_048_576
NOT_LISTED = (
    "No está en la lista. Elija un valor de ella; si escribió un código que conoce, "
    "puede continuar."
)


def add(
    book: Workbook,
    sheets: Iterable[Sheet],
    organizations: Sequence[tuple[str, str]],
) -> dict[str, str]:
    """Write every list that the sheets need; give the named range of each."""
    hidden = book.create_sheet(HIDDEN)
    hidden.sheet_state = "hidden"
    ranges: dict[str, str] = {}
    for column in (one for sheet in sheets for one in sheet):
        name = list_of(column)
        if not name or name in ranges:
            continue
        if name == "organization":
            if organizations:
                ranges[name] = _lookup(book, "Dependencias", name, organizations)
        elif name != "flag" and examples.is_long(name):
            known = vocabularies.get(name)
            rows = [(term.code, term.es) for term in known]
            _lookup(book, f"Consulta {column.label}", name, rows)
        else:
            ranges[name] = _drop_down(book, hidden, name)
    return ranges


def list_of(column: Column) -> str:
    """The list that a column takes its values from, if any."""
    if column.type in {"organization", "flag"}:
        return column.type
    return column.vocabulary


def validate(
    sheet: Worksheet, column: Column, position: int, named: str, first: int
) -> None:
    """Offer the list in a column. Where several may be typed nothing is refused."""
    rule = DataValidation(type="list", formula1=named, allow_blank=True)
    rule.showErrorMessage = not column.several
    rule.errorStyle = "warning"
    rule.errorTitle, rule.error = "Fuera de la lista", NOT_LISTED
    rule.add(f"{letter(position)}{first}:{letter(position)}{LAST_ROW}")
    sheet.add_data_validation(rule)


def _drop_down(book: Workbook, hidden: Worksheet, name: str) -> str:
    if name == "flag":
        labels = ["Sí", "No"]
    else:
        labels = [examples.label(name, code) for code in examples.terms(name)]
    position = 1 if hidden["A1"].value is None else hidden.max_column + 1
    for row, text in enumerate((name, *labels), 1):
        dressing.write(hidden, row, position, text)
    return _named(book, name, hidden, letter(position - 1), 2, len(labels) + 1)


def _lookup(
    book: Workbook, title: str, name: str, rows: Sequence[tuple[str, str]]
) -> str:
    sheet = book.create_sheet(dressing.title(book, title))
    for position, heading in enumerate(("Código", "Nombre"), 1):
        dressing.heading(sheet, 1, position, heading, required=False)
    for row, (code, label) in enumerate(rows, 2):
        dressing.write(sheet, row, 1, code)
        dressing.write(sheet, row, 2, label)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:B{len(rows) + 1}"
    dressing.widths(sheet, (14, 60))
    return _named(book, name, sheet, "B", 2, len(rows) + 1)


def _named(
    book: Workbook, name: str, sheet: Worksheet, column: str, first: int, last: int
) -> str:
    named = f"lista_{name}"
    place = f"'{sheet.title}'!${column}${first}:${column}${last}"
    book.defined_names[named] = DefinedName(named, attr_text=place)
    return named
