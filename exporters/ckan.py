"""CKAN's package, as its action API gives it and as other portals' harvesters read it.

Every key that ckanext-harvest and udata ask for is there, null where we know nothing.
"""

import re
from datetime import datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from ..records.publication import FOLDERS
from ..records.reading import PublicRecord
from ..schemas import vocabularies
from .base import Catalogue
from .ckan_names import NAME, group_id, office_name
from .dcat.agents import named
from .dcat.coverage import term
from .dcat.record import description, title
from .dcat.rights import ground
from .files import Offer, offers
from .narrative import office
from .values import address, issued, mailbox, partial_date, said

LONGEST_NAME = 100
_NOT_IN_TAG = re.compile(r"[^\w\-. ]")
UID_IN_RESOURCE, OWN_IN_RESOURCE = 24, 12
KINDS = {folder: kind for kind, folder in FOLDERS.items()}
Package = dict[str, Any]


def name(record: PublicRecord) -> str:
    """A name unique among all kinds, by CKAN's rules; see ``place``."""
    return name_of(record.kind, record.slug, record.uid)


def name_of(kind: str, slug: str, uid: str) -> str:
    made = f"{FOLDERS[kind]}-{slug}"
    return made if NAME.fullmatch(made) else uid


def place(given: str) -> tuple[str, str] | None:
    """The kind and the slug that a name stands for."""
    folder, _, slug = given.partition("-")
    return (KINDS[folder], slug) if folder in KINDS and slug else None


def package(record: PublicRecord, catalogue: Catalogue) -> Package:
    """One record as a CKAN dataset with its resources."""
    document = record.document
    resources = [
        resource(offer, position, record)
        for position, offer in enumerate(offers(record, catalogue))
    ]
    tags = [tag(word) for word in keywords(document)]
    organization = _organization(record, catalogue)
    return {
        "id": record.uid,
        "name": name(record),
        "title": title(record),
        "notes": description(record),
        "url": catalogue.page(record),
        **_standing(record),
        **_people(document),
        "organization": organization,
        "owner_org": organization["id"] if organization else None,
        "groups": groups(document),
        "tags": tags,
        "num_tags": len(tags),
        "resources": resources,
        "num_resources": len(resources),
        "extras": _extras(record, catalogue),
        "relationships_as_object": [],
        "relationships_as_subject": [],
    }


def _standing(record: PublicRecord) -> Package:
    """Its state, its dates and its licence."""
    licence = licence_of(record.document)
    return {
        "type": "dataset",
        "state": "active",
        "private": False,
        "isopen": licence.get("is_open", False),
        "version": said(record.document.get("version")) or None,
        "license_id": licence.get("id"),
        "license_title": licence.get("title"),
        "license_url": licence.get("url") or None,
        "metadata_created": _created(record),
        "metadata_modified": _moment(record.modified),
    }


def _people(document: dict[str, Any]) -> Package:
    """The author of a document, and the office that answers; never a person's mailbox."""
    contact = document.get("contact") or {}
    return {
        "author": said((document.get("authors") or [None])[0]) or None,
        "author_email": None,
        "maintainer": said(contact.get("position")) or None,
        "maintainer_email": mailbox(contact.get("email")),
        "creator_user_id": None,
    }


def resource(offer: Offer, position: int, record: PublicRecord) -> Package:
    """One file or service."""
    page = offer.media_type in (None, "text/html")
    return {
        "id": resource_id(record.uid, offer),
        "package_id": record.uid,
        "position": position,
        "name": offer.title,
        "description": offer.description,
        "format": offer.label,
        "mimetype": offer.media_type,
        "size": offer.size,
        "hash": offer.checksum,
        "created": _moment(record.modified),
        "last_modified": _moment(record.modified),
        "metadata_modified": _moment(record.modified),
        "state": "active",
        "url": offer.address,
        "url_type": None,
        "resource_type": "file" if offer.download or not page else "documentation",
        "mimetype_inner": None,
        "cache_url": None,
        "cache_last_updated": None,
    }


def resource_id(uid: str, offer: Offer) -> str:
    """A UUID, as a CKAN wants that takes it over; its start leads back to the record."""
    own = uuid5(NAMESPACE_URL, f"urn:tumbaga:recurso:{uid}:{offer.name}").hex
    return uid[:UID_IN_RESOURCE] + own[-OWN_IN_RESOURCE:]


