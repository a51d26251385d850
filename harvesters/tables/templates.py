"""Read our own template back: its sheets, found by their paths, with their rows kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any

from ...schemas import stamps, vocabularies
from ...schemas.tables import Row, Table, Unreadable, letter
from . import merges, pages
from .leaves import kept
from .pages import Found, Page
from .store import Line, Store
from .values import read

NO_MAIN = (
    "Es una plantilla de Tumbaga, pero le falta la hoja de los registros, con su código "
    "y su nombre. Descargue la plantilla de nuevo y copie allá sus filas."
)


@dataclass(frozen=True, slots=True)
class Filled(Table):
    """A main sheet of ours with the sheets of its lists."""

    kind: str = ""
    page: Page | None = None
    lists: tuple[Page, ...] = ()
    mains: tuple[int, ...] = ()
    store: Store = field(default_factory=Store)


@dataclass(frozen=True, slots=True)
class Opened:
    """A sheet of a workbook: its name, its part, and how its rows are read."""

    title: str
    path: str
    rows: Any
    """``rows(formulas, after, merged)`` gives an iterable of ``Row``."""


def find(opened: Iterable[Opened], content: bytes, source: str) -> list[Filled]:
    """The main sheets of ours in a workbook; none when it is not our template.

    Raises Unreadable for a template that has lists, but no sheet of records.
    """
    found = [one for sheet in opened if (one := _look(sheet)) is not None]
    if not found:
        return []
    store = Store()
    whole: list[Page] = []
    lost: list[str] = []
    for number, (sheet, mark) in enumerate(found):
        page = pages.page(mark, number, mark.kind)
        if page is None:
            lost.append(mark.title)
        else:
            whole.append(_read(sheet, page, store, content))
    store.index()
    tables = _tables(whole, lost, store, source)
    if not tables:
        raise Unreadable(NO_MAIN)
    return tables


def _look(sheet: Opened) -> tuple[Opened, Found] | None:
    first = islice(sheet.rows(formulas=False, after=0, merged=()), pages.SEARCHED + 1)
    found = pages.look(
        sheet.title, sheet.path, ((row.number, row.values) for row in first)
    )
    return None if found is None else (sheet, found)


def _tables(
    whole: list[Page], lost: list[str], store: Store, source: str
) -> list[Filled]:
    tables = []
    for page in whole:
        if page.sheet.path:
            continue
        same = [one for one in whole if one.kind == page.kind]
        mains = tuple(one.number for one in same if not one.sheet.path)
        lists = sorted(
            (one for one in same if one.sheet.path and (one.filled or one.outdated)),
            key=lambda one: one.sheet.path.count("[]"),
        )
        tables.append(_table(page, tuple(lists), mains, store, source))
    if tables and lost:
        listed = ", ".join(f"«{title}»" for title in lost)
        note = f"Hojas que ya no existen en la plantilla y no se leyeron: {listed}."
        tables[0] = replace(tables[0], notes=(*tables[0].notes, note))
    return tables


def _table(
    page: Page,
    lists: tuple[Page, ...],
    mains: tuple[int, ...],
    store: Store,
    source: str,
) -> Filled:
    label = vocabularies.get("kinds").label(page.kind)
    return Filled(
        title=page.title,
        source=source,
        header=tuple(column.label for column in page.columns.values()),
        header_row=page.header_row,
        rows=(),
        length=max((line.row for line in store.lines(page.number)), default=0),
        notes=(f"Plantilla de Tumbaga: {label}, hoja «{page.title}».",),
        kind=page.kind,
        page=page,
        lists=lists,
        mains=mains,
        store=store,
    )


def _read(sheet: Opened, page: Page, store: Store, content: bytes) -> Page:
    """Keep the rows of a sheet, and note which columns hold anything at all."""
    layout = merges.look(content, sheet.path, below=page.header_row)
    rows = sheet.rows(
        formulas=layout.formulas, after=page.header_row, merged=layout.merged
    )
    store.add(page.number, _lines(rows, page))
    joined = tuple(
        f"{letter(one.column)}{one.top}:{letter(one.column)}{one.bottom}"
        for one in layout.merged
        if one.column in page.columns
    )
    return replace(page, wide=layout.wide, joined=joined)


def _lines(rows: Iterable[Row], page: Page) -> Iterator[Line]:
    at = page.code
    for row in rows:
        cells = {
            place: kept(value)
            for place, value in enumerate(row.values)
            if value is not None and place in page.columns and not _blank(value)
        }
        code = str(_code(cells.get(at, "")))
        if not cells or code == stamps.EXAMPLE:
            continue
        page.filled.update(cells)
        yield Line(row.number, code, cells)


def _code(value: Any) -> str:
    if isinstance(value, list):
        return ""
    return str(read("code", value) or "")


def _blank(value: Any) -> bool:
    return isinstance(value, str) and not value.strip()
