"""The schema of each kind, and the two ways to ask it: load a draft, name what lacks."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from marshmallow import ValidationError
from marshmallow import missing as nothing

from .asset import IDENTITY, Asset
from .dataset import Dataset
from .document import Document
from .errors import SCHEMA, Problem, problems
from .indicator import Indicator
from .messages import MISSING
from .noun import is_blank
from .production_process import ProductionProcess

SCHEMAS: dict[str, type[Asset]] = {
    "production_process": ProductionProcess,
    "indicator": Indicator,
    "dataset": Dataset,
    "document": Document,
}


@dataclass(frozen=True)
class Draft:
    """What of the input is right, and what is not. ``values`` is trusted from here;
    ``kept`` is what a form leaves beside them as typed (``Asset.incomplete``), and
    ``uid`` the one that a new record was promised.
    """

    kind: str
    values: dict[str, Any]
    problems: list[Problem]
    kept: tuple[dict[str, Any], ...] = ()
    uid: str = ""


def load(kind: str, data: Any) -> Draft:
    """Read a draft: it may lack anything but its identity; what is there is right.

    Raises ``KeyError`` for a kind that there is not.
    """
    values, messages = attempt(kind, data)
    found = problems(messages, schema(kind), data) if messages else []
    return Draft(kind, values, found)


def attempt(kind: str, data: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """Read a draft: what of it is right, and the messages on what is not."""
    try:
        return dict(schema(kind).load(data, partial=_later(kind))), {}
    except ValidationError as error:
        valid = error.valid_data if isinstance(error.valid_data, dict) else {}
        said = error.messages
        return valid, said if isinstance(said, dict) else {SCHEMA: said}


def missing_identity(kind: str) -> list[Problem]:
    """What is said of a draft without a code, a title or an organisation."""
    return [one for one in missing(kind, {}) if one.path in IDENTITY]


def missing(kind: str, values: Mapping[str, Any] | Any) -> list[Problem]:
    """Name what a record lacks before it can be submitted.

    ``values`` is a mapping or a mapped object with the schema's names.
    """
    said = schema(kind)

    def value(name: str) -> Any:
        if isinstance(values, Mapping):
            return values.get(name)
        return getattr(values, name)

    return [
        Problem(name, str(said.fields[name].metadata["title"]), "", MISSING)
        for name in required(kind)
        if is_blank(value(name))
    ]


def label(kind: str, path: str) -> str:
    """What people call the field at the head of a dotted path."""
    field = schema(kind).fields.get(path.split(".", maxsplit=1)[0])
    return str(field.metadata.get("title", path)) if field is not None else path


@cache
def required(kind: str) -> tuple[str, ...]:
    """The names that a complete record of this kind must have."""
    fields = schema(kind).fields
    return tuple(name for name, field in fields.items() if field.required)


class _Later(frozenset[str]):
    """Names of fields of the record itself. To whoever asks for names inside a group
    it shows none, or every field of every row would look through all of them.
    """

    def __iter__(self) -> Iterator[str]:
        return iter(())


@cache
def _later(kind: str) -> _Later:
    """What a draft may go without; nothing is put in its place."""
    return _Later(
        name
        for name, field in schema(kind).load_fields.items()
        if name not in IDENTITY and field.load_default is nothing
    )


@cache
def schema(kind: str) -> Asset:
    """The schema of a kind, made once. Raises ``KeyError`` for one that there is not."""
    return SCHEMAS[kind]()
