"""One record as GeoJSON: the record building block of OGC API Records, Part 1."""

from datetime import datetime
from typing import Any

from ..records.reading import PublicRecord
from .base import Catalogue
from .dcat.coverage import term
from .dcat.record import description, title
from .dcat.rights import ground
from .dublin_core import subjects
from .files import Offer, offers
from .narrative import first_day, kind, last_day, office, points
from .values import mailbox, said, telephone

MEDIA_TYPE = "application/geo+json"
CONFORMS = "http://www.opengis.net/spec/ogcapi-records-1/1.0/conf/record-core"
COLLECTION = "catalogo"
LANGUAGE = {"code": "es", "name": "Español"}


def feature(record: PublicRecord, catalogue: Catalogue) -> dict[str, Any]:
    """The record as a feature; its geometry is the territories' points, or null."""
    time = interval(record.document)
    return {
        "id": record.uid,
        "type": "Feature",
        "conformsTo": [CONFORMS],
        "geometry": geometry(record.document),
        **({"time": time} if time else {}),
        "properties": _properties(record, catalogue),
        "links": _links(record, catalogue),
    }


def geometry(document: dict[str, Any]) -> dict[str, Any] | None:
    found = points(document)
    if not found:
        return None
    if len(found) == 1:
        return {"type": "Point", "coordinates": list(found[0])}
    return {"type": "MultiPoint", "coordinates": [list(one) for one in found]}


def interval(document: dict[str, Any]) -> dict[str, Any] | None:
    """The days from when to when; an end that nobody has told is open."""
    start = first_day(document.get("temporal_start"))
    end = last_day(document.get("temporal_end"))
    if start is None and end is None:
        return None
    return {"interval": [start or "..", end or ".."]}


def _properties(record: PublicRecord, catalogue: Catalogue) -> dict[str, Any]:
    document = record.document
    code = said(document.get("code"))
    everything = {
        "type": record.kind,
        "title": title(record),
        "description": description(record),
        "created": _created(record),
        "updated": _moment(record.modified),
        "keywords": subjects(document),
        "themes": _themes(document, catalogue),
        "language": LANGUAGE,
        "resourceLanguages": _languages(document),
        "externalIds": [{"value": code}] if code else None,
        "formats": _formats(offers(record, catalogue)),
        "contacts": _contacts(record, catalogue),
        "license": _licence(document),
        "rights": ground(document, record.disclosure),
    }
    return {name: value for name, value in everything.items() if value}


def _created(record: PublicRecord) -> str | None:
    day = first_day(record.document.get("first_published"))
    return f"{day}T00:00:00Z" if day else None


def _moment(value: datetime) -> str:
    return value.strftime("%Y-%m-%dT%H:%M:%SZ")


def _themes(document: dict[str, Any], catalogue: Catalogue) -> list[dict[str, Any]]:
    found = term("themes", document.get("theme"))
    if found is None:
        return []
    scheme = catalogue.identifier("tema")
    concept = {"id": found.code, "title": found.es, "url": f"{scheme}/{found.code}"}
    return [{"concepts": [concept], "scheme": scheme}]


def _languages(document: dict[str, Any]) -> list[dict[str, str]]:
    found = term("languages", document.get("language"))
    return [{"code": found.code, "name": found.es}] if found else []


def _formats(given: list[Offer]) -> list[dict[str, str]]:
    found = []
    for offer in given:
        name = offer.label or offer.media_type
        media = {"mediaType": offer.media_type} if offer.media_type else {}
        if name and {"name": name, **media} not in found:
            found.append({"name": name, **media})
    return found


def _contacts(record: PublicRecord, catalogue: Catalogue) -> list[dict[str, Any]]:
    """The office that answers: a post, never a person."""
    given = record.document.get("contact") or {}
    mail = mailbox(given.get("email"))
    phone = telephone(given.get("telephone"))
    whole = (
        phone if phone and phone.startswith("+") else f"+57{phone}" if phone else None
    )
    contact = {
        "organization": office(record, catalogue),
        "position": said(given.get("position"))
        or said(record.document.get("producer_position")),
        "emails": [{"value": mail}] if mail else None,
        "phones": [{"value": whole}] if whole and len(whole) <= 15 else None,
        "roles": ["pointOfContact"],
    }
    return [{name: value for name, value in contact.items() if value}]


def _licence(document: dict[str, Any]) -> str | None:
    given = said(document.get("licence"))
    found = term("licences", given)
    if found is not None:
        return found.code
    return "other" if given else None


def _links(record: PublicRecord, catalogue: Catalogue) -> list[dict[str, Any]]:
    base, page = catalogue.base_url, catalogue.page(record)
    items = f"{base}/ogc/collections/{COLLECTION}"
    kind_ = kind(record)
    found: list[dict[str, Any]] = [
        _link("self", f"{items}/items/{record.uid}", MEDIA_TYPE, "Este registro"),
        _link("collection", items, "application/json", catalogue.title),
        _link("alternate", page, "text/html", f"La ficha: {kind_}"),
        _link("alternate", f"{page}.ttl", "text/turtle", "DCAT"),
        _link("canonical", catalogue.identifier(record.uid), "text/html", kind_),
    ]
    for offer in offers(record, catalogue):
        relation = "enclosure" if offer.download else "item"
        link = _link(relation, offer.address, offer.media_type, offer.title)
        found.append(link | ({"length": offer.size} if offer.size is not None else {}))
    licence = term("licences", record.document.get("licence"))
    if licence is not None and licence.uri:
        found.append(_link("license", licence.uri, None, licence.es))
    return found


def _link(relation: str, href: str, media: str | None, text: str) -> dict[str, Any]:
    link = {
        "rel": relation,
        "href": href,
        "type": media,
        "title": text,
        "hreflang": "es",
    }
    return {name: value for name, value in link.items() if value}
