"""DDI Codebook (1.2.2 to 2.6), in files or at an address, alone or inside OAI-PMH."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from lxml import etree

from ..schemas.crosswalks import ddi
from ..schemas.harvest import Found, Item, Order
from ..schemas.tables import Unreadable
from . import studies, xml
from .answers import Answer
from .http import Client
from .places import documents
from .words import line
from .xmlstream import Stream

VERSION = "2"
CODEBOOK, HEADER = "codeBook", "header"

NONE = "«{name}» es XML, pero no trae ningún codeBook de DDI: la raíz es «{root}»."
WRONG = "El codeBook no se pudo leer: {why}."


def read(order: Order, http: Client) -> Iterator[Item]:
    """Every codebook of the source. Raises ``Unreadable`` for an address without any."""
    for document in documents(order.location, http, ("xml", "ddi")):
        if isinstance(document, Item):
            yield document
            continue
        try:
            yield from _each(document)
        except Unreadable as error:
            if "://" in order.location:
                raise
            yield Item(f"archivo:{document.url}", document.url, problem=str(error))


def _each(document: Answer) -> Iterator[Item]:
    """The codebooks of a document, however many, and what it says to be deleted."""
    stream, name = Stream(document), document.url
    came = False
    for node in stream.nodes(CODEBOOK, HEADER):
        if xml.local(node) == CODEBOOK:
            came = True
            yield item(node, name)
        elif node.get("status") == "deleted":
            came = True
            named = xml.text(xml.first(node, "identifier"))
            yield Item(named, name, deleted=True)
    if not came:
        raise Unreadable(NONE.format(name=name, root=stream.root[:60]))


def first(root: etree._Element, name: str) -> Item:
    """The first codebook below a root. Raises ``Unreadable`` if there is none."""
    for found in root.iter(f"{{*}}{CODEBOOK}"):
        return item(found, name)
    raise Unreadable(NONE.format(name=name, root=xml.local(root)[:60]))


def item(codebook: etree._Element, name: str) -> Item:
    """A codebook by its number (``IDNo``), or by where it was found."""
    mark = hashlib.sha256(etree.tostring(codebook, method="c14n")).hexdigest()
    named = xml.text(xml.first(codebook, "stdyDscr", "citation", "titlStmt", "IDNo"))
    named = named or line(codebook.get("ID"), 200) or name
    return Item(named, title(codebook) or named, mark, codebook)


def title(codebook: etree._Element) -> str:
    """The study's own title; that of the description of the file is another."""
    path = ("citation", "titlStmt", "titl")
    said = xml.first(codebook, "stdyDscr", *path)
    said = xml.first(codebook, "docDscr", *path) if said is None else said
    return line(xml.text(said))


def map(item: Item) -> Found:  # noqa: A001 - the word of every harvester
    """The draft of a study as a production process of ours."""
    codebook: etree._Element = item.content
    try:
        said: dict[str, Any] = ddi.from_ddi(codebook)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        return Found(item.name, problem=WRONG.format(why=line(str(error), 200)))
    said["title"] = title(codebook) or said.get("title")
    links = [one.get("URI") for one in codebook.iter("{*}holdings")]
    addresses = tuple(one for one in [item.id, *links] if one)
    return studies.draft(item.name, said, identity=item.id, addresses=addresses)
