"""A dataflow and its figures, whatever form the message had."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Protocol

from ..words import line

MOST = 50_000
"""The observations that an indicator of ours may hold."""
TIME, VALUE, STATUS = "TIME_PERIOD", "OBS_VALUE", "OBS_STATUS"
MISPLACED = "?"
"""What marks a figure that names a code which is not in its list."""
Figure = dict[str, str]
Words = dict[str, str]
"""A text by its language; blank where the language is not said."""

TEXTS = {"SOURCE_DETAIL": "source", "COMMENT_OBS": "note"}
"""What is said of one figure and tells it from no other, with the field where it lies."""
TARGET = "TARGET_VALUE"
UNCODED = frozenset({TIME, VALUE, TARGET, *TEXTS})
"""What holds a text or a number and no code, so that nothing names it."""

_URN = re.compile(r"(?:Dataflow|DataStructure|ProvisionAgreement)=([^:]+):([^(]+)\(")
_STRUCTURE = re.compile(r"DataStructure=([^:]+):([^(]+)\(([^)]*)\)")
_SAID = re.compile(r"([^:\s]+):([^(\s]+)(?:\([^)]*\))?(?::\s*(.+))?")


class Naming(Protocol):
    """What gives names to the codes of a flow that came without them."""

    def named(self, flow: Flow) -> tuple[Flow, str]:
        """The flow with them, and what stood in their way; blank if nothing did."""

    def theme(self, flow: Flow) -> tuple[str, str]:
        """Its theme, if it is one of ours, and what stood in its way."""


@dataclass(frozen=True)
class Flow:
    """A dataflow with what its data said; at most one figure too many is kept.

    ``marks`` are the moments at which, as the service says, it last changed.
    ``parts`` are the names of its dimensions and attributes, ``codes`` those of their
    codes. ``structure`` is the agency, identifier and version of what it is built by;
    ``lists`` knows the names that are not here.
    """

    id: str
    agency: str
    names: Words = field(default_factory=dict)
    descriptions: Words = field(default_factory=dict)
    version: str = ""
    address: str = ""
    figures: list[Figure] = field(default_factory=list)
    marks: Words = field(default_factory=dict)
    parts: Words = field(default_factory=dict)
    codes: dict[str, Words] = field(default_factory=dict)
    structure: tuple[str, str, str] | None = None
    lists: Naming | None = field(default=None, repr=False, compare=False)

    @property
    def key(self) -> str:
        return f"{self.agency}:{self.id}" if self.agency else self.id

    def with_figures(self, figures: Iterable[Figure], address: str = "") -> Flow:
        """The same with more figures, as many as fit."""
        room = max(0, MOST + 1 - len(self.figures))
        added = [*self.figures, *islice(figures, room)]
        return replace(self, figures=added, address=address or self.address)

    def named_by(self, other: Flow) -> Flow:
        """The same with the names of codes and of dimensions that another tells."""
        if not (other.parts or other.codes):
            return self
        codes = {
            name: {**other.codes.get(name, {}), **self.codes.get(name, {})}
            for name in {**other.codes, **self.codes}
        }
        return replace(self, parts={**other.parts, **self.parts}, codes=codes)

    def joined(self, other: Flow) -> Flow:
        """What two documents said of one dataflow."""
        named = replace(
            self,
            names=self.names or other.names,
            descriptions=self.descriptions or other.descriptions,
            version=self.version or other.version,
        )
        return named.named_by(other).with_figures(other.figures)


def spanish(said: Words) -> str:
    """The text in the language that is nearest to ours."""
    order = ("es", "", "en")
    return next(
        (said[one] for one in order if one in said), next(iter(said.values()), "")
    )


def of_urn(text: str) -> tuple[str, str]:
    """The agency and the identifier in a URN; blank where it is none."""
    found = _URN.search(text)
    return (line(found[1], 100), line(found[2], 200)) if found else ("", "")


def structure_of(text: str) -> tuple[str, str, str] | None:
    """The agency, identifier and version of the structure in a URN."""
    found = _STRUCTURE.search(text)
    if not found:
        return None
    return line(found[1], 100), line(found[2], 200), line(found[3], 40)


def of_reference(text: str) -> tuple[str, str, str]:
    """Agency, identifier and name of ``AGENCY:ID(VERSION): Name``, as CSV writes it."""
    found = _SAID.match(text.strip())
    if not found:
        return "", line(text, 200), ""
    return line(found[1], 100), line(found[2], 200), line(found[3])
