"""What every schema of a noun shares: unknown names are refused, blanks are absent."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from marshmallow import RAISE, Schema, missing, pre_load

from .messages import NOT_A_GROUP, UNKNOWN

MOST_BRIEFS = 100


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

    def _deserialize(self, data: Any, *, many: bool = False, **more: Any) -> Any:
        """Look only at the fields that came, and at those that are missed: of a record's
        eighty most are neither, and harvests read thousands of them.
        """
        if many or not isinstance(data, Mapping):
            return super()._deserialize(data, many=many, **more)
        missed, names = self._looked_at
        wanted = missed.union(names[key] for key in data if key in names)
        brief = self._briefs.get(wanted) or self._brief(wanted)
        return super(Noun, brief)._deserialize(data, many=False, **more)

    def _brief(self, wanted: frozenset[str]) -> "Noun":
        """The same schema with these fields only, made once: records come alike."""
        brief = object.__new__(type(self))
        brief.__dict__.update(self.__dict__)
        fields = self.load_fields.items()
        brief.load_fields = {name: one for name, one in fields if name in wanted}
        if len(self._briefs) >= MOST_BRIEFS:
            self._briefs.clear()
        self._briefs[wanted] = brief
        return brief

    @cached_property
    def _briefs(self) -> dict[frozenset[str], "Noun"]:
        return {}

    @cached_property
    def _looked_at(self) -> tuple[frozenset[str], dict[str, str]]:
        """The fields that are missed when they do not come, and each by its key."""
        fields = self.load_fields.items()
        return (
            frozenset(
                name
                for name, one in fields
                if one.required or one.load_default is not missing
            ),
            {one.data_key or name: name for name, one in fields},
        )


def is_blank(value: object) -> bool:
    if isinstance(value, str):
        return not value.strip()
    return value is None or value == [] or value == {}
