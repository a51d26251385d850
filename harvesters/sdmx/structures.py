"""A structure message read for its names: which list a part has, and what its codes are."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from .. import jsonstream, xml
from ..answers import Answer
from ..words import line
from ..xmlstream import Stream
from .flow import Words, spanish
from .jsonform import words
from .xmlform import XML_LANG

MOST_CODES = 20_000
ALL_CODES = 100_000
MOST_PARTS = 5_000
"""Codes of one list, of all lists of a run, and concepts of a run."""
LARGEST_JSON = 16 * 2**20
LONGEST = 200

NODES = (
    "Code",
    "Concept",
    "Dimension",
    "MeasureDimension",
    "Attribute",
    "DataAttribute",
)
Key = tuple[str, str]
"""The agency and the identifier of a list, of codes or of concepts."""
Concept = tuple[str, str, str]
Parts = dict[str, tuple[Concept | None, Key | None]]
"""By the name of a dimension or attribute: its concept, and the list of its codes."""

_ITEM = re.compile(r"=([^:]+):([^(]+)\([^)]*\)(?:\.(.+))?$")


@dataclass
class Told:
    """What the structures of a run said, as much as fits; ``cut`` are the lists of which
    something was left out.
    """

    codes: dict[Key, Words] = field(default_factory=dict)
    concepts: dict[Concept, tuple[str, Key | None]] = field(default_factory=dict)
    cut: set[Key] = field(default_factory=set)
    _count: int = 0

    def of(self, part: tuple[Concept | None, Key | None] | None) -> tuple[str, Key]:
        """The name of a part, and the list of its codes, its own or its concept's."""
        concept, listed = part or (None, None)
        name, usual = self.concepts.get(concept, ("", None)) if concept else ("", None)
        return name, listed or usual or ("", "")

    def named(self, listed: Key, codes: Iterable[str]) -> Words:
        """The names of these codes of a list; a list of measures is one of concepts."""
        known = self.codes.get(listed)
        if known is not None:
            return {one: known[one] for one in codes if one in known}
        found = {one: self.concepts.get((*listed, one), ("", None))[0] for one in codes}
        return {one: name for one, name in found.items() if name}

    def code(self, key: Key, code: str, name: str) -> None:
        known = self.codes.setdefault(key, {})
        if not code or not name or name == code or code in known:
            return
        if len(known) >= MOST_CODES or self._count >= ALL_CODES:
            self.cut.add(key)
            return
        known[code[:LONGEST]] = name
        self._count += 1

    def concept(self, key: Concept, name: str, listed: Key | None) -> None:
        if len(self.concepts) < MOST_PARTS:
            self.concepts.setdefault(key, (name, listed))


def read(answer: Answer, told: Told) -> Parts:
    """The parts of the structure that a message holds; lists and concepts go to ``told``.

    Raises ``Unreadable``.
    """
    if answer.start(400).startswith((b"{", b"[")):
        return _of_json(answer, told)
    parts: Parts = {}
    for node in Stream(answer).nodes(*NODES):
        name, above = line(node.get("id"), LONGEST), node.getparent()
        if above is None:
            continue
        key = (line(above.get("agencyID"), 100), line(above.get("id"), LONGEST))
        kind = xml.local(node)
        if kind == "Code":
            told.code(key, name, _name(node))
        elif kind == "Concept":
            told.concept(
                (*key, name), _name(node), _list_of(node, "CoreRepresentation")
            )
        elif (concept := _concept(node)) and len(parts) < MOST_PARTS:
            listed = _list_of(node, "LocalRepresentation")
            parts[name or concept[2]] = (concept, listed)
    return parts


def _name(node: etree._Element) -> str:
    said: Words = {}
    for one in node.iterchildren("{*}Name"):
        said.setdefault(str(one.get(XML_LANG) or "").lower(), xml.text(one))
    return line(spanish(said), LONGEST)


def _concept(node: etree._Element) -> Concept | None:
    found = xml.first(node, "ConceptIdentity")
    return None if found is None else referred(found)


def referred(node: etree._Element) -> Concept | None:
    """What a reference or a URN is to: an item of a scheme, or a thing by itself."""
    for one in node.iterchildren("{*}Ref"):
        scheme, name = one.get("maintainableParentID"), one.get("id")
        agency = one.get("agencyID")
        return _three(agency, scheme, name) if scheme else _three(agency, name, "")
    return item_of(xml.text(node))


def _list_of(node: etree._Element, representation: str) -> Key | None:
    found = xml.first(node, representation, "Enumeration")
    if found is None:
        return None
    said = referred(found)
    return said[:2] if said else None


def item_of(urn: str) -> Concept | None:
    """The same, of a URN; none where it is none."""
    found = _ITEM.search(urn.strip()[:1000])
    return _three(*found.groups()) if found else None


def _three(agency: Any, name: Any, item: Any) -> Concept:
    return line(agency, 100), line(name, LONGEST), line(item, LONGEST)


def _of_json(answer: Answer, told: Told) -> Parts:
    """The same, of SDMX-JSON 1.0 or 2.0, which is read only if it is small."""
    if answer.size > LARGEST_JSON:
        return {}
    said = jsonstream.whole(answer)
    body = said.get("data", said) if isinstance(said, dict) else {}
    for scheme in _groups(body, "codelists"):
        for one in _groups(scheme, "codes"):
            told.code(_key(scheme), line(one.get("id"), LONGEST), _said(one))
    for scheme in _groups(body, "conceptSchemes"):
        for one in _groups(scheme, "concepts"):
            key = (*_key(scheme), line(one.get("id"), LONGEST))
            told.concept(key, _said(one), _enumeration(one, "coreRepresentation"))
    parts: Parts = {}
    for structure in _groups(body, "dataStructures"):
        inside = _group(structure, "dataStructureComponents")
        for group, many in (
            ("dimensionList", "dimensions"),
            ("attributeList", "attributes"),
        ):
            for one in _groups(_group(inside, group), many)[:MOST_PARTS]:
                concept = item_of(line(one.get("conceptIdentity"), 1000))
                listed = _enumeration(one, "localRepresentation")
                parts[line(one.get("id"), LONGEST)] = (concept, listed)
    return parts


def _enumeration(node: dict[str, Any], representation: str) -> Key | None:
    found = item_of(line(_group(node, representation).get("enumeration"), 1000))
    return found[:2] if found else None


def _said(node: dict[str, Any]) -> str:
    return line(spanish(words(node, "name")), LONGEST)


def _key(node: dict[str, Any]) -> Key:
    return line(node.get("agencyID"), 100), line(node.get("id"), LONGEST)


def _group(node: Any, key: str) -> dict[str, Any]:
    found = node.get(key) if isinstance(node, dict) else None
    return found if isinstance(found, dict) else {}


def _groups(node: Any, key: str) -> list[dict[str, Any]]:
    found = node.get(key) if isinstance(node, dict) else None
    return (
        [one for one in found if isinstance(one, dict)]
        if isinstance(found, list)
        else []
    )
