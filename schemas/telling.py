"""A document told as label and values, each written as its field says.

The label comes from the field, and so does the way to write what it holds: a code with
the words of its vocabulary, a figure, a date, a yes. An empty field is not told.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from marshmallow import Schema, fields

from . import fields as ours
from . import spelling, vocabularies
from .kinds import SCHEMAS
from .period import Period

YES_NO = {"es": ("Sí", "No"), "en": ("Yes", "No")}


@dataclass(frozen=True, slots=True)
class Told:
    """One line: what it is called, and one or more values."""

    label: str
    values: tuple[str, ...]


def tell(
    kind: str, paths: Iterable[str], document: Mapping[str, Any], language: str = "es"
) -> list[Told]:
    """Tell the fields that ``paths`` name (``plan.name``) and that are known.

    Raises ``KeyError`` for a path that the kind does not have.
    """
    told = []
    for path in paths:
        field = _field(kind, path)
        value = _held(document, path)
        several = value if isinstance(value, list) else [value]
        inner = field.inner if isinstance(field, fields.List) else field
        written = [write(inner, one, language) for one in several if not _blank(one)]
        known = tuple(one for one in written if one)
        if known:
            said = field.metadata
            label = said["x-label-en"] if language == "en" else said["title"]
            told.append(Told(str(label), known))
    return told


def write(field: fields.Field[Any], value: Any, language: str) -> str:
    """One value as people read it; a group is told as its parts, in their order."""
    if isinstance(field, fields.Nested):
        inner = field.schema.fields
        given = [(inner[name], value[name]) for name in inner if name in value]
        parts = [_part(one, held, language) for one, held in given]
        return " · ".join(filter(None, parts))
    for kind, written in _WRITERS:
        if isinstance(field, kind):
            return written(field, value, language)
    return str(value)


def _term(field: Any, value: Any, language: str) -> str:
    return vocabularies.get(field.vocabulary).label(str(value), language)


# The first that fits; what is none of them is text as it stands.
_WRITERS: tuple[tuple[type, Callable[[Any, Any, str], str]], ...] = (
    (ours.Term, _term),
    (ours.Flag, lambda _field, value, said: YES_NO[said][0 if value else 1]),
    (Period, lambda _field, value, said: spelling.period(value, said)),
    (ours.PartialDate, lambda _field, value, said: spelling.long_date(value, said)),
    (ours.Whole, lambda _field, value, said: spelling.number(value, said)),
    (ours.Figure, lambda _field, value, said: spelling.number(value, said)),
)


def _part(field: fields.Field[Any], value: Any, language: str) -> str:
    """A part of a group stands without its name, so a yes is told by its name."""
    if isinstance(field, ours.Flag):
        said = field.metadata["x-label-en" if language == "en" else "title"]
        return str(said) if value else ""
    return _several(field, value, language)


def _several(field: fields.Field[Any], value: Any, language: str) -> str:
    if not isinstance(field, fields.List):
        return "" if _blank(value) else write(field, value, language)
    return ", ".join(write(field.inner, one, language) for one in value)


@cache
def _field(kind: str, path: str) -> fields.Field[Any]:
    *outer, last = path.split(".")
    schema: Schema = SCHEMAS[kind]()
    for name in outer:
        found = schema.fields[name]
        nested = found.inner if isinstance(found, fields.List) else found
        if not isinstance(nested, fields.Nested):
            raise KeyError(path)
        schema = nested.schema
    return schema.fields[last]


def _held(document: Mapping[str, Any], path: str) -> Any:
    value: Any = document
    for name in path.split("."):
        value = value.get(name) if isinstance(value, Mapping) else None
    return value


def _blank(value: Any) -> bool:
    return value is None or value in ("", [], {})
