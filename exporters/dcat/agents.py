"""Who answers for a record: organisations and offices. A person has no place here."""

from typing import Any

from ..base import Catalogue
from ..values import address, mailbox, said, telephone
from .nodes import Node, node, part, plain, ref, text


def publisher(given: dict[str, Any] | None, catalogue: Catalogue) -> Node:
    """The producing organisation, or the entity itself when the record names none."""
    name = said((given or {}).get("name"))
    if not given or not name:
        return entity(catalogue)
    return node(
        catalogue.identifier(given["uid"]),
        "foaf:Agent",
        {
            "foaf:name": text(name, catalogue.language),
            "dct:alternative": text(given.get("acronym") or given.get("short_name")),
        },
    )


def entity(catalogue: Catalogue) -> Node:
    """The administration that keeps the catalogue."""
    uid = catalogue.publisher_uid
    identifier = (
        catalogue.identifier(uid) if uid else part(catalogue.address, "entidad")
    )
    home = address(catalogue.publisher_url, catalogue.base_url)
    return node(
        identifier,
        "foaf:Agent",
        {
            "foaf:name": text(catalogue.publisher_name, catalogue.language),
            "foaf:homepage": ref(home),
            "dct:type": ref("http://purl.org/adms/publishertype/LocalAuthority"),
        },
    )


def organization(document: dict[str, Any], catalogue: Catalogue) -> Node:
    """An organisation's own description, as its page gives it."""
    parent = document.get("parent") or {}
    mail = mailbox(document.get("email"))
    phone = telephone(document.get("telephone"))
    return node(
        catalogue.identifier(document["uid"]),
        ["foaf:Agent", "org:Organization"],
        {
            "foaf:name": text(named(document), catalogue.language),
            "dct:alternative": text(document.get("acronym")),
            "dct:description": text(document.get("description")),
            "dct:identifier": plain(document.get("code")),
            "org:subOrganizationOf": ref(_identifier(parent, catalogue)),
            "foaf:homepage": ref(address(document.get("url"), catalogue.base_url)),
            "foaf:mbox": ref(f"mailto:{mail}") if mail else None,
            "foaf:phone": ref(f"tel:{phone}") if phone else None,
        },
    )


def contact(document: dict[str, Any], owner: str, catalogue: Catalogue) -> Node | None:
    """The office that answers questions: a post, its mailbox and its telephone."""
    given = document.get("contact") or {}
    office = (document.get("organization") or {}).get("name")
    post = given.get("position") or document.get("producer_position")
    name = said(post) or said(office)
    if not name:
        return None
    mail, phone = mailbox(given.get("email")), telephone(given.get("telephone"))
    return node(
        part(owner, "contacto"),
        "vcard:Organization",
        {
            "vcard:fn": text(name, catalogue.language),
            "vcard:organization-name": text(office) if post else None,
            "vcard:hasEmail": ref(f"mailto:{mail}") if mail else None,
            "vcard:hasTelephone": ref(f"tel:{phone}") if phone else None,
        },
    )


def custodian(document: dict[str, Any], catalogue: Catalogue) -> Node | None:
    """Who keeps the asset, when it is not who made it (Decreto 1081/2015, 2.1.1.5.1.2)."""
    given = document.get("custodian") or {}
    producer = document.get("organization") or {}
    if given.get("uid") == producer.get("uid") or not said(given.get("name")):
        return None
    return publisher(given, catalogue)


def named(document: dict[str, Any]) -> str:
    """A name, which every agent must have (DCAT-AP)."""
    names = ("name", "short_name", "acronym", "title", "slug", "uid")
    return next(filter(None, (said(document.get(name)) for name in names)))


def _identifier(given: dict[str, Any], catalogue: Catalogue) -> str | None:
    return catalogue.identifier(given["uid"]) if given.get("uid") else None
