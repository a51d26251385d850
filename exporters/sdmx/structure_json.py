"""Structures in SDMX-JSON 2.0."""

from collections.abc import Iterable, Iterator
from typing import Any

import orjson

from ...schemas.texts import clean
from .data_json import meta
from .message import Header
from .model import Artefact, Code, Component, Names, Reference, Region
from .resolving import Brought
from .structure_xml import StructureWriter, together

SCHEMA = (
    "https://raw.githubusercontent.com/sdmx-twg/sdmx-json/master/structure-message/"
    "tools/schemas/2.0.0/sdmx-json-structure-schema.json"
)
GROUPS = {
    "agencyscheme": ("agencySchemes", "agencies"),
    "dataflow": ("dataflows", ""),
    "categoryscheme": ("categorySchemes", "categories"),
    "categorisation": ("categorisations", ""),
    "codelist": ("codelists", "codes"),
    "conceptscheme": ("conceptSchemes", "concepts"),
    "datastructure": ("dataStructures", ""),
    "contentconstraint": ("dataConstraints", ""),
}


def message(found: Iterable[Brought], header: Header) -> Iterator[bytes]:
    """The whole message, in pieces, each artefact as it comes."""
    names = StructureWriter(header.sender, "3.0")
    yield b'{"meta":' + orjson.dumps(meta(header, SCHEMA)) + b',"data":{'
    for number, (kind, group) in enumerate(together(found)):
        comma = "," if number else ""
        yield f'{comma}"{GROUPS[kind][0]}":['.encode()
        for place, one in enumerate(group):
            yield b"," if place else b""
            yield from _pieces(one, names)
        yield b"]"
    yield b"}}"


def _pieces(brought: Brought, names: StructureWriter) -> Iterator[bytes]:
    """One artefact; the items of a scheme come one by one, as they are read."""
    one, said = brought.artefact, orjson.dumps(_artefact(brought, names))
    if brought.stub or not one.items:
        yield said
        return
    yield said.removesuffix(b"}") + f',"{GROUPS[one.kind][1]}":['.encode()
    for place, each in enumerate(one.items):
        yield (b"," if place else b"") + orjson.dumps(_item(each))
    yield b"]}"


def _artefact(brought: Brought, names: StructureWriter) -> dict[str, Any]:
    one = brought.artefact
    said: dict[str, Any] = {
        "id": one.id,
        "agencyID": one.agency or names.agency,
        # An agency scheme has one version for ever.
        "version": "1.0" if one.kind == "agencyscheme" else names.number,
        **_named(one.names),
    }
    if one.description and clean(one.description):
        said |= _named(Names(one.description), "description")
    if one.partial:
        said["isPartial"] = True
    if brought.stub:
        return said | {"isExternalReference": True}
    if one.notes:
        said["annotations"] = [
            {"title": text, "type": name} for name, text in one.notes
        ]
    return said | _body(one, names)


def _body(one: Artefact, names: StructureWriter) -> dict[str, Any]:
    if one.kind == "dataflow":
        return {"structure": _urn(one.refers[0], names)}
    if one.kind == "categorisation":
        source, target = (_urn(each, names) for each in one.refers)
        return {"source": source, "target": target}
    if one.kind == "datastructure":
        return {"dataStructureComponents": _components(one.parts, names)}
    if one.kind == "contentconstraint":
        region: Region = one.parts
        keys = [{"id": name, "values": list(values)} for name, values in region.values]
        attached = {"dataflows": [_urn(one.refers[0], names)]}
        cube = {"include": True, "keyValues": [_key(each) for each in keys]}
        return {
            "role": "Actual",
            "constraintAttachment": attached,
            "cubeRegions": [cube],
        }
    return {}


def _key(one: dict[str, Any]) -> dict[str, Any]:
    values = [{"value": value} for value in one["values"]]
    return {"id": one["id"], "include": True, "values": values}


def _item(one: Code) -> dict[str, Any]:
    parent = {"parent": one.parent} if one.parent else {}
    return {"id": one.id, **_named(one.names), **parent}


def _components(parts: tuple[Component, ...], names: StructureWriter) -> dict[str, Any]:
    dimensions = [one for one in parts if one.level == "dimension"]
    related = {"dimensions": [one.id for one in dimensions]}
    time = {
        **_component(parts[len(dimensions)], names),
        "localRepresentation": {"format": {"dataType": "ObservationalTimePeriod"}},
    }
    attributes = [
        {
            **_component(one, names),
            "usage": "mandatory" if one.required else "optional",
            "attributeRelationship": {"observation": {}}
            if one.level == "observation"
            else related,
        }
        for one in parts
        if one.level in {"series", "observation"}
    ]
    return {
        "dimensionList": {
            "id": "DimensionDescriptor",
            "dimensions": [
                {**_component(one, names), "position": place}
                for place, one in enumerate(dimensions)
            ],
            "timeDimension": time,
        },
        "attributeList": {"id": "AttributeDescriptor", "attributes": attributes},
        "measureList": {
            "id": "MeasureDescriptor",
            "measures": [
                _component(one, names) for one in parts if one.level == "measure"
            ],
        },
    }


def _component(one: Component, names: StructureWriter) -> dict[str, Any]:
    shown = (
        {"enumeration": _urn(one.codes, names)}
        if one.codes
        else {"format": {"dataType": one.type}}
    )
    return {
        "id": one.id,
        "conceptIdentity": _urn(one.concept, names),
        "localRepresentation": shown,
    }


def _urn(to: Reference, names: StructureWriter) -> str:
    return names.urn(to.kind, to.id, to.agency, to.item)


def _named(said: Names, field: str = "name") -> dict[str, Any]:
    every = {language: clean(text) for language, text in said.items()}
    return {field: every["es"], f"{field}s": every}
