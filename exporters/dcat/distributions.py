"""Distributions: where the data can be taken from, in which form, under which licence."""

from ..base import Catalogue
from ..files import Offer
from .coverage import language
from .nodes import Node, authority, node, part, ref, text, typed
from .rights import licence

IANA = "https://www.iana.org/assignments/media-types"


def distribution(offer: Offer, owner: str, catalogue: Catalogue) -> Node:
    """One distribution; its address is also where it is reached (dcat:accessURL)."""
    identifier = part(owner, f"distribucion-{offer.name}")
    return node(
        identifier,
        "dcat:Distribution",
        {
            "dct:title": text(offer.title, catalogue.language),
            "dct:description": text(offer.description, catalogue.language),
            "dcat:accessURL": ref(offer.address),
            "dcat:downloadURL": ref(offer.address) if offer.download else None,
            "dcat:mediaType": _media(offer),
            "dct:format": authority("file-type", offer.file_type),
            # DCAT-AP 3.0.0 wants a decimal here, and 2.1.1 takes it.
            "dcat:byteSize": typed(offer.size, "xsd:decimal"),
            "spdx:checksum": _checksum(offer, identifier),
            "dct:license": licence(offer.licence, owner, catalogue.base_url),
            "dct:language": language(catalogue.language),
        },
    )


def _media(offer: Offer) -> Node | None:
    return ref(f"{IANA}/{offer.media_type}") if offer.media_type else None


def _checksum(offer: Offer, owner: str) -> Node | None:
    """The SHA-256 of the file.

    The node bears no type: the property's range says that it is a spdx:Checksum, and the
    shapes of DCAT-AP 2.1.1 allow a node so typed no algorithm but SHA-1.
    """
    if not offer.checksum:
        return None
    return {
        "@id": f"{owner}-suma",
        "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
        "spdx:checksumValue": typed(offer.checksum, "xsd:hexBinary"),
    }