def keywords(document: dict[str, Any]) -> list[str]:
    """Keywords by CKAN's rules for tags: letters, figures, ``-_.`` and spaces."""
    given = (said(word) for word in document.get("keywords") or [])
    fitting = (_NOT_IN_TAG.sub(" ", word)[:LONGEST_NAME].strip() for word in given)
    joined = (" ".join(word.split()) for word in fitting)
    return [word for word in dict.fromkeys(joined) if len(word) > 1]


def tag(word: str) -> Package:
    return {
        "id": word,
        "name": word,
        "display_name": word,
        "state": "active",
        "vocabulary_id": None,
    }


def group(term_: vocabularies.Term) -> Package:
    """A theme as a group."""
    return {
        "id": group_id(term_.code),
        "name": term_.code,
        "title": term_.es,
        "display_name": term_.es,
        "description": "",
        "image_display_url": "",
        "type": "group",
        "state": "active",
        "is_organization": False,
        "approval_status": "approved",
    }


def groups(document: dict[str, Any]) -> list[Package]:
    found = term("themes", document.get("theme"))
    return [group(found)] if found else []


def organization(record: PublicRecord, catalogue: Catalogue) -> Package:
    """An organisation that has a page of its own."""
    document = record.document
    more = {
        "description": said(document.get("description")),
        "created": _moment(record.modified),
        "url": catalogue.page(record),
    }
    return (
        _office(record.uid, record.slug, named(document | {"uid": record.uid})) | more
    )


def licence_of(document: dict[str, Any]) -> Package:
    found = term("licences", document.get("licence"))
    words = said(document.get("licence"))
    if found is None:
        return {"id": words, "title": words} if words else {}
    return licence(found)


def licence(found: vocabularies.Term) -> Package:
    is_open = found.extra.get("open") == "yes"
    return {
        "id": found.code,
        "title": found.es,
        "url": found.uri,
        "status": "active",
        "is_open": is_open,
        "is_generic": False,
        "od_conformance": "approved" if is_open else "rejected",
        "osd_conformance": "not reviewed",
        "maintainer": "",
        "family": "",
        "domain_content": True,
        "domain_data": True,
        "domain_software": False,
    }


def _organization(record: PublicRecord, catalogue: Catalogue) -> Package | None:
    """The office as its record names it; udata takes none without a date."""
    given = record.document.get("organization") or {}
    if not said(given.get("name")) or not given.get("uid"):
        return None
    slug = said(given.get("slug")) or given["uid"]
    created = {
        "description": "",
        "created": _created(record),
        "url": catalogue.identifier(given["uid"]),
    }
    return _office(given["uid"], slug, said(given["name"])) | created


def _office(uid: str, slug: str, name_: str) -> Package:
    return {
        "id": uid,
        "name": office_name(slug, uid),
        "title": name_,
        "display_name": name_,
        "type": "organization",
        "image_url": "",
        "is_organization": True,
        "approval_status": "approved",
        "state": "active",
    }


def _extras(record: PublicRecord, catalogue: Catalogue) -> list[dict[str, str]]:
    """What CKAN has no field for, under the names that ckanext-dcat gives it."""
    document = record.document
    frequency = term("frequencies", document.get("frequency"))
    access = term("access_classes", (document.get("classification") or {}).get("class"))
    language = term("languages", document.get("language"))
    places = [said(code) for code in document.get("spatial") or []]
    given = {
        "uri": catalogue.identifier(record.uid),
        "identifier": catalogue.identifier(record.uid),
        "kind": record.kind,
        "code": said(document.get("code")),
        "issued": issued(document),
        "modified": _moment(record.modified),
        "frequency": frequency.uri if frequency else None,
        "language": language.uri if language else None,
        "access_rights": access.uri if access else None,
        "rights": ground(document, record.disclosure),
        "temporal_start": partial_date(document.get("temporal_start")),
        "temporal_end": partial_date(document.get("temporal_end")),
        "divipola": ", ".join(filter(None, places)),
        "contact_name": said((document.get("contact") or {}).get("position")),
        "contact_email": mailbox((document.get("contact") or {}).get("email")),
        "publisher_name": office(record, catalogue),
        "source": address(
            (document.get("source") or {}).get("url"), catalogue.base_url
        ),
        "unit": said(document.get("unit")),
    }
    return [{"key": key, "value": value} for key, value in given.items() if value]


def _created(record: PublicRecord) -> str:
    first = partial_date(record.document.get("first_published"))
    if first is None or len(first) < 10:
        return _moment(record.modified)
    return min(f"{first}T00:00:00.000000", _moment(record.modified))


def _moment(value: datetime) -> str:
    """CKAN writes UTC without saying so."""
    return value.replace(tzinfo=None).isoformat(timespec="microseconds")
