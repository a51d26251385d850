"""SDMX artefacts as plain values, before any of the formats that write them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Names:
    """A name in Spanish, and in English where the vocabulary has one."""

    es: str
    en: str = ""

    def items(self) -> Iterator[tuple[str, str]]:
        yield "es", self.es
        if self.en:
            yield "en", self.en


@dataclass(frozen=True, slots=True)
class Code:
    """An item of a scheme: a code, a concept, a category, an agency."""

    id: str
    names: Names
    parent: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True)
class Codes:
    """Items that are read anew each time that they are gone through, and never kept."""

    read: Callable[[], Iterable[Code]]

    def __iter__(self) -> Iterator[Code]:
        return iter(self.read())

    def __bool__(self) -> bool:
        return any(True for _one in self)


@dataclass(frozen=True, slots=True)
class Reference:
    """What an artefact points to: ``item`` only within a scheme."""

    kind: str
    id: str
    item: str = ""
    agency: str = ""


@dataclass(frozen=True, slots=True)
class Artefact:
    """A maintainable thing. ``kind`` is the resource's name in the REST 2.1 path.

    ``notes`` are its annotations: their type, and what they say.
    """

    kind: str
    id: str
    names: Names
    items: tuple[Code, ...] | Codes = ()
    partial: bool = False
    description: str = ""
    refers: tuple[Reference, ...] = ()
    parts: Any = None
    agency: str = ""
    notes: tuple[tuple[str, str], ...] = ()

    @property
    def key(self) -> tuple[str, str]:
        return self.kind, self.id


@dataclass(frozen=True, slots=True)
class Component:
    """A dimension or an attribute: its concept, and its code list if it has one.

    ``level`` is where it stands: ``dimension``, ``time``, ``series``, ``observation``.
    """

    id: str
    level: str
    concept: Reference
    codes: Reference | None = None
    required: bool = False
    type: str = "String"


@dataclass(frozen=True, slots=True)
class Region:
    """What a constraint says that there is: values by dimension, and the time covered."""

    values: tuple[tuple[str, tuple[str, ...]], ...]
    start: str = ""
    end: str = ""


@dataclass(frozen=True, slots=True)
class Observation:
    """One figure; ``attributes`` are those of the observation, already as text."""

    period: str
    value: str | None
    attributes: dict[str, str]


@dataclass(slots=True)
class Series:
    """Figures that share a key: one code for each dimension but time."""

    key: tuple[str, ...]
    attributes: dict[str, str]
    observations: list[Observation] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Flow:
    """An indicator with its figures: enough for its structure and for its data.

    ``uid`` and ``seq`` say which row of the ledger it was made of.
    """

    id: str
    names: Names
    dimensions: tuple[str, ...]
    labels: dict[str, dict[str, str]]
    concepts: dict[str, str]
    series: tuple[Series, ...]
    unit: Code
    description: str = ""
    theme: str = ""
    uid: str = ""
    seq: int = 0
