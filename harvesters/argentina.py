"""The workbook of Argentina's profile: the same catalogue as its data.json, in sheets."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from ..schemas.tables import Unreadable
from .tables import archives
from .tables.values import text_of
from .words import line, plain

MOST_ROWS, MOST_COLUMNS = 20_000, 60
# Each sheet, by the beginning of its headings, and the groups that those unfold.
SHEETS = ("catalog", "dataset", "distribution")
GROUPS = ("publisher", "contactPoint")

NONE = (
    "«{name}» es un libro, pero no trae las hojas «Catalog», «Dataset» y «Distribution» "
    "del perfil de Argentina. Si es un inventario, use --kind inventory."
)

Group = dict[str, Any]


def catalogue(content: bytes, name: str) -> Group:
    """The catalogue as its data.json would say it. Raises ``Unreadable``."""
    archives.check(content)
    try:
        sheets = _sheets(content)
    except archives.BROKEN as error:
        raise Unreadable(archives.DAMAGED) from error
    if "dataset" not in sheets:
        raise Unreadable(NONE.format(name=name))
    parts: dict[str, list[Group]] = {}
    for owner, one in sheets.get("distribution", []):
        parts.setdefault(owner, []).append(one)
    datasets = [
        {**one, "distribution": parts.get(owner, [])}
        for owner, one in sheets["dataset"]
    ]
    top = next((one for _owner, one in sheets.get("catalog", [])), {})
    return {**top, "dataset": datasets}


def _sheets(content: bytes) -> dict[str, list[tuple[str, Group]]]:
    """The rows of each sheet, with the identifier of the dataset that they are of."""
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    try:
        return {
            sheet.title.strip().lower(): list(_rows(sheet))
            for sheet in book.worksheets
            if sheet.title.strip().lower() in SHEETS
        }
    finally:
        book.close()


def _rows(sheet: Any) -> Iterator[tuple[str, Group]]:
    sheet.reset_dimensions()
    prefix = sheet.title.strip().lower() + "_"
    rows = sheet.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS, values_only=True)
    header = [line(one) for one in next(rows, ())]
    for row in rows:
        said = {
            heading: text
            for heading, value in zip(header, row, strict=False)
            if heading and value is not None and (text := plain(text_of(value)))
        }
        if said:
            yield said.get("dataset_identifier", ""), _unfolded(said, prefix)


def _unfolded(said: dict[str, str], prefix: str) -> Group:
    """``dataset_publisher_name`` is the ``name`` of the dataset's ``publisher``."""
    found: Group = {}
    for heading, text in said.items():
        if not heading.startswith(prefix):
            continue
        path = heading.removeprefix(prefix)
        group, _mark, inside = path.partition("_")
        if inside and group in GROUPS:
            found.setdefault(group, {})[inside] = text
        else:
            found[path] = text
    return found
