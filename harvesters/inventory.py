"""Inventories: a sheet with a row for each record, its columns guessed and correctable."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from ..schemas.harvest import Found, Item, Order
from ..schemas.tables import Entry, NoHeader, Table, Unreadable
from .answers import Answer
from .http import Client
from .places import digest, documents
from .tables import columns, entries, reading
from .words import line

VERSION = "1"
SUFFIXES = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm")
USUAL = "dataset"
OURS = "ours"
"""The value of the setting ``codes`` when the sheet's codes are the catalogue's own."""

TELL_US = (
    "Si la fuente está registrada, también puede decir qué es cada columna en «Cómo se leen "
    "las columnas»."
)
NO_ROWS = "«{name}» no tiene filas con datos debajo de un encabezado."


def read(order: Order, http: Client) -> Iterator[Item]:
    """Each row that holds something. Raises ``Unreadable``.

    Settings: ``kind`` for sheets that do not say it, ``columns`` with the headings that
    a person corrected (heading to field, blank to leave it out), ``codes``.
    """
    for document in documents(order.location, http, SUFFIXES):
        if isinstance(document, Item):
            yield document
            continue
        count = 0
        trouble = NO_ROWS.format(name=document.url)
        try:
            for table in tables(document, order.settings):
                for one in _rows(table, order.settings):
                    count += 1
                    yield one
        except Unreadable as error:
            trouble, count = str(error), 0
        if not count and "://" in order.location:
            raise Unreadable(trouble)
        if not count:
            yield Item(f"archivo:{document.url}", document.url, problem=trouble)


def tables(answer: Answer, settings: Mapping[str, Any]) -> list[Table]:
    """The tables of a document, whatever its name says that it is.

    Where no row names fields of ours, that is the header which names a heading that a
    person said what it is. Raises ``Unreadable``.
    """
    said = {name for name, field in (settings.get("columns") or {}).items() if field}
    with _placed(answer) as place:
        try:
            return reading.tables(place)
        except NoHeader as error:
            if not said:
                raise NoHeader(f"{error} {TELL_US}") from None
            return [reading.listed(place, place.name, said.__contains__)]


def _as_it_begins(answer: Answer) -> Table:
    """The table under the first row that may be a header: one of several words."""
    seen: set[str] = set()
    with _placed(answer) as place:
        while True:
            table = reading.listed(
                place, place.name, lambda text: bool(text) and text not in seen
            )
            words = {one for one in table.header if one}
            if len(words) > 1 or words <= seen:
                return table
            seen.update(words)


@contextmanager
def _placed(answer: Answer) -> Iterator[Path]:
    """The document as a file, for as long as it is read."""
    first = answer.start(4)
    suffix = ".xlsx" if first.startswith(b"PK") else ".csv"
    with TemporaryDirectory(prefix="tumbaga-") as folder:
        place = Path(folder) / f"fuente{suffix}"
        place.write_bytes(answer.content())
        yield place


def guess(table: Table, settings: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Each heading with the field that it is taken for; blank: it is not read."""
    shown = _corrected(table, settings)
    kind = settings.get("kind") or columns.kind_of(shown.header) or USUAL
    found = columns.resolve(shown.header, kind)
    return [
        (was, one.column.field if one.column and not one.repeated else "")
        for was, one in zip(table.header, found, strict=True)
        if was
    ]


def headings(order: Order, http: Client) -> list[list[str]]:
    """The headings of the source with their guessed fields; none if it is unreadable."""
    found: dict[str, str] = {}
    try:
        for document in documents(order.location, http, SUFFIXES):
            if isinstance(document, Answer):
                for table in _tables_or_first(document, order.settings):
                    found |= dict(guess(table, order.settings))
    except Unreadable:
        return []
    return [[heading, field] for heading, field in found.items()]


def _tables_or_first(answer: Answer, settings: Mapping[str, Any]) -> list[Table]:
    try:
        return tables(answer, settings)
    except NoHeader:
        return [_as_it_begins(answer)]


def _rows(table: Table, settings: Mapping[str, Any]) -> Iterator[Item]:
    table = _corrected(table, settings)
    kind = settings.get("kind") or columns.kind_of(table.header) or USUAL
    for entry in entries.entries(table, kind):
        yield _item(entry, settings)


def _corrected(table: Table, settings: Mapping[str, Any]) -> Table:
    """The table with the headings that a person changed written as ours."""
    wanted: Mapping[str, str] = settings.get("columns") or {}
    if not wanted:
        return table
    labels = columns.labels()
    header = tuple(
        labels.get(wanted[one], "") if one in wanted else one for one in table.header
    )
    return replace(table, header=header)


def _item(entry: Entry, settings: Mapping[str, Any]) -> Item:
    title = line(entry.data.get("title")) or f"fila {entry.row}"
    named = entry.code or f"titulo:{title}"
    mark = digest(entry.data)
    if entry.refused:
        errors = [one for one in entry.remarks if one.weight == "error"]
        text = " ".join(f"{one.label}: {one.text}" for one in errors)
        return Item(named, title, mark, problem=text)
    return Item(named, title, mark, (entry, settings.get("codes") == OURS))


def map(item: Item) -> Found:  # noqa: A001 - the word of every harvester
    """The draft of a row."""
    entry, keeps = item.content
    left_out = {"organization"} if keeps else {"organization", "code"}
    data = {key: value for key, value in entry.data.items() if key not in left_out}
    return Found(
        item.name,
        replace(entry, data=data),
        organization=line(entry.data.get("organization"), 300),
    )
