"""One production process as NADA's JSON of a microdata study, and its list of resources."""

import re
from typing import Any

from ...records.identifiers import slugify
from ...records.reading import PublicRecord
from ...schemas.crosswalks import ddi, nada
from ..base import Catalogue
from ..ddi.codebook import accepts, prepared
from ..files import Offer, offers

__all__ = ["accepts", "address", "idno", "metadata", "resources"]

PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
DATA = ("text/csv", "application/json", "spreadsheet", "excel", "parquet", "xml")
MAP = ("geo", "kml", "shp", "gpkg")


def idno(record: PublicRecord) -> str:
    """The study's identifier: its code, or its uid where the code leads nowhere."""
    code = str(record.document.get("code") or "")
    leads = PLAIN.fullmatch(code) and slugify(code) == record.slug
    return code if leads else record.uid


def address(idno: str) -> str:
    """The slug that a code would have: how a study is looked for by its code."""
    return slugify(idno)


def metadata(record: PublicRecord, catalogue: Catalogue) -> dict[str, Any]:
    """The body that a NADA takes to create the study (``survey-schema.json``)."""
    document = {"uid": record.uid, **prepared(record, catalogue)}
    document["catalogue"]["idno"] = idno(record)
    body = nada.to_nada(ddi.complete(document))
    # What its data are to a NADA: nothing is licensed here, links say where they are.
    usual = {"type": "survey", "access_policy": "data_na", "published": 1}
    return {**usual, **body}


def resources(record: PublicRecord, catalogue: Catalogue) -> list[dict[str, Any]]:
    """External resources (``resource-schema.json``), numbered from one."""
    return [
        {"resource_id": number, **_resource(offer, record)}
        for number, offer in enumerate(offers(record, catalogue), start=1)
    ]


def _resource(offer: Offer, record: PublicRecord) -> dict[str, Any]:
    language = str(record.document.get("language") or "es")
    said = {
        "dctype": _type(offer),
        "dcformat": offer.media_type,
        "title": offer.title,
        "description": offer.description,
        "language": language,
        "country": "Colombia",
        "filename": offer.address,
    }
    return {name: value for name, value in said.items() if value}


def _type(offer: Offer) -> str:
    media = offer.media_type or ""
    if any(word in media for word in MAP):
        return "map"
    if any(word in media for word in DATA):
        return "dat"
    return "doc/oth" if offer.download else "web"
