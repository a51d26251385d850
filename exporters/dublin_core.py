"""Unqualified Dublin Core in the envelope of OAI-PMH: the form that all must give."""

from typing import Any

from ..records.reading import PublicRecord
from ..schemas import vocabularies
from .base import Catalogue
from .dcat.coverage import term
from .dcat.record import description, title
from .dcat.rights import ground
from .files import offers
from .values import partial_date, said
from .xml import around, element

NAMESPACE = "http://www.openarchives.org/OAI/2.0/oai_dc/"
SCHEMA = "http://www.openarchives.org/OAI/2.0/oai_dc.xsd"
ROOT = {
    "xmlns:oai_dc": NAMESPACE,
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
    "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "xsi:schemaLocation": f"{NAMESPACE} {SCHEMA}",
}
# DCMI types; a production process is described, not held.
TYPES = {
    "dataset": "Dataset",
    "indicator": "Dataset",
    "document": "Text",
    "production_process": "Event",
}


def fragment(record: PublicRecord, catalogue: Catalogue) -> bytes:
    """The record as ``oai_dc:dc``; the order of the elements is free."""
    document = record.document
    found: list[tuple[str, Any]] = [
        ("title", title(record)),
        ("title", said(document.get("acronym"))),
        *(("creator", name) for name in creators(record, catalogue)),
        *(("subject", word) for word in subjects(document)),
        ("description", description(record)),
        ("publisher", catalogue.publisher_name),
        ("date", issued(record)),
        ("type", TYPES.get(record.kind)),
        ("type", vocabularies.get("kinds").label(record.kind)),
        *(("format", offer.media_type) for offer in offers(record, catalogue)),
        ("identifier", catalogue.identifier(record.uid)),
        ("identifier", said(document.get("code"))),
        ("source", said((document.get("source") or {}).get("title"))),
        ("language", language(document, catalogue)),
        *(("relation", one) for one in _relations(document, catalogue)),
        *(("coverage", place) for place in places(document)),
        ("coverage", span(document)),
        *(("rights", words) for words in rights(record)),
    ]
    distinct = dict.fromkeys(found)
    parts = [element(f"dc:{name}", value) for name, value in distinct]
    return around("oai_dc:dc", parts, **ROOT).encode()


def creators(record: PublicRecord, catalogue: Catalogue) -> list[str]:
    """The authors of a document, else the producing organisation, else the entity."""
    document = record.document
    authors = [said(name) for name in document.get("authors") or []]
    office = said((document.get("organization") or {}).get("name"))
    return list(filter(None, authors)) or [office or catalogue.publisher_name]


def subjects(document: dict[str, Any]) -> list[str]:
    theme = term("themes", document.get("theme"))
    given = [said(word) for word in document.get("keywords") or []]
    named = [theme.es] if theme else []
    return list(dict.fromkeys(filter(None, [*named, *given])))


def issued(record: PublicRecord) -> str:
    """When it first came out, as exact as it is known."""
    names = ("publication_date", "issued", "first_published")
    known = (partial_date(record.document.get(name)) for name in names)
    return next(filter(None, known), record.modified.strftime("%Y-%m-%d"))


def language(document: dict[str, Any], catalogue: Catalogue) -> str:
    found = term("languages", document.get("language"))
    return found.code if found else catalogue.language


def places(document: dict[str, Any]) -> list[str]:
    found = (term("territories", code) for code in document.get("spatial") or [])
    return [one.es for one in found if one is not None]


def span(document: dict[str, Any]) -> str | None:
    """From when to when, as an interval of ISO 8601; an open end is two points."""
    start = partial_date(document.get("temporal_start"))
    end = partial_date(document.get("temporal_end"))
    if start is None and end is None:
        return None
    return f"{start or '..'}/{end or '..'}"


def rights(record: PublicRecord) -> list[str]:
    """The legal ground in words, and the licence by its address or its name."""
    document = record.document
    found = term("licences", document.get("licence"))
    licence = (found.uri or found.es) if found else said(document.get("licence"))
    access = term("access_classes", (document.get("classification") or {}).get("class"))
    words = ground(document, record.disclosure) or (
        f"Información {access.es[:1].lower()}{access.es[1:]}" if access else ""
    )
    return list(filter(None, [words, licence]))


def _relations(document: dict[str, Any], catalogue: Catalogue) -> list[str]:
    links = [link.get("uid") for link in document.get("relations") or []]
    links.append((document.get("production_process") or {}).get("uid"))
    return [catalogue.identifier(uid) for uid in links if uid]
