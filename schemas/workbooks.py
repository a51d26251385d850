"""The schema of a kind laid out as the sheets of a workbook: what the template writes
and the import reads. Knows fields and their order; nothing of files.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from marshmallow import Schema, fields, validate

from . import fields as ours
from . import kinds, vocabularies
from .errors import label_of
from .organization import LEAVES
from .period import Period

TYPES: tuple[tuple[type[fields.Field[Any]], str], ...] = (
    (ours.Term, "term"),
    (Period, "period"),
    (ours.Day, "day"),
    (ours.PartialDate, "date"),
    (ours.Whole, "whole"),
    (ours.Figure, "figure"),
    (ours.Flag, "flag"),
    (ours.Link, "link"),
    (ours.Mailbox, "mailbox"),
    (ours.Reference, "reference"),
    (ours.Code, "code"),
    (ours.LongText, "long"),
)
"""The first that fits; what is none of them is one line of text."""

PAIR = 2
CODE, CODE_LABEL = "code", "Código del registro"


@dataclass(frozen=True, slots=True)
class Column:
    """A leaf of the schema. ``several`` values share a cell; ``pairs`` are groups of
    two leaves, written ``name = value``. ``needs`` says when it cannot stay blank.
    """

    path: str
    label: str
    type: str
    several: bool = False
    pairs: tuple[str, ...] = ()
    needs: str = ""
    help: str = ""
    source: str = ""
    vocabulary: str = ""
    example: Any = None
    longest: int = 0

    @property
    def required(self) -> bool:
        return self.needs == "always"


@dataclass(frozen=True, slots=True)
class Sheet:
    """The record itself (``path`` is empty) or one of its lists of groups.

    ``keys`` are the columns that join a row of a list: the code of the record and,
    for a list inside a list, what names the item that it belongs to.
    """

    path: str
    title: str
    columns: tuple[Column, ...]
    keys: tuple[Column, ...] = ()

    def __iter__(self) -> Iterator[Column]:
        return iter((*self.keys, *self.columns))

    def address(self, column: Column) -> str:
        """The name of a column in the whole workbook, such as ``targets[].year``."""
        if column in self.keys:
            return column.path
        return f"{self.path}[].{column.path}" if self.path else column.path


@cache
def sheets(kind: str) -> tuple[Sheet, ...]:
    """The sheets of a kind, its own first. Raises ``KeyError`` for an unknown kind."""
    schema = kinds.SCHEMAS[kind]()
    code = _leaf(schema.fields[CODE], CODE, (CODE_LABEL,), "always")
    title = vocabularies.get("kinds").label(kind)
    main = Sheet("", title, tuple(_columns(schema, listed=False)))
    return (main, *_lists(schema, "", (), (code,)))


@cache
def fingerprint(kind: str) -> str:
    """Changes when a column comes, goes or is read in another way."""
    said = [
        (sheet.address(column), column.type, column.several, column.vocabulary)
        for sheet in sheets(kind)
        for column in sheet
    ]
    return hashlib.sha256(repr(said).encode()).hexdigest()[:12]


def _columns(
    schema: Schema,
    path: str = "",
    labels: tuple[str, ...] = (),
    group: str = "always",
    *,
    listed: bool,
) -> Iterator[Column]:
    """The leaves of a schema and of its groups; lists of groups are sheets instead,
    but for the pairs of a row that is itself of a list.
    """
    for name, field in _written(schema):
        place, said = f"{path}{name}", (*labels, label_of(field, name))
        inner = _inside(field)
        needs = group if field.required else ""
        if inner is None or (listed and _pair(field)):
            yield _leaf(field, place, said, needs)
        elif not isinstance(field, fields.List):
            beyond = group if field.required else " › ".join(said)
            yield from _columns(inner, f"{place}.", said, beyond, listed=listed)


def _lists(
    schema: Schema, path: str, labels: tuple[str, ...], keys: tuple[Column, ...]
) -> Iterator[Sheet]:
    """The lists of groups of a schema, each followed by the lists inside it."""
    listed = len(keys) > 1 or "[]" in path
    for name, field in _written(schema):
        place, said = f"{path}{name}", (*labels, label_of(field, name))
        inner = _inside(field)
        if inner is None or (listed and _pair(field)):
            continue
        if not isinstance(field, fields.List):
            yield from _lists(inner, f"{place}.", said, keys)
            continue
        columns = tuple(_columns(inner, listed=True))
        yield Sheet(place, " › ".join(said), columns, keys)
        own = next((one for one in columns if one.required), columns[0])
        key = replace(
            own, path=f"{place}[].{own.path}", label=f"{said[-1]} › {own.label}"
        )
        yield from _lists(inner, f"{place}[].", said, (*keys, key))


def _written(schema: Schema) -> Iterator[tuple[str, fields.Field[Any]]]:
    for name, field in schema.fields.items():
        if not field.dump_only:
            yield name, field


def _inside(field: fields.Field[Any]) -> Schema | None:
    if isinstance(field, fields.List):
        field = field.inner
    return field.schema if isinstance(field, fields.Nested) else None


def _pair(field: fields.Field[Any]) -> tuple[str, ...]:
    """The two leaves of a list of pairs; nothing for any other field."""
    inner = _inside(field)
    if inner is None or not isinstance(field, fields.List):
        return ()
    names = tuple(name for name, _ in _written(inner))
    flat = not any(_inside(inner.fields[name]) for name in names)
    return names if len(names) == PAIR and flat else ()


def _leaf(
    field: fields.Field[Any], path: str, labels: tuple[str, ...], needs: str
) -> Column:
    several = isinstance(field, fields.List)
    one = field.inner if isinstance(field, fields.List) else field
    said = {**one.metadata, **field.metadata}
    return Column(
        path=path,
        label=" › ".join(labels),
        type=type_of(one),
        several=several,
        pairs=_pair(field),
        needs=needs,
        help=str(said.get("description", "")),
        source=str(said.get("x-source", "")),
        vocabulary=str(said.get("x-vocabulary", "")),
        example=next(iter(said.get("examples", ())), None),
        longest=longest(one),
    )


def type_of(field: fields.Field[Any]) -> str:
    """How a leaf is read, whatever asks for it: a cell of a sheet or a form."""
    if isinstance(field, ours.Reference) and field.leaves == LEAVES:
        return "organization"
    return next((name for known, name in TYPES if isinstance(field, known)), "text")


def longest(field: fields.Field[Any]) -> int:
    """How many letters fit, where a field says so."""
    limits = (one.max for one in field.validators if isinstance(one, validate.Length))
    return next((int(one) for one in limits if one), 0)
