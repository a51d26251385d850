"""What every schema of a noun shares: unknown names are refused, blanks are absent."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any, NamedTuple

from marshmallow import RAISE, Schema, ValidationError, missing
from marshmallow.error_store import ErrorStore
from marshmallow.fields import Field

from .messages import NOT_A_GROUP, UNKNOWN

MOST_BRIEFS = 100


class Way(NamedTuple):
    """A field that is looked at: its name, the key that it comes under, where it goes."""

    name: str
    key: str
    goal: str
    field: Field[Any]


class Noun(Schema):
    """Base of all schemas. ``""``, ``None`` and ``[]`` mean "not given"."""

    error_messages = {"unknown": UNKNOWN, "type": NOT_A_GROUP}

    class Meta:
        unknown = RAISE

    def _deserialize(
        self,
        data: Any,
        *,
        error_store: ErrorStore,
        many: bool = False,
        partial: Any = None,
        unknown: Any = RAISE,
        index: int | None = None,
    ) -> Any:
        """Look only at the fields that came, and at those that are missed: of a record's
        eighty most are neither, and harvests read thousands of them.
        """
        told: dict[str, Any] = {"partial": partial, "unknown": unknown, "index": index}
        if many or not isinstance(data, Mapping):
            return super()._deserialize(
                data, error_store=error_store, many=many, **told
            )
        given = {key: value for key, value in data.items() if not is_blank(value)}
        names = self._looked_at[1]
        if unknown != RAISE or not names.keys() >= given.keys() or _names(partial):
            return super()._deserialize(given, error_store=error_store, **told)
        return self._taken(given, error_store, partial, index)

    def _taken(
        self, given: dict[str, Any], errors: ErrorStore, partial: Any, index: int | None
    ) -> dict[str, Any]:
        """What the fields make of it, as marshmallow would ask them, and no more."""
        whole, some = partial is True, partial not in (None, True, False)
        more = {"partial": () if some else partial} if partial is not None else {}
        found = {}
        for name, key, goal, field in self._ways(given):
            value = given.get(key, missing)
            if value is missing and (whole or (some and name in partial)):
                continue
            try:
                value = field.deserialize(value, key, given, **more)
            except ValidationError as error:
                errors.store_error(  # type: ignore[no-untyped-call]
                    error.messages, key, index=index
                )
                value = error.valid_data or missing
            if value is not missing:
                found[goal] = value
        return found

    def _ways(self, given: dict[str, Any]) -> tuple[Way, ...]:
        """The fields to look at, in their order; kept, for records come alike."""
        missed, names = self._looked_at
        wanted = missed.union([names[key] for key in given])
        kept = self._briefs.get(wanted)
        if kept is None:
            if len(self._briefs) >= MOST_BRIEFS:
                self._briefs.clear()
            kept = self._briefs[wanted] = tuple(
                Way(name, one.data_key or name, one.attribute or name, one)
                for name, one in self.load_fields.items()
                if name in wanted
            )
        return kept

    @cached_property
    def _briefs(self) -> dict[frozenset[str], tuple[Way, ...]]:
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


def _names(partial: Any) -> bool:
    """Whether it shows which fields inside a group may be missed; ours never do."""
    return partial not in (None, True, False) and any(True for _ in partial)


def is_blank(value: object) -> bool:
    if isinstance(value, str):
        return not value.strip()
    return value is None or value == [] or value == {}
