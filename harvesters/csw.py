"""CSW 2.0.2: the catalogues of spatial data infrastructures, asked by ``GetRecords``."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from lxml import etree

from ..schemas.harvest import Cut, Found, Item, Order
from ..schemas.tables import Unreadable
from . import dublin_core, iso19139, xml
from .http import Client
from .places import documents
from .words import number

VERSION = "1"
ROWS = 50
MOST_PAGES = 20_000
GMD = "http://www.isotc211.org/2005/gmd"

NOT_CSW = "«{name}» no responde como un servicio CSW: la raíz es «{root}»."
SAID = "«{name}» respondió con un error: {text}"
STUCK = (
    "La paginación de «{name}» no avanza: se dejó de leer y no se tocó lo que falta."
)
SHORT = "«{name}» dijo tener {total} registros y dio {came}: lo que falta no se tocó."
NO_ID = "El registro no trae identificador."

_QUESTION = """<?xml version="1.0" encoding="UTF-8"?>
<csw:GetRecords xmlns:csw="http://www.opengis.net/cat/csw/2.0.2" service="CSW"
 version="2.0.2" resultType="results" startPosition="{start}" maxRecords="{rows}"
 outputSchema="{schema}"><csw:Query typeNames="csw:Record">
<csw:ElementSetName>full</csw:ElementSetName></csw:Query></csw:GetRecords>"""


def read(order: Order, http: Client) -> Iterator[Item]:
    """Every record of the service, in ISO 19139. Raises ``Unreadable``."""
    if "://" not in order.location:
        for document in documents(order.location, http, ("xml",)):
            if isinstance(document, Item):
                yield document
            else:
                yield from _items(xml.document(document))
        return
    base = order.location.split("?")[0]
    start, came, total = 1, 0, 0
    for _page in range(MOST_PAGES):
        root = _ask(http, base, start, order)
        results = next(
            (one for one in root.iter() if xml.local(one) == "SearchResults"), None
        )
        if results is None:
            raise Unreadable(NOT_CSW.format(name=base, root=xml.local(root)[:60]))
        found = list(_items(results))
        came += len(found)
        yield from found
        total = number(results.get("numberOfRecordsMatched"))
        following = number(results.get("nextRecord"))
        if not following or following > total or not found:
            break
        if following <= start:
            raise Unreadable(STUCK.format(name=base))
        start = following
    if came < total:
        raise Cut(SHORT.format(name=base, total=total, came=came))


def _ask(http: Client, base: str, start: int, order: Order) -> etree._Element:
    schema = order.settings.get("output_schema") or GMD
    question = _QUESTION.format(start=start, rows=ROWS, schema=schema)
    answer = http.post(base, question.encode(), "application/xml")
    root = xml.document(answer)
    if xml.local(root) == "ExceptionReport":
        raise Unreadable(SAID.format(name=base, text=xml.text(root)[:300]))
    return root


def _items(parent: etree._Element) -> Iterator[Item]:
    nodes = [parent] if xml.local(parent) in {"MD_Metadata", "Record"} else parent
    for node in nodes:
        if xml.local(node) not in {"MD_Metadata", "Record", "SummaryRecord"}:
            continue
        mark = hashlib.sha256(etree.tostring(node, method="c14n")).hexdigest()
        iso = xml.local(node) == "MD_Metadata"
        named = iso19139.identifier(node) if iso else _first(node, "identifier")
        name = iso19139.title(node) if iso else _first(node, "title")
        if named:
            yield Item(named, name or named, mark, node)
        else:
            yield Item(f"sin-id:{mark[:16]}", name or "?", mark, problem=NO_ID)


def map(item: Item) -> Found:  # noqa: A001 - the word of every harvester
    """The draft of a record, in ISO 19139 or in Dublin Core."""
    node: etree._Element = item.content
    if xml.local(node) == "MD_Metadata":
        return iso19139.draft(item.name, node)
    said = dublin_core.words(node)
    links = [
        xml.text(one) for one in node.iter() if xml.local(one) in {"URI", "references"}
    ]
    said["relation"] = [*said.get("relation", []), *links]
    return dublin_core.draft(item.name, said)


def _first(node: etree._Element, name: str) -> str:
    return next((xml.text(one) for one in node.iter() if xml.local(one) == name), "")
