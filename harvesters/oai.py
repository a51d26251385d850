"""OAI-PMH 2.0: records in the richest format that is offered, by pages with tokens."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from lxml import etree

from ..schemas.harvest import Item, Order
from ..schemas.tables import Unreadable
from . import payloads, xml
from .http import Client
from .payloads import map  # noqa: A004 - the word of every harvester
from .places import documents

__all__ = ["VERSION", "map", "read"]

VERSION = "4"
MOST_PAGES = 100_000
MOST_EMPTY = 20

NOT_OAI = "«{name}» no responde como un servidor OAI-PMH: la raíz es «{root}»."
SAID = "«{name}» respondió con el error {code}: {text}"
AGAIN = (
    "«{name}» repite una página (resumptionToken «{token}»): se dejó de leer y no se "
    "tocó lo que falta."
)
ENDLESS = "«{name}» no termina nunca: se leyeron {pages} páginas."
NO_METADATA = "El registro no trae metadatos, o los trae en un formato que no se lee."
NO_HEADER = "El registro no trae identificador."


def read(order: Order, http: Client) -> Iterator[Item]:
    """Every record, deleted ones too (OAI-PMH 2.0, section 4.5). Raises ``Unreadable``."""
    if "://" not in order.location:
        for document in documents(order.location, http, ("xml",)):
            yield from _file(document)
        return
    base = order.location.split("?")[0]
    asked = _question(order, base, http)
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


def _question(order: Order, base: str, http: Client) -> dict[str, str]:
    """The first question of the walk: which format, which set, since when."""
    prefix = order.settings.get("metadata_prefix") or _richest(base, http)
    asked = {"verb": "ListRecords", "metadataPrefix": prefix}
    if order.settings.get("set"):
        asked["set"] = order.settings["set"]
    if order.since:
        asked["from"] = order.since[:10]
    return asked


def _richest(base: str, http: Client) -> str:
    """What the server lists, by what it can say; every server must have ``oai_dc``.

    One that fails here is not asked for less: what came before would be impoverished.
    """
    root = _root(http.get(f"{base}?verb=ListMetadataFormats"))
    listed = xml.children(root, "ListMetadataFormats", "metadataFormat")
    return payloads.richest(
        (
            xml.text(xml.first(one, "metadataPrefix")),
            xml.text(xml.first(one, "metadataNamespace")),
        )
        for one in listed
    )


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
        mark = payloads.digest(record)
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
        return Item(
            identifier, identifier, payloads.digest(record), problem=NO_METADATA
        )
    return payloads.item(identifier, inside)


def _token(root: etree._Element) -> str:
    return xml.text(xml.first(root, "ListRecords", "resumptionToken"))
