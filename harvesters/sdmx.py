"""SDMX (2.1 and 3.0 in XML): dataflows as indicators, and their data as observations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from ..schemas.crosswalks import terms
from ..schemas.harvest import Found, Item, Order
from ..schemas.tables import Unreadable
from . import xml
from .http import Client
from .places import digest, documents
from .sketch import Sketch
from .words import line, plain

VERSION = "1"
MOST = 50_000
"""The observations that an indicator of ours may hold."""
STRUCTURE = "application/vnd.sdmx.structure+xml;version=2.1, application/xml;q=0.5"
DATA = "application/vnd.sdmx.genericdata+xml;version=2.1, application/xml;q=0.5"
# Dimensions and attributes that have a field of their own, or say nothing of a figure.
TIME, VALUE, STATUS = "TIME_PERIOD", "OBS_VALUE", "OBS_STATUS"
PLACED = frozenset(
    {TIME, VALUE, STATUS, "FREQ", "REF_AREA", "INDICATOR", "UNIT_MEASURE"}
)
QUIET = frozenset({"action", "setID", "REPORTING_YEAR_START_DAY", "type"})
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

NONE = "«{name}» es XML, pero no trae ningún flujo de datos (Dataflow) de SDMX."
SAID = "«{name}» respondió con un error de SDMX: {text}"
MANY = "Trae más de {most} datos: se tomaron los primeros {most}."
NO_TIME = "{count} datos no dicen su periodo y no se tomaron."


@dataclass(frozen=True)
class Flow:
    """A dataflow with what its data said."""

    id: str
    agency: str
    names: dict[str, str]
    descriptions: dict[str, str]
    address: str = ""
    figures: list[dict[str, str]] = field(default_factory=list)


def read(order: Order, http: Client) -> Iterator[Item]:
    """Every dataflow of a service, or of files. Raises ``Unreadable``."""
    if "://" not in order.location:
        yield from _files(order, http)
        return
    base = order.location.rstrip("/").removesuffix("/dataflow")
    agency = order.settings.get("agency") or "all"
    address = f"{base}/dataflow/{agency}/all/latest"
    root = _root(http.get(address, accept=STRUCTURE).require_data())
    found = list(flows(root))
    if not found:
        raise Unreadable(NONE.format(name=address))
    for one in found:
        yield _item(_with_data(one, base, http))


def _with_data(flow: Flow, base: str, http: Client) -> Flow:
    """The flow with its figures; a service without data for it says 404."""
    address = f"{base}/data/{flow.agency},{flow.id}/all"
    try:
        root = _root(http.get(address, accept=DATA).require_data())
    except Unreadable:
        return flow
    figures = list(observations(root))
    return Flow(flow.id, flow.agency, flow.names, flow.descriptions, address, figures)


def _files(order: Order, http: Client) -> Iterator[Item]:
    for document in documents(order.location, http, ("xml",)):
        if isinstance(document, Item):
            yield document
            continue
        trouble = NONE.format(name=document.url)
        found: list[Flow] = []
        try:
            found = list(flows(_root(document)))
        except Unreadable as error:
            trouble = str(error)
        yield from [_item(one) for one in found]
        if not found:
            yield Item(f"archivo:{document.url}", document.url, problem=trouble)


def _root(answer: Any) -> etree._Element:
    root = xml.document(answer)
    if xml.local(root) == "Error":
        raise Unreadable(SAID.format(name=answer.url, text=xml.text(root)[:200]))
    return root


def flows(root: etree._Element) -> Iterator[Flow]:
    """The dataflows of a structure message; references to others are none."""
    for one in root.iter():
        if xml.local(one) == "Dataflow" and one.get("id") and len(one):
            yield Flow(
                line(one.get("id"), 200),
                line(one.get("agencyID"), 100),
                _said(one, "Name"),
                _said(one, "Description"),
            )


def observations(root: etree._Element) -> Iterator[dict[str, str]]:
    """The figures of a data message, generic or structure specific, one by one."""
    for dataset in (one for one in root.iter() if xml.local(one) == "DataSet"):
        for node in dataset:
            if xml.local(node) == "Series":
                key = _attributes(node) | _pairs(node, "SeriesKey", "Attributes")
                for one in node:
                    if xml.local(one) == "Obs":
                        yield key | _observation(one)
            elif xml.local(node) == "Obs":
                yield _observation(node)


def _observation(node: etree._Element) -> dict[str, str]:
    said = _attributes(node) | _pairs(node, "ObsKey", "Attributes")
    for one in node:
        if xml.local(one) == "ObsDimension":
            said[one.get("id") or TIME] = str(one.get("value") or "")
        elif xml.local(one) == "ObsValue":
            said[VALUE] = str(one.get("value") or "")
    return said


def _pairs(node: etree._Element, *groups: str) -> dict[str, str]:
    """The values of a generic message: ``<Value id="FREQ" value="A"/>``."""
    return {
        str(one.get("id")): str(one.get("value") or "")
        for group in groups
        for one in xml.children(node, group, "Value")
        if one.get("id")
    }


def _attributes(node: etree._Element) -> dict[str, str]:
    """The values of a structure specific message, which are attributes."""
    return {
        str(name): str(value)
        for name, value in node.attrib.items()
        if not str(name).startswith("{") and name not in QUIET
    }


def _said(node: etree._Element, name: str) -> dict[str, str]:
    return {
        str(one.get(XML_LANG) or "").lower(): xml.text(one)
        for one in xml.children(node, name)
        if xml.text(one)
    }


def _item(flow: Flow) -> Item:
    content = [flow.names, flow.descriptions, flow.figures]
    name = line(_spanish(flow.names)) or flow.id
    return Item(f"{flow.agency}:{flow.id}", name, digest(content), flow)


def _spanish(said: dict[str, str]) -> str:
    order = ("es", "", "en")
    return next(
        (said[one] for one in order if one in said), next(iter(said.values()), "")
    )


def map(item: Item) -> Found:  # noqa: A001 - the word of every harvester
    """The draft of an indicator, with its series."""
    flow: Flow = item.content
    sketch = Sketch(item.name, "indicator")
    sketch.line("title", _spanish(flow.names) or flow.id)
    sketch.text("description", _spanish(flow.descriptions))
    figures = flow.figures[:MOST]
    if len(flow.figures) > MOST:
        sketch.remarks.append(MANY.format(most=MOST))
    rhythm = next((one["FREQ"] for one in figures if one.get("FREQ")), "")
    code = terms.find("frequencies", rhythm) if rhythm else ""
    if code:
        sketch.data["frequency"] = code
    dated = [one for one in figures if one.get(TIME)]
    if len(dated) < len(figures):
        count = len(figures) - len(dated)
        sketch.remarks.append(NO_TIME.format(count=count))
    broken = _breakdowns(dated)
    series = [_figure(one, broken) for one in dated]
    if series:
        sketch.data["observations"] = series
    if flow.address:
        sketch.part(title="Serie en SDMX", url=flow.address)
    sketch.known_by(flow.address)
    return sketch.found(organization="", identity=flow.address)


def _breakdowns(figures: list[dict[str, str]]) -> list[str]:
    """The dimensions that tell figures apart: those that take more than one value."""
    values: dict[str, set[str]] = {}
    for one in figures:
        for name, value in one.items():
            if name not in PLACED:
                values.setdefault(name, set()).add(value)
    return sorted(name for name, said in values.items() if len(said) > 1)


def _figure(one: dict[str, str], broken: list[str]) -> dict[str, Any]:
    told: dict[str, Any] = {"period": one[TIME]}
    area = one.get("REF_AREA", "")
    place = terms.find("territories", area) if area else ""
    if place:
        told["territory"] = place
    value = one.get(VALUE, "")
    if value and value.lower() != "nan":
        told["value"] = value
    status = terms.find("observation_status", one.get(STATUS, ""))
    if status:
        told["status"] = status
    parts = [
        {"name": name[:100], "value": plain(one[name], 200)}
        for name in broken
        if one.get(name)
    ]
    if area and not place:
        parts.append({"name": "REF_AREA", "value": area[:200]})
    if parts:
        told["breakdown"] = parts
    return told
