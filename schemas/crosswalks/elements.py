"""The XML shape of a crosswalk: elements by local name, so any namespace is read.

A path is steps parted by ``/``; ``name[a=v]`` asks for an attribute, ``name[!a]`` for its
absence, ``name[!a=v]`` for another value or none; the last step may be ``@attribute`` or ``.`` (the element's own text).
"""

import re
from functools import lru_cache
from typing import Any, cast

from lxml import etree

from ..texts import clean

Element = Any
_STEP = re.compile(r"(\w+)((?:\[[^\]]*\])*)")
_ASKED = re.compile(r"\[(!?)([\w:]+)(?:=([^\]]*))?\]")
_XML = "{http://www.w3.org/XML/1998/namespace}"


class Elements:
    """Gets, puts and makes elements of one namespace."""

    def __init__(self, namespace: str) -> None:
        self.namespace = namespace

    def root(self, name: str) -> Element:
        return etree.Element(self._tag(name), nsmap={None: self.namespace})

    def get(self, node: Element, path: str) -> list[Any]:
        """The texts at ``path``."""
        *steps, last = _parts(path)
        places = [node]
        for step in steps:
            places = [one for place in places for one in _children(place, step)]
        if last.startswith("@"):
            name = _attribute(last[1:])
            return [one.get(name) for one in places if one.get(name)]
        if last != ".":
            places = [one for place in places for one in _children(place, last)]
        return [text(one) for one in places]

    def each(self, node: Element, path: str) -> list[Element]:
        """The elements at ``path``, for the rows of a group."""
        places = [node]
        for step in _parts(path):
            places = [one for place in places for one in _children(place, step)]
        return places

    def put(self, node: Element, path: str, value: Any) -> bool:
        """Write a text at ``path``; what XML forbids is left out, and nothing empty."""
        said = clean(str(value))
        if not said:
            return False
        *steps, last = _parts(path)
        place = node
        for step in steps:
            place = self._reach(place, step)
        if last == ".":
            place.text = said
        elif last.startswith("@"):
            place.set(_attribute(last[1:]), said)
        else:
            self._add(place, last).text = said
        return True

    def make(self, node: Element, path: str) -> Element:
        *steps, last = _parts(path)
        place = node
        for step in steps:
            place = self._reach(place, step)
        return self._add(place, last)

    def drop(self, node: Element, path: str, made: Element) -> None:
        """Take back a group that had nothing to say, and what was made to hold it."""
        while made is not node and not (len(made) or made.text or made.attrib):
            parent = made.getparent()
            parent.remove(made)
            made = parent

    def _reach(self, place: Element, step: str) -> Element:
        found = _children(place, step)
        return found[-1] if found else self._add(place, step)

    def _add(self, place: Element, step: str) -> Element:
        name, asked = _step(step)
        made = etree.SubElement(place, self._tag(name))
        for absent, attribute, value in asked:
            if not absent:
                made.set(_attribute(attribute), value)
        return made

    def _tag(self, name: str) -> str:
        return f"{{{self.namespace}}}{name}"


def text(element: Element) -> str:
    """All the words of an element, whatever is set in italics inside it."""
    return "".join(element.itertext()).strip()


def parse(data: bytes) -> Element:
    """Read XML without DTD, entities or network. Raises ``etree.XMLSyntaxError``."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    return etree.fromstring(data, parser)


def _children(place: Element, step: str) -> list[Element]:
    name, asked = _step(step)
    named = place.iterchildren(f"{{*}}{name}")
    if not asked:
        return list(named)
    return [one for one in named if all(_answers(one, *ask) for ask in asked)]


def _answers(element: Element, absent: str, attribute: str, value: str) -> bool:
    given: str | None = element.get(_attribute(attribute))
    if absent:
        return given != value if value else given is None
    return given == value


@lru_cache(maxsize=1024)
def _parts(path: str) -> tuple[str, ...]:
    return tuple(re.split(r"/(?![^\[]*\])", path))


@lru_cache(maxsize=1024)
def _step(step: str) -> tuple[str, tuple[tuple[str, str, str], ...]]:
    found = cast("re.Match[str]", _STEP.fullmatch(step))
    return found[1], tuple(_ASKED.findall(found[2]))


def _attribute(name: str) -> str:
    return _XML + name[4:] if name.startswith("xml:") else name
