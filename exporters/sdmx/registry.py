"""Finds artefacts, and what they refer to or what refers to them.

It asks for records and figures through the functions that it is given, and only for the
dataflows that a question is about: what would bring all of them is refused.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TypeVar

from ...records.reading import Observed, PublicRecord
from .. import left_out
from . import artefacts, flows, lists, names
from .model import Artefact, Code, Codes, Flow, Names, Reference

Made = TypeVar("Made")
SDMX = "sdmx"
KINDS = (
    "agencyscheme",
    "dataflow",
    "categoryscheme",
    "categorisation",
    "codelist",
    "conceptscheme",
    "datastructure",
    "contentconstraint",
)
PLAIN = {"dataflow", "categorisation"}  # told without reading a figure
MOST = 200  # dataflows whose figures one question may read


class TooMany(Exception):
    """The question would bring the structures of more dataflows than ``MOST``."""


@dataclass
class Registry:
    """``every`` yields the open indicators, ``named`` finds one by its address."""

    agency: str
    publisher: str
    area: str
    every: Callable[[], Iterable[PublicRecord]]
    named: Callable[[str], PublicRecord | None]
    figures: Callable[[PublicRecord], list[Observed]]
    _flows: dict[str, Flow] = field(default_factory=dict)
    _records: dict[str, PublicRecord | None] = field(default_factory=dict)

    def record(self, flow_id: str) -> PublicRecord | None:
        """The indicator behind a dataflow."""
        if flow_id not in self._records:
            found = None
            if flow_id.startswith(names.PREFIX):
                found = self.named(names.slug(flow_id))
            right = found is not None and names.flow(found) == flow_id
            self._records[flow_id] = found if right else None
        return self._records[flow_id]

    def flow(self, record: PublicRecord) -> Flow:
        flow_id = names.flow(record)
        if flow_id not in self._flows:
            made = flows.flow(record, self.figures(record), self.area)
            self._flows[flow_id] = made
        return self._flows[flow_id]

    def few(self) -> list[PublicRecord]:
        """All the indicators, if they are few. Raises ``TooMany``."""
        found = list(islice(self.every(), MOST + 1))
        if len(found) > MOST:
            raise TooMany
        return found

    def all(self, kind: str) -> Iterator[Artefact]:
        """Every artefact of a kind. Raises ``TooMany`` where figures must be read."""
        if kind == "agencyscheme":
            yield self.agencies()
        elif kind == "categoryscheme":
            yield lists.themes()
        elif kind == "dataflow":
            yield from self._each(artefacts.dataflow)
        elif kind == "categorisation":
            yield from filter(None, self._each(artefacts.categorisation))
        else:
            if kind == "codelist":
                yield from lists.shared().values()
                yield from (self.indicators(), self.units())
            if kind == "conceptscheme":
                yield lists.concepts()
            few = self.few()
            for owned in left_out.each(few, lambda one: self._whole(one, kind), SDMX):
                yield from owned

    def classified(self) -> Iterator[Artefact]:
        """The dataflows that stand in a theme, as they are read."""
        yield from filter(None, self._each(artefacts.classified))

    def get(self, kind: str, name: str) -> Artefact | None:
        """One artefact by its kind and identifier."""
        fixed = self._fixed(kind, name)
        if fixed is not None:
            return fixed
        for record in self.owners(name):
            for one in self._owned(record, kind):
                if one.id == name:
                    return one
        return None

    def owners(self, name: str) -> Iterator[PublicRecord]:
        """The indicators whose artefact this may be: after theirs may come a breakdown."""
        _before, mark, rest = name.partition(names.PREFIX)
        parts = (mark + rest).split("_") if mark else []
        for size in range(len(parts), 1, -1):
            found = self.record("_".join(parts[:size]))
            if found is not None:
                yield found

    def parents(self, one: Artefact) -> Iterator[Artefact]:
        """What refers to ``one``. Raises ``TooMany``."""
        if one.kind == "dataflow":
            record = self.record(one.id)
            if record is not None:
                yield from filter(None, [artefacts.categorisation(record)])
                yield from self._owned(record, "contentconstraint")
        elif one.kind == "datastructure":
            yield from filter(None, [self.get("dataflow", one.id.removeprefix("DSD_"))])
        elif one.kind == "categoryscheme":
            yield from self.all("categorisation")
        elif one.kind in {"codelist", "conceptscheme"}:
            for record in list(self.owners(one.id)) or self.few():
                made = artefacts.structure(self.flow(record))
                if any(r.id == one.id for r in made.refers):
                    yield made

    def children(self, one: Artefact) -> Iterator[Artefact]:
        """What ``one`` refers to; a long list that grows with the catalogue comes in part."""
        for reference in one.refers:
            found = self._referred(one, reference)
            if found is not None:
                yield found

    def indicators(self) -> Artefact:
        named = Names("Indicadores", "Indicators")
        items = Codes(lambda: self._each(artefacts.indicator_code))
        return Artefact("codelist", "CL_INDICATOR", named, items)

    def units(self) -> Artefact:
        found: dict[str, Code] = {flows.NO_UNIT.id: flows.NO_UNIT}
        for unit in self._each(flows.unit_of):
            found.setdefault(unit.id, unit)
        named = Names("Unidades de medida", "Units of measure")
        return Artefact("codelist", "CL_UNIT_MEASURE", named, tuple(found.values()))

    def agencies(self) -> Artefact:
        items = (Code(self.agency, Names(self.publisher)),)
        named = Names("Agencias", "Agencies")
        return Artefact("agencyscheme", "AGENCIES", named, items, agency="SDMX")

    def _fixed(self, kind: str, name: str) -> Artefact | None:
        made: dict[tuple[str, str], Callable[[], Artefact]] = {
            ("agencyscheme", "AGENCIES"): self.agencies,
            ("categoryscheme", lists.themes().id): lists.themes,
            ("conceptscheme", lists.CORE): lists.concepts,
            ("codelist", "CL_INDICATOR"): self.indicators,
            ("codelist", "CL_UNIT_MEASURE"): self.units,
        }
        if (kind, name) in made:
            return made[kind, name]()
        return lists.shared().get(name) if kind == "codelist" else None

    def _owned(self, record: PublicRecord, kind: str) -> Iterator[Artefact]:
        if kind == "dataflow":
            yield artefacts.dataflow(record)
            return
        if kind == "categorisation":
            yield from filter(None, [artefacts.categorisation(record)])
            return
        flow = self.flow(record)
        if kind == "datastructure":
            yield artefacts.structure(flow)
        elif kind == "contentconstraint":
            yield from filter(None, [artefacts.constraint(flow)])
        elif kind == "conceptscheme":
            yield from filter(None, [artefacts.own_concepts(flow)])
        elif kind == "codelist":
            made = artefacts.structure(flow)
            for part in made.parts:
                if part.codes and part.codes.id == f"CL_{flow.id}_{part.id}":
                    yield artefacts.own_list(flow, part.id)

    def _whole(self, record: PublicRecord, kind: str) -> list[Artefact]:
        return list(self._owned(record, kind))

    def _each(self, make: Callable[[PublicRecord], Made]) -> Iterator[Made]:
        """What is made of every indicator, but of those of which it cannot be."""
        return left_out.each(self.every(), make, SDMX)

    def _referred(self, one: Artefact, reference: Reference) -> Artefact | None:
        record = self.record(one.id.removeprefix("DSD_"))
        if record is not None and reference.id in {"CL_INDICATOR", "CL_UNIT_MEASURE"}:
            units = reference.id == "CL_UNIT_MEASURE"
            code = flows.unit_of(record) if units else artefacts.indicator_code(record)
            named = (
                Names("Unidades de medida", "Units of measure")
                if units
                else Names("Indicadores", "Indicators")
            )
            return Artefact("codelist", reference.id, named, (code,), partial=True)
        return self.get(reference.kind, reference.id)

    def partial(self, one: Artefact, flow: Flow) -> Artefact:
        """A code list with only what a flow's figures use (``detail=referencepartial``)."""
        wanted = artefacts.used(flow).get(one.id)
        if one.kind != "codelist" or wanted is None:
            return one
        parents = {item.parent for item in one.items if item.id in wanted}
        items = tuple(item for item in one.items if item.id in wanted | parents)
        kept = {item.id for item in items}
        return replace(
            one,
            partial=True,
            items=tuple(
                item if item.parent in kept else replace(item, parent="")
                for item in items
            ),
        )
