"""What a field is called on the form, by its kind and its dotted name."""

from functools import cache
from typing import Any

from marshmallow import Schema, fields

from .kinds import SCHEMAS


@cache
def labels(kind: str, path: str) -> tuple[str, str]:
    """The Spanish and the English label; ``a.b`` is ``b`` inside a group or a list.

    Raises ``KeyError`` for a field that there is not.
    """
    schema: Schema = SCHEMAS[kind]()
    *outer, last = path.split(".")
    for name in outer:
        schema = _inside(schema.fields[name])
    said = schema.fields[last].metadata
    return str(said["title"]), str(said["x-label-en"])


def field_of(schema: Schema, path: str) -> fields.Field[Any] | None:
    """The field of this dotted name; the numbers of rows are passed over."""
    *outer, last = [part for part in path.split(".") if not part.isdigit()] or [""]
    try:
        for name in outer:
            schema = _inside(schema.fields[name])
        return schema.fields[last]
    except KeyError:
        return None


@cache
def kind_with(path: str) -> str:
    """The first kind that has a field of this name."""
    outer = path.partition(".")[0]
    return next(kind for kind, schema in SCHEMAS.items() if outer in schema().fields)


def _inside(field: fields.Field[Any]) -> Schema:
    inner = field.inner if isinstance(field, fields.List) else field
    if not isinstance(inner, fields.Nested):
        raise KeyError(field.name)
    schema: Schema = inner.schema
    return schema
