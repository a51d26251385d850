"""What every schema of a noun shares: unknown names are refused, blanks are absent."""

from collections.abc import Mapping
from typing import Any

from marshmallow import RAISE, Schema, pre_load

from .messages import NOT_A_GROUP, UNKNOWN


class Noun(Schema):
    """Base of all schemas. ``""``, ``None`` and ``[]`` mean "not given"."""

    error_messages = {"unknown": UNKNOWN, "type": NOT_A_GROUP}

    class Meta:
        unknown = RAISE

    @pre_load
    def _without_blanks(self, data: Any, **_kwargs: Any) -> Any:
        if not isinstance(data, Mapping):
            return data
        return {key: value for key, value in data.items() if not is_blank(value)}


def is_blank(value: object) -> bool:
    if isinstance(value, str):
        return not value.strip()
    return value is None or value == [] or value == {}
