"""Problems: what a wrong value is told, with its field, at every door the same."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from marshmallow import Schema, fields

SCHEMA = "_schema"


@dataclass(frozen=True)
class Problem:
    """``path`` is dotted (``targets.2.year``); ``given`` is what came, as text."""

    path: str
    label: str
    given: str
    text: str

    def __str__(self) -> str:
        given = f" · {self.given}" if self.given else ""
        return f"{self.label}{given} · {self.text}"


def problems(messages: Any, schema: Schema, data: Any) -> list[Problem]:
    """Walk messages, schema and input together; rows are counted from 1 for people."""
    return list(_walk(messages, schema, data, (), ()))


def _walk(
    messages: Any,
    schema: Schema | None,
    data: Any,
    path: tuple[str, ...],
    labels: tuple[str, ...],
) -> Iterator[Problem]:
    if isinstance(messages, str):
        messages = [messages]
    if isinstance(messages, list):
        label = " › ".join(labels) or "Registro"
        for text in messages:
            yield Problem(".".join(path), label, _shown(data), str(text))
        return
    for key, inner in messages.items():
        if key == SCHEMA:
            yield from _walk(inner, schema, None, path, labels)
        elif isinstance(key, int):
            row = data[key] if isinstance(data, list) and key < len(data) else None
            place = (*labels, f"fila {key + 1}")
            yield from _walk(inner, schema, row, (*path, str(key)), place)
        else:
            field = schema.fields.get(key) if schema is not None else None
            value = data.get(key) if isinstance(data, Mapping) else None
            place = (*labels, label_of(field, key))
            yield from _walk(inner, _inside(field), value, (*path, key), place)


def label_of(field: fields.Field[Any] | None, key: str) -> str:
    """The field's Spanish label, or its name where it has none."""
    return str(field.metadata.get("title", key)) if field is not None else key


def _inside(field: fields.Field[Any] | None) -> Schema | None:
    if isinstance(field, fields.List):
        field = field.inner
    return field.schema if isinstance(field, fields.Nested) else None


def _shown(value: Any) -> str:
    if value is None or isinstance(value, Mapping | list):
        return ""
    text = str(value)
    return text if len(text) <= 80 else text[:79] + "…"
