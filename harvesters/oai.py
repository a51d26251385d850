"""OAI-PMH 2.0: records in Dublin Core (``oai_dc``), by pages with their tokens."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from lxml import etree

from ..schemas.crosswalks import terms
from ..schemas.harvest import Found, Item, Order
from ..schemas.tables import Unreadable
from . import xml
from .http import Client
from .places import documents
from .sketch import Sketch
from .words import day, line

VERSION = "1"
MOST_PAGES = 100_000
MOST_EMPTY = 20
USUAL = "oai_dc"

NOT_OAI = "«{name}» no responde como un servidor OAI-PMH: la raíz es «{root}»."
SAID = "«{name}» respondió con el error {code}: {text}"
AGAIN = (
    "«{name}» repite una página (resumptionToken «{token}»): se dejó de leer y no se "
    "tocó lo que falta."
)
ENDLESS = "«{name}» no termina nunca: se leyeron {pages} páginas."
NO_METADATA = "El registro no trae metadatos, o los trae en un formato que no se lee."
NO_HEADER = "El registro no trae identificador."

DOCUMENTS = frozenset(
    ("text", "article", "book", "report", "thesis", "texto", "informe")
)


def read(order: Order, http: Client) -> Iterator[Item]:
    """Every record, deleted ones too (OAI-PMH 2.0, section 4.5). Raises ``Unreadable``."""
    if "://" not in order.location:
        for document in documents(order.location, http, ("xml",)):
            yield from _file(document)
        return
    asked = {
        "verb": "ListRecords",
        "metadataPrefix": order.settings.get("metadata_prefix") or USUAL,
    }
    if order.settings.get("set"):
        asked["set"] = order.settings["set"]
    if order.since:
        asked["from"] = order.since[:10]
    base = order.location.split("?")[0]
    tokens: set[str] = set()
    empty = 0
    for _page in range(MOST_PAGES):
        root = _root(http.get(f"{base}?{urlencode(asked)}"))
        items = list(_records(root, base))
        yield from items
        empty = 0 if items else empty + 1
        token = _token(root)
        if not token:
            return
        if token in tokens or empty > MOST_EMPTY:
            raise Unreadable(AGAIN.format(name=base, token=token[:60]))
        tokens.add(token)
        asked = {"verb": "ListRecords", "resumptionToken": token}
    raise Unreadable(ENDLESS.format(name=base, pages=MOST_PAGES))


def _file(document: Any) -> Iterator[Item]:
    if isinstance(document, Item):
        yield document
        return
    try:
        yield from _records(_root(document), document.url)
    except Unreadable as error:
        yield Item(f"archivo:{document.url}", document.url, problem=str(error))


def _root(answer: Any) -> etree._Element:
    root = xml.document(answer)
    if xml.local(root) != "OAI-PMH":
        name = xml.local(root)[:60]
        raise Unreadable(NOT_OAI.format(name=answer.url, root=name))
    return root


def _records(root: etree._Element, name: str) -> Iterator[Item]:
    """The records of an answer; "there are none" is an answer, other errors are not."""
    for error in xml.children(root, "error"):
        code = error.get("code", "sin código")
        if code == "noRecordsMatch":
            return
        said = xml.text(error)[:200]
        raise Unreadable(SAID.format(name=name, code=code, text=said))
    found = xml.children(root, "ListRecords", "record")
    found += xml.children(root, "GetRecord", "record")
    for record in found:
        yield _item(record)


def _item(record: etree._Element) -> Item:
    header = xml.first(record, "header")
    identifier = xml.text(xml.first(record, "header", "identifier"))
    if header is None or not identifier:
        mark = _digest(record)
        return Item(f"sin-id:{mark[:16]}", "?", mark, problem=NO_HEADER)
    if header.get("status") == "deleted":
        return Item(identifier, identifier, deleted=True)
    metadata = xml.first(record, "metadata")
    inside = (
        next((one for one in metadata if xml.local(one)), None)
        if metadata is not None
        else None
    )
    if inside is None:
        return Item(identifier, identifier, _digest(record), problem=NO_METADATA)
    titles = [xml.text(one) for one in inside.iter() if xml.local(one) == "title"]
    return Item(
        identifier,
        next(filter(None, titles), identifier)[:500],
        _digest(inside),
        inside,
    )


def _digest(node: etree._Element) -> str:
    return hashlib.sha256(etree.tostring(node, method="c14n")).hexdigest()


def _token(root: etree._Element) -> str:
    return xml.text(xml.first(root, "ListRecords", "resumptionToken"))


def map(item: Item) -> Found:  # noqa: A001 - the word of every harvester
    """The draft of a Dublin Core record; of ISO 19139 inside it, that of a map."""
    node: etree._Element = item.content
    if xml.local(node) == "MD_Metadata":
        from . import iso19139

        return iso19139.draft(item.name, node)
    said: dict[str, list[str]] = {}
    for one in node.iter():
        if xml.local(one) and len(one) == 0 and xml.text(one):
            said.setdefault(xml.local(one), []).append(xml.text(one))
    return dublin_core(item.name, said)


def dublin_core(name: str, said: dict[str, list[str]]) -> Found:
    """The draft of the fifteen elements (ISO 15836-1), each of which may repeat."""
    types = {one.lower() for one in said.get("type", [])}
    sketch = Sketch(name, "document" if types & DOCUMENTS else "dataset")
    sketch.line("title", said.get("title"))
    about = said.get("description", []) + said.get("abstract", [])
    sketch.text("description", "\n".join(about))
    _subjects(sketch, said.get("subject", []))
    sketch.term(
        "licence", "licences", *said.get("rights", []), *said.get("license", [])
    )
    sketch.term("language", "languages", *said.get("language", []))
    dates = [found for one in said.get("date", []) if (found := day(one))]
    if dates:
        sketch.day("issued", min(dates), "Fecha")
        if sketch.kind == "document":
            sketch.day("publication_date", min(dates), "Fecha")
    sketch.places(*said.get("coverage", []), *said.get("spatial", []))
    links = [one for one in said.get("identifier", []) if "://" in one]
    parts = [one for one in said.get("relation", []) if "://" in one]
    for link in dict.fromkeys([*links, *parts]):
        sketch.part(url=link, formats=tuple(said.get("format", [])[:1]))
    sketch.known_by(*links, *said.get("source", []))
    publisher = (said.get("publisher") or said.get("creator") or [""])[0]
    return sketch.found(organization=publisher, identity=links[0] if links else "")


def _subjects(sketch: Sketch, subjects: list[str]) -> None:
    """A subject may be a theme of ours; all of them are keywords."""
    sketch.keywords([line(one, 100) for one in subjects])
    code = next(filter(None, (terms.find("themes", one) for one in subjects)), "")
    if code:
        sketch.data["theme"] = code
