"""The door's frame: which leaves may leave, by name. What is not named stays inside.

The lists are in ``leaves``: every leaf of every schema is in what is shown or in what is
withheld, and a test fails when one is in neither.
"""

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from marshmallow import Schema, fields

from .distribution import PublicDistribution
from .fields import Group, Many
from .kinds import SCHEMAS
from .leaves import ALWAYS, ASSET, INDEX, ORGANIZATION, OWN
from .noun import Noun
from .organization import Organization
from .variable import PublicVariable
from .writing import Written, writer


class PublicRelation(Noun):
    type = fields.String()
    uid = fields.String()


def shown(kind: str) -> tuple[str, ...]:
    """The leaves of a full disclosure, in the order in which they are written."""
    return (*ASSET, *OWN[kind])


def full(record: Any) -> dict[str, Any]:
    """The public document of a pública asset, without its classification."""
    return _frame(record.kind)(record)


def allowed(document: dict[str, Any], names: Iterable[str]) -> dict[str, Any]:
    """The public version: only the leaves that the decision allows (art. 21).

    What the índice says of every exception is always there (art. 20).
    ``variables/NAME`` and ``distributions/UID`` allow single ones of a list; what is
    added to the record later starts withheld.
    """
    listed = set(names)
    kept = {
        key: value
        for key, value in document.items()
        if key in listed | ALWAYS | set(INDEX)
    }
    for group, key in (("variables", "name"), ("distributions", "uid")):
        if group in kept or group not in document:
            continue
        some = [one for one in document[group] if f"{group}/{one[key]}" in listed]
        if some:
            kept[group] = some
    return kept


def index(record: Any, title: str) -> dict[str, Any]:
    """Existence only: the leaves of the índice, under the legal office's name."""
    frame = _frame(record.kind, tuple(INDEX))
    return {**frame(record), "title": title}


def indexed(document: dict[str, Any], title: str) -> dict[str, Any]:
    """The same, from what is public now."""
    return {key: document[key] for key in INDEX if key in document} | {"title": title}


def organization(record: Any) -> dict[str, Any]:
    """The public document of an organisation; a person is never part of it."""
    said = _organization()(record)
    return {"uid": record.uid, "kind": "organization", "slug": record.slug, **said}


def leaves(schema: Schema, prefix: str = "") -> set[str]:
    """Every leaf of a schema by its dotted name."""
    found: set[str] = set()
    for name, field in schema.fields.items():
        inner = field.inner if isinstance(field, fields.List) else field
        if isinstance(inner, fields.Nested):
            found |= leaves(inner.schema, f"{prefix}{name}.")
        else:
            found.add(prefix + name)
    return found


@cache
def door_schema(kind: str) -> type[Schema]:
    """The kind's schema with its files, variables and relations as the window gives them."""
    own: dict[str, Any] = {
        "distributions": Many(Group(PublicDistribution)),
        "relations": Many(Group(PublicRelation)),
        "variables": Many(Group(PublicVariable)),
    }
    return type(f"Public{SCHEMAS[kind].__name__}", (SCHEMAS[kind],), own)


@cache
def _frame(kind: str, only: tuple[str, ...] | None = None) -> Callable[[Any], Written]:
    return writer(door_schema(kind)(only=only or shown(kind)))


@cache
def _organization() -> Callable[[Any], Written]:
    return writer(Organization(only=ORGANIZATION))
