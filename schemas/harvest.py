"""What a harvester finds, as it hands it over: an item of the source, then our draft."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from . import kinds
from .asset import IDENTITY
from .kinds import Draft
from .tables import Entry

ROUNDS = 4
NOT_OURS = "no se pudo poner en nuestros campos."


class NotChanged(Exception):
    """The source says by itself that nothing changed since last time (HTTP 304)."""


class Cut(ValueError):
    """A part of the source could not be read, and the rest was; the text says which."""


@dataclass(frozen=True, slots=True)
class Order:
    """Where the source is, how it wants to be read, and since when (ISO, blank: all)."""

    location: str
    settings: Mapping[str, Any] = field(default_factory=dict)
    since: str = ""


def is_on(settings: Mapping[str, Any], name: str, *, usual: bool = True) -> bool:
    """A setting of a source as it is typed: «sí», «no», 1, 0."""
    if name not in settings:
        return usual
    return str(settings[name]).strip().lower() not in {"", "0", "no", "false"}


@dataclass(frozen=True, slots=True)
class Item:
    """One thing of the source, not yet looked into.

    ``id`` is the source's identifier, ``name`` its own word for it, such as a file name
    or a title; ``digest`` changes when the item does. One with a ``problem`` is no
    record; one that the source says it withdrew is ``deleted``.
    """

    id: str
    name: str
    digest: str = ""
    content: Any = None
    problem: str = ""
    deleted: bool = False


@dataclass(frozen=True, slots=True)
class Unmapped:
    """A word of the source that a vocabulary of ours does not have; ``field`` is where
    its term would go.
    """

    field: str
    vocabulary: str
    given: str


@dataclass(frozen=True, slots=True)
class Found:
    """``name`` is the source's own word for the item, such as a file name.

    ``organization`` is what the item says of its producer, for the catalogue to look up.
    ``identity`` is the same all over the world (an address, a DOI), if the item has one,
    and ``addresses`` are those by which we would know a record of our own. An item
    without an entry says in ``problem`` why it is none.
    """

    name: str
    entry: Entry | None = None
    problem: str = ""
    organization: str = ""
    identity: str = ""
    addresses: tuple[str, ...] = ()
    unmapped: tuple[Unmapped, ...] = ()


class Harvester(Protocol):
    """A module of a kind of source; ``VERSION`` rises when ``map`` says more or other."""

    VERSION: str

    def read(self, order: Order, http: Any) -> Iterator[Item]:
        """Their items, one by one; raises ``Unreadable`` where the source is none."""

    def map(self, item: Item) -> Found:
        """One item in our words, or its problem. Raises nothing."""


def settle(kind: str, data: Mapping[str, Any]) -> tuple[Draft, list[str]]:
    """The draft of what is right, and a remark for each value that was left out.

    What identifies the record is never left out: then the draft has problems.
    """
    kept = dict(data)
    remarks: list[str] = []
    draft = kinds.load(kind, kept)
    for turn in range(ROUNDS):
        if not draft.problems:
            break
        paths = {tuple(one.path.split(".")): one for one in draft.problems}
        for path in sorted(paths, key=_order, reverse=True):
            if path[0] in IDENTITY:
                return draft, remarks
            if turn == 0:
                remarks.append(str(paths[path]))
            kept = _without(kept, path[: max(1, len(path) - turn)])
        draft = kinds.load(kind, kept)
    return draft, remarks


def _order(path: tuple[str, ...]) -> list[tuple[int, int, str]]:
    """Later rows first, so that the places of the earlier ones stay true."""
    return [(1, int(one), "") if one.isdigit() else (0, 0, one) for one in path]


def _without(value: Any, path: tuple[str, ...]) -> Any:
    """A copy that lacks what is at the path; nothing else is touched."""
    head, rest = path[0], path[1:]
    if isinstance(value, list):
        place = int(head)
        if place >= len(value):
            return value
        changed = [_without(value[place], rest)] if rest else []
        return [*value[:place], *changed, *value[place + 1 :]]
    if not isinstance(value, Mapping) or head not in value:
        return value
    others = {key: one for key, one in value.items() if key != head}
    return {**others, head: _without(value[head], rest)} if rest else others
