"""From a ``dcat:Dataset`` (DCAT 1 to 3 and its national profiles) to a draft of ours."""

from __future__ import annotations

from ...schemas.harvest import Found, Item
from ..sketch import Sketch
from ..words import line
from .graphs import Node, iri

# What a type says of the record; our own catalogue writes these.
KINDS = {
    "http://purl.org/dc/dcmitype/Text": "document",
    "http://publications.europa.eu/resource/authority/dataset-type/STATISTICAL": "indicator",
    "http://rdf-vocabulary.ddialliance.org/discovery#Study": "production_process",
}
RIGHTS = ("RESTRICTED", "NON_PUBLIC", "CONFIDENTIAL", "SENSITIVE")
DIVIPOLA = "divipola"

WITHHELD = "La fuente la declara «{level}»: decida su clase antes de publicarla."


def map(item: Item) -> Found:  # noqa: A001 - the word of every harvester
    """The draft of a dataset, a series or a service."""
    node: Node = item.content
    kinds = (KINDS.get(one) for one in node.words("dct:type"))
    sketch = Sketch(item.name, next(filter(None, kinds), "dataset"))
    sketch.line("title", node.text("dct:title", "schema:name", "rdfs:label"))
    about = node.text("dct:description", "schema:description", "rdfs:comment")
    sketch.text("description", about)
    sketch.line("acronym", node.text("dct:alternative"), 60)
    _subject(sketch, node)
    _coverage(sketch, node)
    _rights(sketch, node)
    _contact(sketch, node)
    for part in node.nodes("dcat:distribution", "schema:distribution"):
        _part(sketch, part)
    for url in node.words("dcat:endpointURL"):
        sketch.part(title=node.text("dct:title"), url=url)
    if sketch.kind == "dataset":
        sketch.line("dataset_version", node.text("dcat:version", "owl:versionInfo"), 40)
        series = iri("dcat:DatasetSeries")
        if series in node.words("rdf:type"):
            sketch.data["is_series"] = True
    page = node.words("dcat:landingPage", "foaf:page", "schema:url")
    source = node.words("dct:source", "adms:identifier")
    sketch.known_by(item.id, node.iri, *source, *page)
    publisher = node.label("dct:publisher", "schema:publisher") or node.label(
        "dct:creator"
    )
    return sketch.found(organization=publisher, identity=node.iri or item.id)


def _subject(sketch: Sketch, node: Node) -> None:
    sketch.keywords(node_words(node, "dcat:keyword", "schema:keywords"))
    themes = node.words("dcat:theme")
    labels = [one.text("skos:prefLabel") for one in node.nodes("dcat:theme")]
    if themes or any(labels):
        sketch.term("theme", "themes", *[one for one in labels if one], *themes)


def node_words(node: Node, *names: str) -> list[str]:
    """Keywords in the language nearest to ours, where they come in several."""
    literals = [one for one in node.all(*names) if hasattr(one, "language")]
    spoken = {(one.language or "").lower() for one in literals}
    for language in ("es", "es-co"):
        if language in spoken:
            return [one.value for one in literals if (one.language or "") == language]
    return node.words(*names)


def _coverage(sketch: Sketch, node: Node) -> None:
    sketch.term("frequency", "frequencies", *_names(node, "dct:accrualPeriodicity"))
    sketch.term("language", "languages", *_names(node, "dct:language"))
    sketch.day(
        "issued",
        node.text("dct:issued", "schema:datePublished"),
        "Fecha de publicación",
    )
    for one in node.nodes("dct:temporal")[:1]:
        start = one.text("dcat:startDate", "schema:startDate")
        end = one.text("dcat:endDate", "schema:endDate")
        sketch.period([start, end])
    places = []
    for place in node.all("dct:spatial"):
        inside = Node(node.graph, place)
        label = inside.text("skos:prefLabel", "rdfs:label", "locn:geographicName")
        notation = inside.text("skos:notation", "dct:identifier")
        given = (
            "" if inside.iri else str(place.value) if hasattr(place, "language") else ""
        )
        places.append(notation or label or given)
    sketch.places(*places)


def _rights(sketch: Sketch, node: Node) -> None:
    licence = _names(node, "dct:license")
    if licence:
        sketch.term("licence", "licences", *licence)
    for level in node.words("dct:accessRights"):
        name = level.rstrip("/").rsplit("/", 1)[-1].rsplit("#", 1)[-1].upper()
        if name in RIGHTS:
            sketch.remarks.append(WITHHELD.format(level=name))


def _contact(sketch: Sketch, node: Node) -> None:
    for one in node.nodes("dcat:contactPoint", "adms:contactPoint")[:1]:
        name = one.text(
            "vcard:fn", "vcard:organization-name", "vcard:title", "foaf:name"
        )
        mail = next(iter(one.words("vcard:hasEmail", "vcard:email", "foaf:mbox")), "")
        for inside in one.nodes("vcard:hasEmail"):
            mail = next(iter(inside.words("vcard:value")), mail)
        # An address without «mailto:» is read as if it were a page beside this one.
        sketch.contact(name, mail.rsplit("/", 1)[-1])


def _part(sketch: Sketch, part: Node) -> None:
    urls = part.words("dcat:downloadURL", "schema:contentUrl")
    others = part.words("dcat:accessURL", "schema:url")
    services = [
        url
        for one in part.nodes("dcat:accessService")
        for url in one.words("dcat:endpointURL")
    ]
    sketch.part(
        title=part.text("dct:title", "schema:name"),
        url=_first(urls),
        other_url=_first(others) or _first(services),
        formats=(
            *_names(part, "dcat:mediaType", "dct:format", "schema:encodingFormat"),
        ),
        licence=_first(_names(part, "dct:license")),
        size=_first(part.words("dcat:byteSize")),
        description=part.text("dct:description"),
        issued=part.text("dct:issued"),
        modified=part.text("dct:modified"),
    )
    if "licence" not in sketch.data:
        licence = _names(part, "dct:license")
        if licence:
            sketch.term("licence", "licences", *licence)


def _names(node: Node, *names: str) -> list[str]:
    """A term by its address, its label, and what its node says of itself."""
    found = node.words(*names)
    for one in node.nodes(*names):
        found += one.words(
            "rdf:value", "rdfs:label", "skos:prefLabel", "dct:identifier", "dct:title"
        )
    return [said for said in map_lines(found) if said]


def map_lines(words: list[str]) -> list[str]:
    return [line(one, 300) for one in words]


def _first(words: list[str]) -> str:
    return words[0] if words else ""
