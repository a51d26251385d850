"""SDMX-ML 2.1 and 3.0: structure messages, generic and structure specific data."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from .. import xml
from ..words import line
from .flow import TIME, VALUE, Figure, Flow, Words, of_urn

QUIET = frozenset({"action", "setID", "REPORTING_YEAR_START_DAY", "type"})
USAGES = ("StructureUsage", "ProvisionAgreement", "ProvisionAgrement", "Structure")
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def flows(root: etree._Element) -> Iterator[Flow]:
    """The dataflows of a structure message, and those that a data message fills."""
    for one in root.iter("{*}Dataflow"):
        if one.get("id") and len(one):
            yield Flow(
                line(one.get("id"), 200),
                line(one.get("agencyID"), 100),
                _said(one, "Name"),
                _said(one, "Description"),
                line(one.get("version"), 40),
            )
    agency, name = _filled(root)
    if name and xml.children(root, "DataSet"):
        yield Flow(name, agency).with_figures(observations(root))


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


def _said(node: etree._Element, name: str) -> Words:
    return {
        str(one.get(XML_LANG) or "").lower(): xml.text(one)
        for one in xml.children(node, name)
        if xml.text(one)
    }
