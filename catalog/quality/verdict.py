"""What a check says, as a code and its values: the sentences are the window's."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Document = dict[str, Any]  # as JSON gives it
EMPTY: tuple[object, ...] = ("", [], {})


@dataclass(frozen=True)
class Said:
    """A sentence by its code, with what has to be put in it."""

    code: str
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Check:
    """One question asked of a record: whether it passes, why, and what is missing.

    A check that passes may still name something to better.
    """

    key: str
    passed: bool
    says: Said
    fix: Said | None = None


def missing(paths: tuple[str, ...]) -> Said:
    """The one sentence that names the fields to fill in."""
    return Said("missing", {"fields": paths})


def known(document: Document, path: str) -> bool:
    """Whether a field says something; ``a.b`` asks for ``b`` in a group or in a list."""
    value = document.get(path)
    if value is not None:
        return value not in EMPTY
    head, dot, rest = path.partition(".")
    if not dot:
        return False
    inside = document.get(head)
    several = inside if isinstance(inside, list) else [inside]
    return any(isinstance(one, dict) and known(one, rest) for one in several)


def groups(document: Document, key: str) -> list[Document]:
    """The groups of a list; what is no group is passed over."""
    value = document.get(key)
    if not isinstance(value, list):
        return []
    return [one for one in value if isinstance(one, dict)]


def group(document: Document, key: str) -> Document:
    """The group of that name, empty where there is none."""
    value = document.get(key)
    return value if isinstance(value, dict) else {}
