"""Writing a document through a schema's frame: what is not known is not written.

The way through the fields is worked out once for each frame, because the door takes it
for every record. It gives what ``schema.dump`` gives, without the blanks.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from marshmallow import Schema, fields

Written = dict[str, Any]
Convert = Callable[[Any], Any]


def writer(schema: Schema) -> Callable[[Any], Written]:
    """Return the function that writes a record, or a mapping, through ``schema``."""
    taken = [
        (name, field.attribute or name, _convert(name, field))
        for name, field in schema.dump_fields.items()
        if not _made(field)
    ]
    made = [(n, f) for n, f in schema.dump_fields.items() if _made(f)]

    def write(record: Any) -> Written:
        # what a mapped record has loaded stands in its dict: that is quicker to ask
        keyed = isinstance(record, dict)
        held = record if keyed else vars(record)
        written = {}
        for name, source, convert in taken:
            value = held.get(source)
            if value is None and not keyed and source not in held:
                value = getattr(record, source, None)
            if value is not None:
                value = convert(value)
                if value or not _empty(value):
                    written[name] = value
        for name, field in made:
            value = field.serialize(name, record)
            if not _empty(value):
                written[name] = value
        return written

    return write


def _made(field: fields.Field[Any]) -> bool:
    """Whether the value is worked out from the whole record."""
    return isinstance(field, fields.Function)


def _convert(name: str, field: fields.Field[Any]) -> Convert:
    """How one field's value is written; it is never asked about ``None``."""
    if isinstance(field, fields.List):
        one = _convert(name, field.inner)
        return lambda value: [
            kept for kept in map(one, value) if kept or not _empty(kept)
        ]
    if isinstance(field, fields.Nested):
        return writer(field.schema)
    if type(field)._serialize is fields.String._serialize:
        return str
    return lambda value: _pruned(field._serialize(value, name, None))


def _pruned(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: one for key, one in value.items() if not _empty(one)}
    return value.isoformat() if isinstance(value, date) else value


def _empty(value: Any) -> bool:
    return value is None or value in ("", [], {})
