"""Small pieces of JSON-LD: the prefixes, references, literals. No blank nodes."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from ..values import clean, escaped, partial_date, said

Node = dict[str, Any]

PREFIXES = {
    "adms": "http://www.w3.org/ns/adms#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "geodcat": "http://data.europa.eu/930/",
    "gsp": "http://www.opengis.net/ont/geosparql#",
    "hydra": "http://www.w3.org/ns/hydra/core#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
EU = "http://publications.europa.eu/resource/authority"
DATE_TYPES = {4: "xsd:gYear", 7: "xsd:gYearMonth", 10: "xsd:date"}


def node(identifier: str, kind: str | list[str], properties: Mapping[str, Any]) -> Node:
    """A node with its type and those properties that are known."""
    known = {key: value for key, value in properties.items() if value}
    return {"@id": identifier, "@type": kind, **known}


def part(owner: str, name: str) -> str:
    """The address of something that exists only within its owner."""
    return f"{owner}#{escaped(name)}"


def ref(identifier: str | None) -> Node | None:
    return {"@id": identifier} if identifier else None


def authority(table: str, code: str | None) -> Node | None:
    """An entry of the EU's authority tables."""
    return ref(f"{EU}/{table}/{code}") if code else None


def text(value: object, language: str = "es") -> Node | None:
    words = said(value)
    return {"@value": words, "@language": language} if words else None


def texts(values: Iterable[object], language: str = "es") -> list[Node]:
    """The same for many, in their order and without repetition."""
    distinct = dict.fromkeys(said(value) for value in values)
    return [{"@value": word, "@language": language} for word in distinct if word]


def plain(value: object) -> str | None:
    return clean(value) or None if value is not None else None


def typed(value: object, datatype: str) -> Node | None:
    return None if value is None else {"@value": str(value), "@type": datatype}


def moment(value: datetime | None) -> Node | None:
    if value is None:
        return None
    return typed(value.isoformat(timespec="seconds"), "xsd:dateTime")


def day(value: object) -> Node | None:
    """A date as exact as it is known: a year, a month or a day."""
    known = partial_date(value)
    return typed(known, DATE_TYPES[len(known)]) if known else None
