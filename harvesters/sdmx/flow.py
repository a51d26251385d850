"""A dataflow and its figures, whatever form the message had."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import islice

from ..words import line

MOST = 50_000
"""The observations that an indicator of ours may hold."""
TIME, VALUE, STATUS = "TIME_PERIOD", "OBS_VALUE", "OBS_STATUS"
MISPLACED = "?"
"""What marks a figure that names a code which is not in its list."""
Figure = dict[str, str]
Words = dict[str, str]
"""A text by its language; blank where the language is not said."""

_URN = re.compile(r"(?:Dataflow|DataStructure|ProvisionAgreement)=([^:]+):([^(]+)\(")
_SAID = re.compile(r"([^:\s]+):([^(\s]+)(?:\([^)]*\))?(?::\s*(.+))?")


@dataclass(frozen=True)
class Flow:
    """A dataflow with what its data said; at most one figure too many is kept.

    ``marks`` are the moments at which, as the service says, it last changed.
    """

    id: str
    agency: str
    names: Words = field(default_factory=dict)
    descriptions: Words = field(default_factory=dict)
    version: str = ""
    address: str = ""
    figures: list[Figure] = field(default_factory=list)
    marks: Words = field(default_factory=dict)

    @property
    def key(self) -> str:
        return f"{self.agency}:{self.id}" if self.agency else self.id

    def with_figures(self, figures: Iterable[Figure], address: str = "") -> Flow:
        """The same with more figures, as many as fit."""
        room = max(0, MOST + 1 - len(self.figures))
        added = [*self.figures, *islice(figures, room)]
        return replace(self, figures=added, address=address or self.address)

    def joined(self, other: Flow) -> Flow:
        """What two documents said of one dataflow."""
        named = replace(
            self,
            names=self.names or other.names,
            descriptions=self.descriptions or other.descriptions,
            version=self.version or other.version,
        )
        return named.with_figures(other.figures)


def of_urn(text: str) -> tuple[str, str]:
    """The agency and the identifier in a URN; blank where it is none."""
    found = _URN.search(text)
    return (line(found[1], 100), line(found[2], 200)) if found else ("", "")


def of_reference(text: str) -> tuple[str, str, str]:
    """Agency, identifier and name of ``AGENCY:ID(VERSION): Name``, as CSV writes it."""
    found = _SAID.match(text.strip())
    if not found:
        return "", line(text, 200), ""
    return line(found[1], 100), line(found[2], 200), line(found[3])
