"""data.json (Project Open Data 1.1, non-federal): what datos.gov.co federates.

Only what has data: no process, no document without its file, no indicator without
figures. No empty value and no unfilled placeholder ever leaves.
"""

from typing import Any

import orjson

from ..records.reading import PublicRecord
from ..schemas import vocabularies
from .base import Catalogue, Frame
from .dcat.coverage import term
from .dcat.record import description, title
from .dcat.rights import ground
from .files import Offer, has_series, offers
from .values import address, is_address, issued, mailbox, partial_date, said

KEY = "json"
MEDIA_TYPE = "application/json"
SUFFIX = ".json"
VERSION = "2"
KEPT = True

PROFILE = "https://project-open-data.cio.gov/v1.1/schema"
LONGEST_RIGHTS = 255


def accepts(one: PublicRecord) -> bool:
    """Whether there is anything to take away; a dataset is always listed."""
    if one.kind == "indicator":
        return has_series(one)
    if one.kind == "document":
        return any(said(d.get("url")) for d in one.document.get("distributions") or [])
    return one.kind == "dataset" and one.document != {}


def fragment(one: PublicRecord, catalogue: Catalogue) -> bytes:
    return orjson.dumps(entry(one, catalogue)).replace(b"</", b"<\\/")


def frame(catalogue: Catalogue) -> Frame:
    head = {
        "@context": f"{PROFILE}/catalog.jsonld",
        "@id": f"{catalogue.base_url}/data.json",
        "@type": "dcat:Catalog",
        "conformsTo": PROFILE,
        "describedBy": f"{PROFILE}/catalog.json",
    }
    return around(head)


def around(head: dict[str, Any]) -> Frame:
    """The catalogue of these members, and after them the list of its datasets."""
    opening = orjson.dumps(head, option=orjson.OPT_INDENT_2).removesuffix(b"\n}")
    return Frame(
        head=opening + b',\n  "dataset": [\n', separator=b",\n", tail=b"\n]}\n"
    )


def entry(record: PublicRecord, catalogue: Catalogue) -> dict[str, Any]:
    """One dataset; its identifier is its permanent address, which never changes."""
    document = record.document
    everything = {
        "@type": "dcat:Dataset",
        "identifier": catalogue.identifier(record.uid),
        "title": title(record),
        "description": description(record),
        "keyword": keywords(record),
        "modified": record.modified.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "issued": issued(document),
        "publisher": _publisher(document, catalogue),
        "contactPoint": _contact(document, catalogue),
        **_access(record, catalogue),
        **_about(document),
        "landingPage": catalogue.page(record),
        "isPartOf": _series(document, catalogue),
        "references": _references(document, catalogue),
        "distribution": [_offer(one) for one in offers(record, catalogue)],
    }
    return {key: value for key, value in everything.items() if value}


def _series(document: dict[str, Any], catalogue: Catalogue) -> str | None:
    """The collection that it belongs to (Project Open Data 1.1, ``isPartOf``)."""
    links = document.get("relations") or []
    found = [link["uid"] for link in links if link.get("type") == "en_serie"]
    return catalogue.identifier(found[0]) if found else None


def keywords(record: PublicRecord) -> list[str]:
    """Its own words; where it has none, its theme or its kind, for one is demanded."""
    given = [said(word) for word in record.document.get("keywords") or []]
    theme = said(record.document.get("theme"))
    named = vocabularies.get("themes").label(theme) if theme else ""
    kind = vocabularies.get("kinds").label(record.kind)
    return list(dict.fromkeys(filter(None, given))) or [named or kind]


def _publisher(document: dict[str, Any], catalogue: Catalogue) -> dict[str, str]:
    name = said((document.get("organization") or {}).get("name"))
    return {"@type": "org:Organization", "name": name or catalogue.publisher_name}


def _contact(document: dict[str, Any], catalogue: Catalogue) -> dict[str, str]:
    given = document.get("contact") or {}
    post = said(given.get("position")) or said(document.get("producer_position"))
    mail = mailbox(given.get("email")) or mailbox(catalogue.contact_email)
    contact = {
        "@type": "vcard:Contact",
        "fn": post or _publisher(document, catalogue)["name"],
    }
    return contact | ({"hasEmail": f"mailto:{mail}"} if mail else {})


def _access(record: PublicRecord, catalogue: Catalogue) -> dict[str, Any]:
    document = record.document
    found = term("access_classes", (document.get("classification") or {}).get("class"))
    rights = ground(document, record.disclosure)
    if len(rights) > LONGEST_RIGHTS:
        rights = rights[: LONGEST_RIGHTS - 1].rstrip() + "…"
    return {
        "accessLevel": found.extra["pod_access_level"] if found else "public",
        "rights": rights,
        "license": _licence(document, catalogue),
    }


def _licence(document: dict[str, Any], catalogue: Catalogue) -> str | None:
    given = said(document.get("licence"))
    found = term("licences", given)
    if found is not None and found.uri:
        return found.uri
    return address(given, catalogue.base_url) if is_address(given) else None


def _about(document: dict[str, Any]) -> dict[str, Any]:
    theme = term("themes", document.get("theme"))
    rhythm = term("frequencies", document.get("frequency"))
    known = vocabularies.get("territories")
    places = [known.label(said(code)) for code in document.get("spatial") or []]
    start = partial_date(document.get("temporal_start"))
    end = partial_date(document.get("temporal_end"))
    language = term("languages", document.get("language"))
    return {
        "theme": [theme.extra.get("datosgov") or theme.es] if theme else None,
        "accrualPeriodicity": rhythm.extra.get("iso8601") if rhythm else None,
        "spatial": ", ".join(filter(None, places)),
        "temporal": f"{start}/{end}" if start and end else None,
        "language": [language.code] if language else None,
    }


def _references(document: dict[str, Any], catalogue: Catalogue) -> list[str]:
    found = address((document.get("source") or {}).get("url"), catalogue.base_url)
    return [found] if found else []


def _offer(offer: Offer) -> dict[str, str]:
    """A file by ``downloadURL``, which demands a media type; the rest by ``accessURL``."""
    where = "downloadURL" if offer.download else "accessURL"
    media = offer.media_type or ("application/octet-stream" if offer.download else None)
    everything = {
        "@type": "dcat:Distribution",
        "title": offer.title,
        "description": offer.description,
        where: offer.address,
        "mediaType": media,
        "format": offer.label,
    }
    return {key: value for key, value in everything.items() if value}
