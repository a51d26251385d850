"""What OAI-PMH carries: DCAT, DDI Codebook, ISO 19139 or Dublin Core, told apart by its root."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from io import BytesIO

from lxml import etree

from ..schemas.harvest import Found, Item
from ..schemas.tables import Unreadable
from . import ddi, dublin_core, iso19139, xml
from .answers import Answer
from .dcat import graphs
from .dcat import mapping as dcat
from .dcat.graphs import Node
from .dcat.reading import datasets

USUAL = "oai_dc"
# The richest first; ``oai_ddi25`` is DDI's own, others name their flavours at will.
RANK = ("dcat", "ddi", "iso19139", "iso19115", "gmd")
LIFECYCLE = ("instance", "reusable", "lifecycle", "ddi3", "ddi-l", "ddi:3")
"""DDI 3 describes the life of data, and is another language than the codebook's."""

NO_DATASET = "El registro es RDF, pero no trae ningún conjunto de datos (dcat:Dataset)."


def richest(offered: Iterable[tuple[str, str]]) -> str:
    """Of the prefixes with their namespaces, the one that says most of a record."""
    ranked = [
        (place, prefix)
        for prefix, namespace in offered
        if prefix and (place := _place(prefix, namespace)) is not None
    ]
    return min(ranked, key=lambda one: one[0])[1] if ranked else USUAL


def _place(prefix: str, namespace: str) -> int | None:
    said = f"{prefix} {namespace}".lower()
    if any(one in said for one in LIFECYCLE):
        return None
    return next((place for place, one in enumerate(RANK) if one in said), None)


def item(identifier: str, node: etree._Element) -> Item:
    """A record by its identifier in the repository, with what it carries."""
    if xml.local(node) == "RDF":
        return _of_graph(identifier, node)
    if xml.local(node) == ddi.CODEBOOK:
        return replace(ddi.item(node, identifier), id=identifier)
    titles = [xml.text(one) for one in node.iter() if xml.local(one) == "title"]
    name = next(filter(None, titles), identifier)[:500]
    return Item(identifier, name, digest(node), node)


def _of_graph(identifier: str, node: etree._Element) -> Item:
    content = etree.tostring(node)
    try:
        graph = graphs.read(Answer(identifier, 200, {}, BytesIO(content), len(content)))
    except Unreadable as error:
        return Item(identifier, identifier, digest(node), problem=str(error))
    found = datasets(graph) or graph.of_type("dcat:DataService")
    if graph.trouble or not found:
        text = graph.trouble or NO_DATASET
        return Item(identifier, identifier, digest(node), problem=text)
    name = found[0].text("dct:title", "rdfs:label")[:500] or identifier
    return Item(identifier, name, found[0].digest(), found[0])


def digest(node: etree._Element) -> str:
    return hashlib.sha256(etree.tostring(node, method="c14n")).hexdigest()


def map(item: Item) -> Found:  # noqa: A001 - the word of every harvester
    """The draft of a record, in whichever format it came."""
    content: etree._Element | Node = item.content
    if isinstance(content, Node):
        return dcat.map(item)
    if xml.local(content) == ddi.CODEBOOK:
        return ddi.map(ddi.item(content, item.id))
    if xml.local(content) == "MD_Metadata":
        return iso19139.draft(item.name, content)
    return dublin_core.draft(item.name, dublin_core.words(content))
