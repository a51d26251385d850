"""schema.org as JSON-LD, for the search engines that list data (Google Dataset Search).

``name`` and ``description`` are demanded, the description with 50 to 5,000 characters.
"""

from typing import Any

import orjson

from ..records.reading import PublicRecord
from .base import Catalogue
from .dcat.coverage import term
from .dcat.record import description, title
from .dublin_core import issued, places, span, subjects
from .files import Offer, offers
from .narrative import kind, office, points
from .values import is_address, mailbox, said

SHORTEST, LONGEST = 50, 5000
TYPES = {
    "dataset": "Dataset",
    "indicator": "Dataset",
    "production_process": "Dataset",
    "document": "Report",
}
# Inside <script> no sign may end the element, or open another or a comment.
_UNSAFE = {
    b"<": b"\\u003c",
    b">": b"\\u003e",
    b"&": b"\\u0026",
    "\u2028".encode(): b"\\u2028",
    "\u2029".encode(): b"\\u2029",
}


def embedded(record: PublicRecord, catalogue: Catalogue) -> str:
    """The JSON-LD of a record such that it may stand inside ``<script>``."""
    written = orjson.dumps(thing(record, catalogue))
    for sign, escape in _UNSAFE.items():
        written = written.replace(sign, escape)
    return written.decode()


def thing(record: PublicRecord, catalogue: Catalogue) -> dict[str, Any]:
    """The record as a thing of schema.org; what is not known is left out."""
    document = record.document
    everything = {
        "@context": "https://schema.org/",
        "@type": TYPES.get(record.kind, "CreativeWork"),
        "@id": catalogue.identifier(record.uid),
        "identifier": catalogue.identifier(record.uid),
        "name": title(record),
        "alternateName": said(document.get("acronym")),
        "description": described(record, catalogue),
        "url": catalogue.page(record),
        "keywords": subjects(document),
        "inLanguage": said(document.get("language")) or catalogue.language,
        "datePublished": issued(record),
        "dateModified": record.modified.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "version": said(document.get("version")),
        "license": _licence(document),
        "isAccessibleForFree": True,
        "creator": _organization(record, catalogue),
        "publisher": {"@type": "Organization", "name": catalogue.publisher_name},
        **_about(record, catalogue),
    }
    return {name: value for name, value in everything.items() if value}


def described(record: PublicRecord, catalogue: Catalogue) -> str:
    """The description, made long enough by what else is known, and cut when too long."""
    words = description(record)
    if len(words) < SHORTEST:
        words = f"{words.rstrip('.')}. {kind(record)} de {office(record, catalogue)}."
    if len(words) < SHORTEST:
        words = f"{words} {catalogue.title}. {catalogue.description}"
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1].rstrip()}…"


def _about(record: PublicRecord, catalogue: Catalogue) -> dict[str, Any]:
    """What only a set of data has: time, place, columns, files."""
    if TYPES.get(record.kind) != "Dataset":
        return {"encoding": [_file(one) for one in offers(record, catalogue)]}
    document = record.document
    measured = [_variable(one) for one in document.get("variables") or []]
    return {
        "includedInDataCatalog": {
            "@type": "DataCatalog",
            "name": catalogue.title,
            "url": f"{catalogue.base_url}/",
        },
        "temporalCoverage": span(document),
        "spatialCoverage": _places(document),
        "measurementTechnique": said(document.get("measurement_method"))
        or said(document.get("methodology")),
        "variableMeasured": [one for one in measured if one.get("name")],
        "distribution": [_file(one) for one in offers(record, catalogue)],
    }


def _organization(record: PublicRecord, catalogue: Catalogue) -> dict[str, Any]:
    given = record.document.get("contact") or {}
    contact = {
        "@type": "ContactPoint",
        "contactType": said(given.get("position")) or "Información",
        "email": mailbox(given.get("email")),
    }
    found: dict[str, Any] = {
        "@type": "GovernmentOrganization",
        "name": office(record, catalogue),
    }
    return found | ({"contactPoint": contact} if contact["email"] else {})


def _licence(document: dict[str, Any]) -> str | None:
    given = said(document.get("licence"))
    found = term("licences", given)
    if found is not None and found.uri:
        return found.uri
    return given if is_address(given) else None


def _places(document: dict[str, Any]) -> list[dict[str, Any]]:
    named = [{"@type": "Place", "name": name} for name in places(document)]
    geo = [
        {"@type": "GeoCoordinates", "latitude": latitude, "longitude": longitude}
        for longitude, latitude in points(document)
    ]
    if len(geo) == len(named):
        return [place | {"geo": at} for place, at in zip(named, geo, strict=True)]
    return named


def _variable(given: dict[str, Any]) -> dict[str, Any]:
    found = {
        "@type": "PropertyValue",
        "name": said(given.get("name")),
        "description": said(given.get("label")) or said(given.get("definition")),
        "unitText": said(given.get("unit")),
    }
    return {name: value for name, value in found.items() if value}


def _file(offer: Offer) -> dict[str, Any]:
    found = {
        "@type": "DataDownload" if offer.download else "WebPage",
        "name": offer.title,
        "contentUrl" if offer.download else "url": offer.address,
        "encodingFormat": offer.media_type,
        "contentSize": f"{offer.size} B" if offer.download and offer.size else None,
        "sha256": offer.checksum if offer.download else None,
    }
    return {name: value for name, value in found.items() if value}
