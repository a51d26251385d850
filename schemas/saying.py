"""The value of a field as a person reads it: labels for codes, a line for each row."""

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, fields

from . import vocabularies
from .errors import label_of
from .fields import Term

YES, NO = "Sí", "No"


def said(field: fields.Field[Any] | None, value: Any) -> str:
    """Write any value of a draft or of a public document in Spanish."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, list):
        inner = field.inner if isinstance(field, fields.List) else field
        return "\n".join(said(inner, one) for one in value)
    if isinstance(value, Mapping):
        schema = field.schema if isinstance(field, fields.Nested) else None
        return _group(schema, value)
    if isinstance(field, Term):
        return vocabularies.get(field.vocabulary).label(str(value))
    return str(value)


def _group(schema: Schema | None, value: Mapping[str, Any]) -> str:
    """A group on one line; an organisation or a person by its name alone."""
    if schema is None and "name" in value:
        return str(value["name"])
    parts = []
    for name, one in value.items():
        field = schema.fields.get(name) if schema is not None else None
        text = said(field, one).replace("\n", "; ")
        if text:
            parts.append(f"{label_of(field, name)}: {text}")
    return " · ".join(parts)
