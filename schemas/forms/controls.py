"""From a schema to its controls: plain data that a template draws."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from marshmallow import Schema, fields

from .. import kinds, vocabularies
from ..errors import label_of
from ..workbooks import longest, type_of

LONGEST_CHOICE = 60
"""Terms that a drop-down list may have; a longer list is searched by typing."""
LONGEST_BOXES = 40
"""Terms that may stand side by side as boxes to tick."""

OURS_TO_SET = frozenset({"checksum", "size", "file_name"})
"""Leaves of a distribution that the catalogue sets when a file comes in."""

ONE_LINE = frozenset({"term", "reference", "code"})
"""Types of a leaf that a form asks for in one line of text."""


@dataclass(frozen=True, slots=True)
class Control:
    """One field as a form asks for it; ``name`` is its own, without what it is in.

    ``widget``: text, long, select, lookup (a long list), boxes (several of a list),
    lines (several, one a line), flag, figure, whole, date, day, period, link, mailbox,
    organization, fixed (we set it), group (of ``children``) or rows (of groups).
    """

    name: str
    label: str
    widget: str
    help: str = ""
    example: str = ""
    source: str = ""
    required: bool = False
    vocabulary: str = ""
    longest: int = 0
    children: tuple["Control", ...] = ()

    @property
    def plural(self) -> bool:
        """Whether it holds a list of plain values."""
        return self.widget in {"boxes", "lines"}


@cache
def controls(kind: str) -> dict[str, Control]:
    """The controls of a kind by name. Raises ``KeyError`` for an unknown kind."""
    return {one.name: one for one in _controls(kinds.SCHEMAS[kind]())}


def at(kind: str, path: str) -> Control:
    """The control of a dotted path. Raises ``KeyError`` where there is none."""
    first, *rest = path.split(".")
    found = controls(kind)[first]
    for name in rest:
        inside = {one.name: one for one in found.children}
        found = inside[name]
    return found


def leaves(control: Control, path: str) -> Iterator[str]:
    """The dotted paths of all that can be written below a control."""
    if not control.children:
        yield path
    for one in control.children:
        yield from leaves(one, f"{path}.{one.name}")


def _controls(schema: Schema) -> Iterator[Control]:
    for name, field in schema.fields.items():
        if not field.dump_only:
            yield _control(name, field)


def _control(name: str, field: fields.Field[Any]) -> Control:
    listed = isinstance(field, fields.List)
    one = field.inner if isinstance(field, fields.List) else field
    said = {**one.metadata, **field.metadata}
    vocabulary = str(said.get("x-vocabulary", ""))
    children: tuple[Control, ...] = ()
    if isinstance(one, fields.Nested):
        children = tuple(_controls(one.schema))
        widget = "rows" if listed else "group"
    else:
        widget = _several(vocabulary) if listed else _one(name, one, vocabulary)
    return Control(
        name=name,
        label=label_of(field, name),
        widget=widget,
        help=str(said.get("description", "")),
        example=str(next(iter(said.get("examples", ())), "")),
        source=str(said.get("x-source", "")),
        required=field.required,
        vocabulary=vocabulary,
        longest=longest(one),
        children=children,
    )


def _several(vocabulary: str) -> str:
    if vocabulary and len(vocabularies.get(vocabulary).terms) <= LONGEST_BOXES:
        return "boxes"
    return "lines"


def _one(name: str, field: fields.Field[Any], vocabulary: str) -> str:
    if vocabulary:
        few = len(vocabularies.get(vocabulary).terms) <= LONGEST_CHOICE
        return "select" if few else "lookup"
    if name in OURS_TO_SET:
        return "fixed"
    found = type_of(field)
    return "text" if found in ONE_LINE else found
