"""The names of a service's codes, where its figures do not bring them: of its code lists.

The structure of a flow is asked for once in a run, with the lists and the concepts that
it uses, and only when figures of it are read that hold codes without a name. What is
kept is bounded, and so is the number of questions: most services have few structures
for many flows, but some have one for each.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from urllib.parse import quote

from ...schemas.tables import Unreadable
from .. import wire
from ..http import Client
from . import structures
from .categories import Themes
from .flow import Flow
from .naming import wanted
from .structures import Key, Told

XML = "application/vnd.sdmx.structure"
ACCEPT = {
    "2.1": f"{XML}+xml;version=2.1, {XML}+json;version=1.0;q=0.8",
    "3.0": f"{XML}+xml;version=3.0.0, {XML}+json;version=2.0.0;q=0.9",
}
LANGUAGES = "es, en;q=0.5, *;q=0.1"
MOST_ASKED = 100
MOST_OCTETS = 64 * 2**20
"""Structures that are asked for in a run, and what all of them together may take."""
MOST_FAILED = 3
"""After so many refusals one after another a service is asked no more."""

UNASKED = (
    "Hay códigos sin nombre: en una cosecha se piden las listas de códigos de {most} "
    "estructuras, hasta {size} MB en total, y la fuente tiene más."
)
CUT = (
    "Hay códigos sin nombre: las listas de códigos de la fuente son muy largas y se "
    "leyeron los primeros códigos (hasta {one} de una lista y {all} en total)."
)


@dataclass
class Lists:
    """``_built`` has what each structure says of its parts, ``_failed`` how often in a
    row nothing could be read.
    """

    base: str
    version: str
    http: Client
    told: Told = field(default_factory=Told)
    _themes: Themes = field(init=False)
    _built: dict[Key, structures.Parts] = field(default_factory=dict)
    _failed: int = 0
    _size: int = 0

    def __post_init__(self) -> None:
        new = self.version == "3.0"
        path = (
            "structure/categorisation/*/*/~" if new else "categorisation/all/all/latest"
        )
        address = f"{self.base}/{path}"
        self._themes = Themes(address, ACCEPT[self.version], self.http)

    def theme(self, flow: Flow) -> tuple[str, str]:
        """The theme of a flow, and what stood in the way of it."""
        return self._themes.of(flow)

    def named(self, flow: Flow) -> tuple[Flow, str]:
        """A flow with the names that its lists give, and what stood in their way."""
        if flow.structure is None or self._failed >= MOST_FAILED:
            return flow, ""
        lacking = [name for name in wanted(flow) if not flow.codes.get(name)]
        if not lacking:
            return flow, ""
        key = flow.structure[:2]
        if key not in self._built:
            if len(self._built) >= MOST_ASKED or self._size >= MOST_OCTETS:
                size = MOST_OCTETS // 2**20
                return flow, UNASKED.format(most=MOST_ASKED, size=size)
            self._built[key] = self._asked(flow.structure)
        return self._filled(flow, lacking, self._built[key])

    def _asked(self, structure: tuple[str, str, str]) -> structures.Parts:
        """The parts of a structure; none where the service gives none."""
        headers = {"Accept": ACCEPT[self.version], "Accept-Language": LANGUAGES}
        try:
            answer = self.http.ask("GET", self._address(structure), headers=headers)
            answer.require_ok().require_data()
            self._size += answer.size
            found = structures.read(answer, self.told)
        except Unreadable as error:
            slow = isinstance(error, wire.Slow)
            self._failed = MOST_FAILED if slow else self._failed + 1
            return {}
        self._failed = 0
        return found

    def _address(self, structure: tuple[str, str, str]) -> str:
        new = self.version == "3.0"
        agency, name, version = (quote(one, safe="+*~") for one in structure)
        start = f"{self.base}/structure" if new else self.base
        return (
            f"{start}/datastructure/{agency or ('*' if new else 'all')}/{name}/"
            f"{version or ('~' if new else 'latest')}?references=children"
        )

    def _filled(
        self, flow: Flow, lacking: list[str], parts: structures.Parts
    ) -> tuple[Flow, str]:
        names, codes, cut = {}, {}, False
        used = {
            name: {one[name] for one in flow.figures if name in one} for name in lacking
        }
        for name in lacking:
            concept, listed = self.told.of(parts.get(name))
            if concept:
                names[name] = concept
            codes[name] = self.told.named(listed, used[name])
            cut = cut or (
                listed in self.told.cut and len(codes[name]) < len(used[name])
            )
        told = flow.named_by(replace(flow, parts=names, codes=codes))
        most = {"one": structures.MOST_CODES, "all": structures.ALL_CODES}
        return told, CUT.format(**most) if cut else ""
