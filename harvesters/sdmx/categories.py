"""The theme of a flow: the category in which its service puts it, where it is one of ours.

All categorisations are asked for in one question, and only when a flow is new or changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ...schemas.crosswalks import terms
from ...schemas.tables import Unreadable
from .. import jsonstream, xml
from ..answers import Answer
from ..http import Client
from ..words import line
from ..xmlstream import Stream
from .flow import Flow
from .structures import Concept, item_of, referred

MOST = 50_000
CUT = "La fuente pone en temas más de {most} flujos: no se leyó el tema de todos."


@dataclass
class Themes:
    """``address`` gives all the categorisations of a service."""

    address: str
    accept: str
    http: Client
    _of: dict[str, str] = field(default_factory=dict)
    _asked: bool = False

    def of(self, flow: Flow) -> tuple[str, str]:
        """The code of its theme, and what stood in the way of it; blank if nothing."""
        if not self._asked:
            self._asked = True
            self._ask()
        theme = self._of.get(flow.key, "")
        cut = not theme and len(self._of) >= MOST
        return theme, CUT.format(most=MOST) if cut else ""

    def _ask(self) -> None:
        try:
            answer = self.http.ask("GET", self.address, headers={"Accept": self.accept})
            for source, target in _pairs(answer.require_ok().require_data()):
                if len(self._of) >= MOST:
                    return
                theme = terms.find("themes", target[2].rpartition(".")[2])
                if theme:
                    self._of.setdefault(f"{source[0]}:{source[1]}", theme)
        except Unreadable:
            return  # what came stands; a flow without a theme waits for a person


def _pairs(answer: Answer) -> Iterator[tuple[Concept, Concept]]:
    """What is put in a category, and the category."""
    found = _of_json(answer) if answer.start(400)[:1] == b"{" else _of_xml(answer)
    for source, target in found:
        if source is not None and target is not None:
            yield source, target


def _of_xml(answer: Answer) -> Iterator[tuple[Concept | None, Concept | None]]:
    for node in Stream(answer).nodes("Categorisation"):
        source, target = xml.first(node, "Source"), xml.first(node, "Target")
        if source is not None and target is not None:
            yield referred(source), referred(target)


def _of_json(answer: Answer) -> Iterator[tuple[Concept | None, Concept | None]]:
    found = jsonstream.elements(answer, "categorisations", top={}, within="data")
    for one in found:
        if isinstance(one, dict):
            yield (
                item_of(line(one.get("source"), 1000)),
                item_of(line(one.get("target"), 1000)),
            )
