"""SDMX-JSON 1.0 and 2.0: dataflows of structure messages, and data by their indexes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .. import jsonstream
from ..answers import Answer
from ..words import line
from . import marks, naming
from .flow import (
    MISPLACED,
    VALUE,
    Figure,
    Flow,
    Words,
    of_urn,
    spanish,
    structure_of,
)

LEVELS = ("dataSet", "series", "observation")


def flows(said: Any) -> Iterator[Flow]:
    """The dataflows of a message, with the figures of those that it holds data of."""
    body = _group(said, "data") or (said if isinstance(said, dict) else {})
    yield from filter(None, map(flow, _list(body.get("dataflows"))))
    structures = _list(body.get("structures")) or [
        _group(body, "structure") or _group(said, "structure")
    ]
    for dataset in _list(body.get("dataSets")):
        if isinstance(dataset, dict) and line(dataset.get("action")) != "Delete":
            yield _filled(dataset, structures)


def listed(answer: Answer) -> Iterator[Flow]:
    """The dataflows of a structure message, as they are read. Raises ``Unreadable``."""
    read = jsonstream.elements(answer, "dataflows", top={}, within="data")
    yield from filter(None, map(flow, read))


def flow(one: Any) -> Flow | None:
    """A dataflow of a structure message; none for what is none."""
    if not isinstance(one, dict) or not one.get("id"):
        return None
    return Flow(
        line(one.get("id"), 200),
        line(one.get("agencyID"), 100),
        words(one, "name"),
        words(one, "description"),
        line(one.get("version"), 40),
        marks=marks.among(map(_note, _list(one.get("annotations")))),
        structure=structure_of(line(one.get("structure"), 500)),
    )


def _note(one: Any) -> marks.Note:
    """The type of an annotation, and all that it says."""
    said = one if isinstance(one, dict) else {}
    texts = [line(said.get(key), 100) for key in ("title", "value", "text", "texts")]
    return line(said.get("type"), 100), texts


def _filled(dataset: dict[str, Any], structures: list[Any]) -> Flow:
    number = dataset.get("structure")
    place = number if isinstance(number, int) else 0
    chosen = structures[place] if -1 < place < len(structures) else {}
    structure = chosen if isinstance(chosen, dict) else {}
    agency, name = _reference(structure) or _reference(dataset) or ("", "")
    flow = Flow(
        name or line(structure.get("name"), 200) or "SDMX",
        agency,
        words(structure, "name"),
        words(structure, "description"),
    )
    filled = flow.with_figures(figures(dataset, structure))
    _name(filled, structure)
    return filled


def _name(flow: Flow, structure: dict[str, Any]) -> None:
    """Put the names that a structure gives to its components and to the codes in use."""
    used = naming.values(flow.figures)
    for group in ("dimensions", "attributes"):
        for level in LEVELS:
            for one in _components(structure, group, level):
                name = line(one.get("id"), 100)
                if name not in used:
                    continue
                if said := spanish(words(one, "name")):
                    flow.parts[name] = said
                named = _named(_list(one.get("values")), used[name])
                if named:
                    flow.codes[name] = named


def _named(listed: list[Any], used: set[str]) -> Words:
    """The names of the codes in use, of those that have one."""
    found = {
        code: spanish(words(one, "name"))
        for one in listed
        if isinstance(one, dict) and (code := _text(one.get("id"))) in used
    }
    return {code: name for code, name in found.items() if name and name != code}


def _reference(node: dict[str, Any]) -> tuple[str, str] | None:
    """The dataflow among the links, or else the structure; old messages only link."""
    links = [one for one in _list(node.get("links")) if isinstance(one, dict)]
    for wanted in ("dataflow", "datastructure", ""):
        for one in links:
            if wanted and line(one.get("rel")).lower() != wanted:
                continue
            found = of_urn(line(one.get("urn"), 500))
            if found[1]:
                return found
            parts = line(one.get("href"), 500).split("/")
            if wanted in parts and len(parts) > parts.index(wanted) + 2:
                place = parts.index(wanted)
                return parts[place + 1], parts[place + 2]
    return None


def figures(dataset: dict[str, Any], structure: dict[str, Any]) -> Iterator[Figure]:
    """The figures of a data set: of its series, or flat."""
    dimensions = {one: _components(structure, "dimensions", one) for one in LEVELS}
    attributes = {one: _components(structure, "attributes", one) for one in LEVELS}
    listed = _components(structure, "measures", "observation")
    measures = [line(one.get("id"), 100) for one in listed] or [VALUE]
    fixed = {
        line(one.get("id"), 100): _value(one, 0) for one in dimensions["dataSet"]
    } | _read(attributes["dataSet"], dataset.get("attributes"))
    series = _group(dataset, "series")
    if not series:
        series = {"": {"observations": dataset.get("observations")}}
    for key, inside in series.items():
        if not isinstance(inside, dict):
            continue
        told = fixed | _keyed(dimensions["series"], key)
        told |= _read(attributes["series"], inside.get("attributes"))
        for place, values in _group(inside, "observations").items():
            given = _list(values)
            count = len(measures)
            one = told | _keyed(dimensions["observation"], place)
            one |= _read(attributes["observation"], given[count:])
            one |= {
                name: _text(each)
                for name, each in zip(measures, given, strict=False)
                if name
            }
            yield {name: each for name, each in one.items() if each}


def _components(structure: dict[str, Any], group: str, level: str) -> list[Any]:
    found = _list(_group(structure, group).get(level))
    return [one if isinstance(one, dict) else {} for one in found]


def _keyed(components: list[Any], key: Any) -> Figure:
    """``0:3:1`` says which value of each dimension."""
    told: Figure = {}
    places = str(key).split(":")
    if key and len(places) < len(components):
        told[MISPLACED] = str(key)
    for one, place in zip(components, places, strict=False):
        sound = place.isascii() and place.isdigit() and len(place) < 10
        if sound and int(place) < len(_list(one.get("values"))):
            told[line(one.get("id"), 100)] = _value(one, int(place))
        elif place:
            told[MISPLACED] = place
    return told


def _read(components: list[Any], values: Any) -> Figure:
    """Attributes come as places among their values, or as what they say."""
    return {
        line(one.get("id"), 100): _value(one, each)
        if isinstance(each, int) and _list(one.get("values"))
        else _text(each)
        for one, each in zip(components, _list(values), strict=False)
        if each is not None
    }


def _value(component: dict[str, Any], place: int) -> str:
    values = _list(component.get("values"))
    one = values[place] if -1 < place < len(values) else None
    if not isinstance(one, dict):
        return _text(one)
    return _text(next((one[k] for k in ("id", "value", "name") if one.get(k)), ""))


def _text(value: Any) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = next(iter(value.values()), "")
    return "" if value is None else line(value, 500)


def words(node: dict[str, Any], name: str) -> Words:
    """A text in its languages, by their signs; blank where it is in one that is not said."""
    many = node.get(f"{name}s")
    if isinstance(many, dict):
        found = {str(key).lower(): line(one, 2000) for key, one in many.items() if one}
        if found:
            return found
    said = line(node.get(name), 2000)
    return {"": said} if said else {}


def _group(node: Any, key: str) -> dict[str, Any]:
    found = node.get(key) if isinstance(node, dict) else None
    return found if isinstance(found, dict) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
