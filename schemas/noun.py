"""What every schema of a noun shares: unknown names are refused, blanks are absent."""

from collections.abc import Mapping
from copy import copy
from typing import Any

from marshmallow import RAISE, Schema, fields, missing, pre_load

from .messages import NOT_A_GROUP, UNKNOWN


class Noun(Schema):
    """Base of all schemas. ``""``, ``None`` and ``[]`` mean "not given"."""

    error_messages = {"unknown": UNKNOWN, "type": NOT_A_GROUP}
    _narrowed = False

    class Meta:
        unknown = RAISE

    def _deserialize(self, data: Any, *, many: bool = False, **kwargs: Any) -> Any:
        """Ask only the fields that were given, and those that answer to silence: of
        some hundred that a record may have, a row fills twenty.
        """
        if many or not isinstance(data, Mapping) or self._narrowed:
            return super()._deserialize(data, many=many, **kwargs)
        lean = copy(self)
        lean._narrowed = True
        lean.load_fields = {
            name: one
            for name, one in self.load_fields.items()
            if (one.data_key or name) in data or _answers(one)
        }
        return lean._deserialize(data, **kwargs)

    @pre_load
    def _without_blanks(self, data: Any, **_kwargs: Any) -> Any:
        if not isinstance(data, Mapping):
            return data
        return {key: value for key, value in data.items() if not is_blank(value)}


def _answers(field: fields.Field[Any]) -> bool:
    """Whether there is something to say, or to put, where nothing was given."""
    return field.required or field.load_default is not missing


def is_blank(value: object) -> bool:
    if isinstance(value, str):
        return not value.strip()
    return value is None or value == [] or value == {}
