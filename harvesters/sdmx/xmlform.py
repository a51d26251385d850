"""SDMX-ML 2.1 and 3.0: structure messages, generic and structure specific data."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from .. import xml
from ..words import line
from . import marks
from .flow import TIME, VALUE, Figure, Flow, Words, of_urn, structure_of

QUIET = frozenset({"action", "setID", "REPORTING_YEAR_START_DAY", "type"})
USAGES = ("StructureUsage", "ProvisionAgreement", "ProvisionAgrement", "Structure")
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def flows(root: etree._Element) -> Iterator[Flow]:
    """The dataflows of a structure message, and those that a data message fills."""
    yield from filter(None, map(flow, root.iter("{*}Dataflow")))
    agency, name = _filled(root)
    if name and xml.children(root, "DataSet"):
        yield Flow(name, agency).with_figures(observations(root))


def flow(node: etree._Element) -> Flow | None:
    """A dataflow of a structure message; none for what only refers to one."""
    if not node.get("id") or not len(node):
        return None
    said: dict[str, Words] = {"Name": {}, "Description": {}}
    notes: list[marks.Note] = []
    built: tuple[str, str, str] | None = None
    for one in node.iterchildren("{*}*"):
        name = xml.local(one)
        if name in said and (text := xml.text(one)):
            said[name][str(one.get(XML_LANG) or "").lower()] = text
        elif name == "Annotations":
            notes = [_note(each) for each in one]
        elif name == "Structure":
            built = _structure(one)
    return Flow(
        line(node.get("id"), 200),
        line(node.get("agencyID"), 100),
        said["Name"],
        said["Description"],
        line(node.get("version"), 40),
        marks=marks.among(notes) if notes else {},
        structure=built,
    )


def _structure(node: etree._Element) -> tuple[str, str, str] | None:
    """What a dataflow is built by, of a reference or a URN."""
    for one in node.iterchildren("{*}Ref"):
        said = [line(one.get(each), 200) for each in ("agencyID", "id", "version")]
        return (said[0], said[1], said[2]) if said[1] else None
    return structure_of(xml.text(node))


def _note(node: etree._Element) -> marks.Note:
    """The type of an annotation, and all that it says."""
    said = {xml.local(one): xml.text(one) for one in node}
    return said.pop("AnnotationType", ""), said.values()


def _filled(root: etree._Element) -> tuple[str, str]:
    """Which dataflow a message holds data of; where it says none, which structure."""
    for said in xml.children(root, "Header", "Structure"):
        for inside in said:
            if xml.local(inside) not in USAGES:
                continue
            for one in inside.iter("{*}Ref"):
                return line(one.get("agencyID"), 100), line(one.get("id"), 200)
            found = of_urn(xml.text(inside))
            if found[1]:
                return found
    return "", ""


def observations(root: etree._Element) -> Iterator[Figure]:
    """The figures of a data message, generic or structure specific, one by one."""
    for dataset in root.iter("{*}DataSet"):
        for node in dataset:
            if xml.local(node) == "Series":
                key = _attributes(node) | _pairs(node, "SeriesKey", "Attributes")
                for one in node.iterchildren("{*}Obs"):
                    yield key | _observation(one)
            elif xml.local(node) == "Obs":
                yield _observation(node)


def _observation(node: etree._Element) -> Figure:
    said = _attributes(node) | _pairs(node, "ObsKey", "Attributes")
    for one in node:
        if xml.local(one) == "ObsDimension":
            said[one.get("id") or TIME] = str(one.get("value") or "")
        elif xml.local(one) == "ObsValue":
            said[VALUE] = str(one.get("value") or "")
    return said


def _pairs(node: etree._Element, *groups: str) -> Figure:
    """The values of a generic message: ``<Value id="FREQ" value="A"/>``."""
    return {
        str(one.get("id")): str(one.get("value") or "")
        for group in groups
        for one in xml.children(node, group, "Value")
        if one.get("id")
    }


def _attributes(node: etree._Element) -> Figure:
    """The values of a structure specific message, which are attributes."""
    return {
        str(name): str(value)
        for name, value in node.attrib.items()
        if not str(name).startswith("{") and name not in QUIET
    }
