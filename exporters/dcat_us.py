"""DCAT-US 3.0 as JSON: what follows data.json in the federations that took it.

It lists the same records as data.json. Its JSON schema, its context and its SHACL shapes
do not agree on dates and centroids (the schema wants text, the shapes a type that the
context does not give); the schema decides. Offices have addresses: the context spells the
class of organisations wrongly, and the shapes take an address in its place. A mailbox is
demanded of every contact; a house that names none has one at its own host, below
``.invalid``.
"""

import re
from typing import Any
from urllib.parse import urlsplit

import orjson

from ..records.reading import PublicRecord
from ..schemas.vocabularies import Term
from . import datajson
from .base import Catalogue, Frame
from .dcat.coverage import term
from .dcat.record import description, title
from .dcat.rights import ground
from .files import Offer, offers
from .values import address, is_address, issued, mailbox, partial_date, said

KEY = "dcat-us"
MEDIA_TYPE = "application/json"
SUFFIX = ".dcat-us.json"
VERSION = "2"
KEPT = False

PROFILE = "https://resources.data.gov/dcat-us/3.0.0/definitions/catalog"
# In the class of Kind: hasEmail, the local part (narrower than RFC 5322).
_MAIL = re.compile(r"[\w~!$&'()*+,;=:.-]+@[\w.-]+\.[\w.-]+", re.ASCII)
_NO_HOST = re.compile(r"[^A-Za-z0-9.-]+")
_ALWAYS = ("@type", "identifier", "title", "description", "contactPoint")


def accepts(one: PublicRecord) -> bool:
    """The same records as data.json: what has data."""
    return datajson.accepts(one)


def fragment(one: PublicRecord, catalogue: Catalogue) -> bytes:
    return orjson.dumps(entry(one, catalogue)).replace(b"</", b"<\\/")


def frame(catalogue: Catalogue) -> Frame:
    mail = (
        {"contactPoint": [_contact({}, catalogue)]} if catalogue.contact_email else {}
    )
    head = {
        "@id": catalogue.address,
        "@type": "dcat:Catalog",
        "conformsTo": {
            "@type": "dcterms:Standard",
            "@id": PROFILE,
            "title": "DCAT-US 3.0",
        },
        "title": catalogue.title,
        "description": catalogue.description or catalogue.title,
        "publisher": {"@type": "foaf:Agent", "name": catalogue.publisher_name},
        "homepage": _document(f"{catalogue.base_url}/", catalogue.title),
        **mail,
    }
    return datajson.around(head)


def entry(record: PublicRecord, catalogue: Catalogue) -> dict[str, Any]:
    """One dataset; its identifier is its permanent address, which never changes."""
    document, own = record.document, catalogue.identifier(record.uid)
    everything = {
        "@id": own,
        "@type": "dcat:Dataset",
        "identifier": own,
        "title": title(record),
        "description": description(record),
        "keyword": datajson.keywords(record),
        "modified": record.modified.date().isoformat(),  # its context says xsd:date
        "issued": issued(document),
        "version": said(document.get("version")),
        "publisher": _publisher(document, catalogue),
        "contactPoint": _contact(document, catalogue),
        "landingPage": _document(catalogue.page(record), title(record)),
        "distribution": [_offer(one, catalogue) for one in offers(record, catalogue)],
        **_rights(record, catalogue),
        **_about(document, catalogue),
    }
    return {key: v for key, v in everything.items() if v or key in _ALWAYS}


def _publisher(document: dict[str, Any], catalogue: Catalogue) -> dict[str, Any]:
    """The dependencia, which is part of the city; each by its permanent address."""
    city = _office(catalogue.publisher_name, catalogue.publisher_uid, catalogue)
    given = document.get("organization") or {}
    name = said(given.get("name"))
    if not name or name == catalogue.publisher_name:
        return city
    own = _office(name, given.get("uid"), catalogue)
    return {**own, "subOrganizationOf": [city]}


def _office(name: str, uid: object, catalogue: Catalogue) -> dict[str, Any]:
    office = {"@type": "org:Organization", "name": name}
    return {"@id": catalogue.identifier(said(uid)), **office} if said(uid) else office


