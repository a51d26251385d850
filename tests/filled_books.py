"""Fill in a template as a person would: the cells by their paths, from row five on."""

import io

from openpyxl import load_workbook
from tumbaga.exporters.workbooks.template import template
from tumbaga.schemas import vocabularies, workbooks

PATHS, LABELS, FIRST = 2, 3, 5
VALUES = {
    "text": "Director de Planeación",
    "long": "Varias frases.\nEn dos líneas, con «comillas» y ñ.",
    "date": "2024-02",
    "day": "2024-02-28",
    "period": "2024-S1",
    "whole": 12,
    "figure": 1234.5,
    "flag": True,
    "link": "https://www.cali.gov.co/datos.csv",
    "mailbox": "datos@cali.gov.co",
    "code": "MAJA01.01-18",
    "reference": "planeacion",
    "organization": "planeacion",
}
# Where one field has a say in another, or a text has its own form.
AGREED = {
    "personal_data": "sensible",
    "thresholds.medium": 70,
    "ods": ["16.10"],
    "formula": "(V1 / V2) * 100",
}


def value(column, number=1):
    """A right value of a column; of a list, another for each number."""
    if column.path.endswith("checksum"):
        return f"{number}" * 64
    if column.path in AGREED:
        return AGREED[column.path]
    if column.pairs:
        first, second = column.pairs
        return [{first: "V1", second: "1"}, {first: "V2", second: "22"}]
    if column.vocabulary:
        one = list(vocabularies.get(column.vocabulary).terms)[number - 1]
    elif column.required and 0 < column.longest <= 20:
        one = f"V{number}"
    elif column.type in {"text", "code"} and column.required:
        one = f"{VALUES[column.type]} {number}"[: column.longest or 500]
    elif column.type == "text":
        one = VALUES["text"][: column.longest or 500]
    elif column.type == "period":
        one = f"2024-S{number}"
    elif column.path == "year":
        one = 2020 + number
    else:
        one = VALUES[column.type]
    if column.several:
        return (
            ["Una frase.", "Otra; con punto y coma."]
            if column.type == "long"
            else [one]
        )
    return one


def record(kind, code="A-1"):
    """A record with a value in every column of the template, and two in every list."""
    data = {}
    for sheet in workbooks.sheets(kind):
        for parent in parents(data, sheet.path):
            name = sheet.path.rpartition("[].")[2]
            if not sheet.path:
                put_all(data, sheet, 1)
                continue
            items = [put_all({}, sheet, number) for number in (1, 2)]
            put(parent, name, items)
    return {**data, "code": code, "organization": "planeacion"}


def put_all(target, sheet, number):
    for column in sheet.columns:
        put(target, column.path, value(column, number))
    return target


def put(target, path, one):
    *groups, name = path.split(".")
    for group in groups:
        target = target.setdefault(group, {})
    target[name] = one


def got(target, path):
    for name in path.split("."):
        target = (target or {}).get(name)
    return target


def parents(data, path):
    """The record, or the items of the list that an inner list belongs to."""
    above = path.rpartition("[].")[0]
    return [item for _keys, item in items(data, above)] if above else [data]


def items(data, path, keys=()):
    """Every item of a list, with what its row writes to say whose it is."""
    if not path:
        yield keys, data
        return
    first, _, rest = path.partition("[].")
    for item in got(data, first) or []:
        if rest:
            yield from items(item, rest, (*keys, next(iter(item.values()))))
        else:
            yield keys, item


def fill(kind, records, content=None):
    """The workbook of a kind with these records in it."""
    book = load_workbook(io.BytesIO(content or template(kind)))
    pages = {marks(page): page for page in book.worksheets}
    for sheet in workbooks.sheets(kind):
        page = pages.get(sheet.address(sheet.columns[-1]))
        if page is None:
            continue
        at = {cell.value: cell.column for cell in page[PATHS]}
        row = FIRST
        for data in records:
            for keys, item in items(data, sheet.path):
                named = (data["code"], *keys)
                for column, key in zip(sheet.keys, named, strict=False):
                    write(page, row, at.get(column.path), key)
                for column in sheet.columns:
                    place = at.get(sheet.address(column))
                    write(page, row, place, shown(column, got(item, column.path)))
                row += 1
    return saved(book)


def marks(page):
    """The last path of a page: what tells it from the others."""
    paths = [cell.value for cell in page[PATHS] if cell.value]
    return paths[-2] if len(paths) > 1 else ""


def shown(column, one):
    if column.pairs:
        return "\n".join(" = ".join(pair.values()) for pair in one or [])
    if isinstance(one, list):
        return "\n".join(shown(column, piece) for piece in one)
    if one is None:
        return None
    if column.vocabulary and column.vocabulary != "territories":
        return vocabularies.get(column.vocabulary).label(one)
    return {True: "Sí", False: "No"}.get(one, one) if isinstance(one, bool) else one


def write(page, row, column, one):
    if column is None or one in (None, ""):
        return
    cell = page.cell(row, column)
    cell.value = one
    if isinstance(one, str):
        cell.data_type = "s"


def saved(book):
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
