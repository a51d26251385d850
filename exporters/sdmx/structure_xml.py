"""Structures in SDMX-ML 2.1 and 3.0, artefact by artefact, in Spanish and English.

The two versions differ in how an artefact is referred to (a ``Ref`` with its parts, or a
URN), in a few names, and in the form of the version.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from ...schemas.texts import clean
from .message import CLOSED, Header, opening
from .model import Artefact, Code, Component, Names, Reference, Region
from .resolving import Brought


@dataclass(frozen=True, slots=True)
class Kind:
    """How a kind is called: its list, its element, its items, its class in a URN."""

    group: str
    element: str
    item: str = ""
    package: str = ""
    name: str = ""
    item_name: str = ""


KINDS = {
    "agencyscheme": Kind("AgencySchemes", "AgencyScheme", "Agency", "base"),
    "dataflow": Kind("Dataflows", "Dataflow", "", "datastructure"),
    "categoryscheme": Kind(
        "CategorySchemes", "CategoryScheme", "Category", "categoryscheme"
    ),
    "categorisation": Kind("Categorisations", "Categorisation", "", "categoryscheme"),
    "codelist": Kind("Codelists", "Codelist", "Code", "codelist"),
    "conceptscheme": Kind(
        "ConceptSchemes", "ConceptScheme", "Concept", "conceptscheme"
    ),
    "datastructure": Kind("DataStructures", "DataStructure", "", "datastructure"),
    "contentconstraint": Kind("DataConstraints", "DataConstraint", "", "registry"),
}
# The order and the names of 2.1, where they are others.
GROUPS_21 = {
    "agencyscheme": "OrganisationSchemes",
    "conceptscheme": "Concepts",
    "contentconstraint": "Constraints",
}


def together(found: Iterable[Brought]) -> Iterator[tuple[str, Iterator[Brought]]]:
    """What comes, kind by kind: a list in any order, or a stream in the order of kinds."""
    order = list(KINDS)
    if isinstance(found, list):
        found = sorted(found, key=lambda one: order.index(one.artefact.kind))
    yield from groupby(found, key=lambda one: one.artefact.kind)


class StructureWriter:
    """Writes artefacts of one agency in one version of SDMX-ML: ``2.1`` or ``3.0``."""

    def __init__(self, agency: str, version: str) -> None:
        self.agency = agency
        self.new = version == "3.0"
        self.number = "1.0.0" if self.new else "1.0"

    def message(self, found: Iterable[Brought], header: Header) -> Iterator[str]:
        """The whole message, in pieces, each artefact as it comes."""
        yield opening("Structure", "3.0" if self.new else "2.1", header) + CLOSED
        yield "<mes:Structures>"
        for kind, group in together(found):
            called = KINDS[kind].group
            name = called if self.new else GROUPS_21.get(kind, called)
            yield f"<str:{name}>"
            for brought in group:
                yield from self._pieces(brought)
            yield f"</str:{name}>"
        yield "</mes:Structures></mes:Structure>"

    def _pieces(self, brought: Brought) -> Iterator[str]:
        """One artefact; the items of a scheme come one by one, as they are read."""
        one = brought.artefact
        element = KINDS[one.kind].element
        kind = ""
        if one.kind == "contentconstraint":
            element = element if self.new else "ContentConstraint"
            kind = ' role="Actual"' if self.new else ' type="Actual"'
        partial = ' isPartial="true"' if one.partial else ""
        stub = ' isExternalReference="true"' if brought.stub else ""
        if brought.stub and self.new:
            stub += f" structureURL={quoteattr(self.urn(one.kind, one.id, one.agency))}"
        final = "" if self.new else ' isFinal="false"'
        # An agency scheme has one version for ever, which 3.0 does not write.
        unsaid = self.new and one.kind == "agencyscheme"
        number = "" if unsaid else f' version="{self.number}"'
        yield (
            f'<str:{element} id="{one.id}" agencyID="{one.agency or self.agency}"'
            f"{number}{final}{stub}{partial}{kind}>"
            f"{'' if brought.stub else _annotated(one.notes)}"
            f"{_named(one.names)}{_described(one.description)}"
        )
        if not brought.stub:
            yield from self._body(one)
        yield f"</str:{element}>"

    def urn(self, kind: str, name: str, agency: str = "", item: str = "") -> str:
        called = KINDS[kind]
        shown = called.item if item else called.element
        tail = f".{item}" if item else ""
        return (
            f"urn:sdmx:org.sdmx.infomodel.{called.package}.{shown}="
            f"{agency or self.agency}:{name}({self.number}){tail}"
        )

    def _body(self, one: Artefact) -> Iterator[str]:
        if one.items:
            item = KINDS[one.kind].item
            yield from (self._item(item, each) for each in one.items)
        elif one.kind == "dataflow":
            yield self._refer("str:Structure", one.refers[0])
        elif one.kind == "categorisation":
            yield self._refer("str:Source", one.refers[0])
            yield self._refer("str:Target", one.refers[1])
        elif one.kind == "datastructure":
            yield self._components(one.parts)
        elif one.kind == "contentconstraint":
            yield self._constraint(one)

    def _item(self, element: str, one: Code) -> str:
        parent = ""
        # The XSD of 3.0 takes only parents that begin with a letter.
        if one.parent and (one.parent[0].isalpha() or not self.new):
            inside = one.parent if self.new else f'<Ref id="{one.parent}"/>'
            parent = f"<str:Parent>{inside}</str:Parent>"
        return (
            f'<str:{element} id="{one.id}">{_named(one.names)}{parent}</str:{element}>'
        )

    def _refer(self, element: str, to: Reference) -> str:
        if self.new:
            urn = self.urn(to.kind, to.id, to.agency, to.item)
            return f"<{element}>{urn}</{element}>"
        called = KINDS[to.kind]
        shown = called.item if to.item else called.element
        parent = (
            f'id="{to.item}" maintainableParentID="{to.id}" '
            f'maintainableParentVersion="{self.number}"'
            if to.item
            else f'id="{to.id}" version="{self.number}"'
        )
        return (
            f'<{element}><Ref {parent} agencyID="{to.agency or self.agency}" '
            f'package="{called.package}" class="{shown}"/></{element}>'
        )

    def _components(self, parts: tuple[Component, ...]) -> str:
        dimensions = [one for one in parts if one.level == "dimension"]
        keys = "".join(
            f'<str:Dimension id="{one.id}" position="{place}">'
            f"{self._concept(one)}{self._coded(one)}</str:Dimension>"
            for place, one in enumerate(dimensions, start=1)
        )
        time = next(one for one in parts if one.level == "time")
        place = "" if self.new else f' position="{len(dimensions) + 1}"'
        keys += (
            f'<str:TimeDimension id="{time.id}"{place}>{self._concept(time)}'
            '<str:LocalRepresentation><str:TextFormat textType="ObservationalTimePeriod"/>'
            "</str:LocalRepresentation></str:TimeDimension>"
        )
        attributes = "".join(
            self._attribute(one, dimensions)
            for one in parts
            if one.level in {"series", "observation"}
        )
        measure = next(one for one in parts if one.level == "measure")
        called = "Measure" if self.new else "PrimaryMeasure"
        return (
            "<str:DataStructureComponents>"
            f'<str:DimensionList id="DimensionDescriptor">{keys}</str:DimensionList>'
            f'<str:AttributeList id="AttributeDescriptor">{attributes}'
            '</str:AttributeList><str:MeasureList id="MeasureDescriptor">'
            f'<str:{called} id="{measure.id}">{self._concept(measure)}'
            f'<str:LocalRepresentation><str:TextFormat textType="{measure.type}"/>'
            f"</str:LocalRepresentation></str:{called}></str:MeasureList>"
            "</str:DataStructureComponents>"
        )

    def _attribute(self, one: Component, dimensions: list[Component]) -> str:
        if one.level == "observation":
            related = (
                "<str:Observation/>"
                if self.new
                else '<str:PrimaryMeasure><Ref id="OBS_VALUE"/></str:PrimaryMeasure>'
            )
        else:
            related = "".join(
                f"<str:Dimension>{each.id}</str:Dimension>"
                if self.new
                else f'<str:Dimension><Ref id="{each.id}"/></str:Dimension>'
                for each in dimensions
            )
        if self.new:
            usage = f'usage="{"mandatory" if one.required else "optional"}"'
        else:
            usage = (
                f'assignmentStatus="{"Mandatory" if one.required else "Conditional"}"'
            )
        return (
            f'<str:Attribute id="{one.id}" {usage}>{self._concept(one)}{self._coded(one)}'
            f"<str:AttributeRelationship>{related}</str:AttributeRelationship>"
            "</str:Attribute>"
        )

    def _concept(self, one: Component) -> str:
        return self._refer("str:ConceptIdentity", one.concept)

    def _coded(self, one: Component) -> str:
        inside = (
            self._refer("str:Enumeration", one.codes)
            if one.codes
            else f'<str:TextFormat textType="{one.type}"/>'
        )
        return f"<str:LocalRepresentation>{inside}</str:LocalRepresentation>"

    def _constraint(self, one: Artefact) -> str:
        region: Region = one.parts
        prefix = "str" if self.new else "com"
        keys = "".join(
            f'<{prefix}:KeyValue id="{name}">'
            + "".join(f"<{prefix}:Value>{value}</{prefix}:Value>" for value in values)
            + f"</{prefix}:KeyValue>"
            for name, values in region.values
        )
        attached = self._refer("str:Dataflow", one.refers[0])
        return (
            f"<str:ConstraintAttachment>{attached}</str:ConstraintAttachment>"
            f'<str:CubeRegion include="true">{keys}</str:CubeRegion>'
        )


def _named(names: Names) -> str:
    return "".join(
        f'<com:Name xml:lang="{language}">{escape(clean(text))}</com:Name>'
        for language, text in names.items()
    )


def _annotated(notes: Iterable[tuple[str, str]]) -> str:
    said = "".join(
        f"<com:Annotation><com:AnnotationTitle>{text}</com:AnnotationTitle>"
        f"<com:AnnotationType>{name}</com:AnnotationType></com:Annotation>"
        for name, text in notes
    )
    return f"<com:Annotations>{said}</com:Annotations>" if said else ""


def _described(text: str) -> str:
    said = escape(clean(text))
    return f'<com:Description xml:lang="es">{said}</com:Description>' if said else ""
