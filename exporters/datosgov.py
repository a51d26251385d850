"""The fields of datos.gov.co, which its federation of data.json leaves empty.

*Información de la Entidad* and *Información de Datos*, as the view's JSON of Socrata has
them (``metadata.custom_fields``). What we do not know is left out: an unfilled field
reaches the national portal as data.
"""

from functools import lru_cache
from typing import Any

import orjson

from ..records.reading import PublicRecord
from ..schemas import vocabularies
from . import datajson
from .base import Catalogue, Frame
from .dcat.coverage import term
from .dcat.record import description, title
from .narrative import office
from .values import mailbox, partial_date, said

KEY = "datosgov"
MEDIA_TYPE = "application/json"
SUFFIX = ".datosgov.json"
VERSION = "1"
KEPT = True
ENTITY, DATA, CORE = "Información de la Entidad", "Información de Datos", "Common Core"
# The words of datos.gov.co, where ours say the same in others.
RHYTHMS = {
    "trienal": "Trianual",
    "cuatrienal": "Más de tres años",
    "quinquenal": "Más de tres años",
    "decenal": "Más de tres años",
}
Fields = dict[str, dict[str, str]]


def accepts(one: PublicRecord) -> bool:
    """The same records that the national portal federates."""
    return datajson.accepts(one)


def fragment(one: PublicRecord, catalogue: Catalogue) -> bytes:
    return orjson.dumps(view(one, catalogue)).replace(b"</", b"<\\/")


def frame(_catalogue: Catalogue) -> Frame:
    return Frame(head=b"[\n", separator=b",\n", tail=b"\n]\n")


@lru_cache(maxsize=4)
def view(record: PublicRecord, catalogue: Catalogue) -> dict[str, Any]:
    """The view's metadata; a record is found there again by its Unique-Identifier.

    It is kept a moment, as the table asks for it after the JSON: nobody may change it.
    """
    document = record.document
    theme = term("themes", document.get("theme"))
    licence = term("licences", document.get("licence"))
    found: dict[str, Any] = {
        "name": title(record),
        "description": description(record),
        "category": (theme.extra.get("datosgov") or theme.es) if theme else "",
        "tags": [word for word in map(said, document.get("keywords") or []) if word],
        "attribution": office(record, catalogue),
        "attributionLink": catalogue.page(record),
        "licenseId": licence.extra.get("socrata_id") if licence else "",
        "metadata": {"custom_fields": fields(record, catalogue)},
    }
    return {name: value for name, value in found.items() if value}


def fields(record: PublicRecord, catalogue: Catalogue) -> Fields:
    """The three sets of fields; a set says only what is known."""
    sets = {
        ENTITY: _entity(record, catalogue),
        DATA: _data(record, catalogue),
        CORE: _core(record, catalogue),
    }
    return {
        name: {field: value for field, value in given.items() if value}
        for name, given in sets.items()
    }


def _entity(record: PublicRecord, catalogue: Catalogue) -> dict[str, str]:
    """Where the publisher is, not what the data cover."""
    known = vocabularies.get("territories").terms
    city = known.get(catalogue.spatial or "")
    department = known.get(city.extra.get("parent", "")) if city else None
    return {
        "Nombre de la Entidad": said(catalogue.publisher_name),
        "Área o dependencia": office(record, catalogue),
        "Orden": "Territorial",
        "Departamento": department.es if department else "",
        "Municipio": city.es if city else "",
    }


def _data(record: PublicRecord, catalogue: Catalogue) -> dict[str, str]:
    document = record.document
    language = term("languages", document.get("language"))
    level = term("spatial_levels", document.get("spatial_level"))
    rhythm = term("frequencies", document.get("frequency"))
    issued = partial_date(document.get("issued")) or ""
    return {
        "Idioma": language.es if language else "",
        "Cobertura Geográfica": level.es if level else "",
        "Frecuencia de Actualización": RHYTHMS.get(rhythm.code, rhythm.es)
        if rhythm
        else "",
        "Fecha Emisión (aaaa-mm-dd)": issued if len(issued) == 10 else "",
        "URL Documentación": catalogue.page(record),
    }


def _core(record: PublicRecord, catalogue: Catalogue) -> dict[str, str]:
    entry = datajson.entry(record, catalogue)
    contact = record.document.get("contact") or {}
    return {
        "Publisher": entry["publisher"]["name"],
        "Contact Email": mailbox(contact.get("email"))
        or mailbox(catalogue.contact_email)
        or "",
        "License": entry.get("license", ""),
        "Theme": ", ".join(entry.get("theme", [])),
        "Public Access Level": entry["accessLevel"],
        "Issued": entry.get("issued", ""),
        "Last Update": entry["modified"],
        "Update-Frequency": entry.get("accrualPeriodicity", ""),
        "Spatial": entry.get("spatial", ""),
        "Unique-Identifier": entry["identifier"],
    }