def _contact(document: dict[str, Any], catalogue: Catalogue) -> dict[str, str]:
    given = document.get("contact") or {}
    named = [mailbox(given.get("email")), mailbox(catalogue.contact_email)]
    fits = [one for one in named if one and _MAIL.fullmatch(one)]
    office = _publisher(document, catalogue)["name"]
    return {
        "@type": "vcard:Kind",
        "fn": said(given.get("position"))
        or said(document.get("producer_position"))
        or office,
        "organization-name": office,
        "hasEmail": f"mailto:{fits[0] if fits else _nobody(catalogue)}",
    }


def _nobody(catalogue: Catalogue) -> str:
    """A mailbox that says by its ending that it is none (RFC 2606)."""
    host = urlsplit(catalogue.base_url).hostname or "catalogo"
    return f"catalogo@{_NO_HOST.sub('-', host).strip('-.') or 'catalogo'}.invalid"


def _document(where: str, named: str) -> dict[str, str]:
    return {"@type": "foaf:Document", "title": named, "accessURL": where}


def _rights(record: PublicRecord, catalogue: Catalogue) -> dict[str, Any]:
    """Who may have it, in the words of the law, and under which licence."""
    classes = record.document.get("classification") or {}
    found = term("access_classes", classes.get("class"))
    words = ground(record.document, record.disclosure)
    return {
        "accessRights": found.extra["pod_access_level"] if found else "public",
        "rights": [words] if words else None,
        "license": _licence(said(record.document.get("licence")), catalogue),
    }


def _licence(given: str, catalogue: Catalogue) -> str | None:
    found = term("licences", given)
    if found is not None and found.uri:
        return found.uri
    return address(given, catalogue.base_url) if is_address(given) else None


def _about(document: dict[str, Any], catalogue: Catalogue) -> dict[str, Any]:
    theme = term("themes", document.get("theme"))
    rhythm = term("frequencies", document.get("frequency"))
    language = term("languages", document.get("language"))
    every = rhythm.extra.get("iso8601", "") if rhythm else ""
    short = language is not None and len(language.code) == 2
    source = address((document.get("source") or {}).get("url"), catalogue.base_url)
    return {
        "theme": [_theme(theme, catalogue)] if theme else None,
        "accrualPeriodicity": every if every.startswith("R/P") else None,
        "language": [language.code] if language and short else None,
        "spatial": _places(document),
        "temporal": _period(document),
        "relation": [source] if source else None,
    }


def _theme(theme: Term, catalogue: Catalogue) -> dict[str, Any]:
    scheme = {
        "@id": catalogue.identifier("tema"),
        "@type": "skos:ConceptScheme",
        "title": "Categorías de datos.gov.co",
    }
    return {
        "@type": "skos:Concept",
        "prefLabel": theme.es,
        "notation": [theme.code],
        "inScheme": scheme,
    }


def _places(document: dict[str, Any]) -> list[dict[str, Any]]:
    """Each place with its DIVIPOLA code, and where it is if that is known."""
    found = []
    for code in document.get("spatial") or []:
        one = term("territories", code)
        if one is None:
            continue
        place: dict[str, Any] = {"@type": "dcterms:Location", "prefLabel": one.es}
        place["identifier"] = one.code
        longitude, latitude = (one.extra.get(n) for n in ("longitude", "latitude"))
        if longitude and latitude:
            place["centroid"] = f"POINT({longitude} {latitude})"
        found.append(place)
    return found


def _period(document: dict[str, Any]) -> list[dict[str, str]]:
    edges = {
        "startDate": partial_date(document.get("temporal_start")),
        "endDate": partial_date(document.get("temporal_end")),
    }
    told = {key: day for key, day in edges.items() if day}
    return [{"@type": "dcterms:PeriodOfTime", **told}] if told else []


def _offer(offer: Offer, catalogue: Catalogue) -> dict[str, Any]:
    """A file by ``downloadURL``; the rest by ``accessURL``."""
    sum_of = {"@type": "spdx:Checksum", "algorithm": "SHA-256"}
    everything = {
        "@type": "dcat:Distribution",
        "title": offer.title,
        "description": offer.description,
        "downloadURL" if offer.download else "accessURL": offer.address,
        "mediaType": offer.media_type,
        "format": offer.label,
        "byteSize": str(offer.size) if offer.size is not None else None,
        "license": _licence(offer.licence, catalogue),
        "checksum": {**sum_of, "checksumValue": offer.checksum}
        if offer.checksum
        else None,
    }
    return {key: value for key, value in everything.items() if value}
