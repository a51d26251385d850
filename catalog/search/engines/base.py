"""What an engine must do: hold terms and a stamp, answer clauses. No words, no ledger."""

import json
from collections.abc import Hashable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Literal, Protocol

from ..documents import SearchDocument
from ..weights import FIELDS, OLD, OWN, QUALITY, RECENT

# Other weights make another index: they are written into it.
_WEIGHTS = (*FIELDS.values(), QUALITY, RECENT, OLD, OWN)
SCHEMA_VERSION = f"7-{'-'.join(map(str, _WEIGHTS))}"

# ``all`` holds every field as often as it weighs, ``text`` every field in its order;
# ``names`` and ``variables`` are parts of it, and ``named`` whole titles and codes.
Field = Literal["all", "text", "names", "variables", "named"]


def facet_field(name: str) -> str:
    """Where a facet lies: a text field may have the same name."""
    return f"is_{name}"


class BrokenIndexError(Exception):
    """The folder cannot be read: it must be built anew, and nobody need be told."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What an index holds: the ledger up to ``seq``, in terms of these versions.

    ``broken`` names the broken links that it knows of (``signals``).
    """

    ledger_id: str
    seq: int
    etag: str
    analyser: str
    schema: str
    broken: str = ""

    def dumps(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def loads(cls, text: str) -> "Stamp":
        return cls(**json.loads(text))


@dataclass(frozen=True, slots=True)
class Term:
    """A word anywhere, or in one part of what a record says."""

    text: str
    field: Field = "all"


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in a row, in one field of a record."""

    terms: tuple[str, ...]
    field: Field = "text"


@dataclass(frozen=True, slots=True)
class Typed:
    """Words in a row as they were typed, accents and all."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Is:
    """A record that has one of these values of a facet; it counts as one, no more."""

    facet: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Among:
    """One of these records; it counts nothing."""

    uids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every one of these."""

    parts: tuple["Clause", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """One of these, the best counting; the ``lesser`` count less."""

    parts: tuple["Clause", ...]
    lesser: tuple["Clause", ...] = ()


Clause = Term | Phrase | Typed | Is | Among | AllOf | AnyOf


@dataclass(frozen=True, slots=True)
class Ask:
    """A question as an engine gets it. No clause means everything.

    The order ``quick`` is by relevance, where what a record is worth by itself only puts
    the nearest in order, and nothing is counted: for what is asked at every key.
    ``least`` says how many of ``must`` are enough (0: all of them); what is preferred
    comes first and leaves nothing out.
    """

    must: tuple[Clause, ...] = ()
    must_not: tuple[Clause, ...] = ()
    least: int = 0
    prefer: tuple[tuple[Clause, float], ...] = ()
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    hidden: frozenset[str] = frozenset()
    sort: str = "relevance"
    offset: int = 0
    limit: int = 10
    facets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """What an engine answers: how many, which, and the counts of each facet."""

    total: int
    uids: tuple[str, ...]
    facets: Mapping[str, Mapping[str, int]]


class Snapshot(Protocol):
    """One committed state of an index, for any number of readers."""

    @property
    def stamp(self) -> Stamp: ...

    def count(self, ask: Ask) -> int: ...

    def holds(self, ask: Ask) -> bool:
        """Whether anything matches: often told without looking for it."""
        ...

    def search(self, ask: Ask) -> Found: ...

    def vocabulary(self) -> Iterable[tuple[str, int]]:
        """Every word as typed, and in how many documents."""
        ...


class Writer(Protocol):
    def apply(
        self, documents: Sequence[SearchDocument], gone: Sequence[str], stamp: Stamp
    ) -> None:
        """Replace, remove and stamp in one commit."""
        ...


class Engine(Protocol):
    """One folder. Every failure to read it is a ``BrokenIndexError``."""

    def __init__(self, folder: Path) -> None: ...

    def create(self) -> None: ...

    def signature(self) -> Hashable:
        """Something cheap that differs after every commit."""
        ...

    def snapshot(self) -> Snapshot: ...

    def writing(self) -> AbstractContextManager[Writer]: ...
