"""Contexts of JSON-LD, ours and local: none is ever fetched (pain 23 of the peers)."""

from __future__ import annotations

from typing import Any

from ...schemas.tables import Unreadable

DEEPEST = 100

DEEP = "«{name}» anida grupos más hondo de lo que se puede leer."

PREFIXES = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "dcterms": "http://purl.org/dc/terms/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "adms": "http://www.w3.org/ns/adms#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "spdx": "http://spdx.org/rdf/terms#",
    "org": "http://www.w3.org/ns/org#",
    "locn": "http://www.w3.org/ns/locn#",
    "schema": "http://schema.org/",
    "hydra": "http://www.w3.org/ns/hydra/core#",
    "dcatap": "http://data.europa.eu/r5r/",
    "dcat-us": "http://resources.data.gov/ontology/dcat-us#",
}
# The short names that the well-known contexts give to the terms of DCAT.
_LINKS = {
    "dcat": "dataset distribution service record catalog inSeries seriesMember first last prev"
    " accessURL downloadURL accessService servesDataset endpointURL endpointDescription"
    " landingPage contactPoint theme themeTaxonomy mediaType",
    "dct": "publisher creator license accrualPeriodicity spatial temporal language format"
    " accessRights conformsTo isVersionOf references relation",
}
_WORDS = {
    "dcat": "keyword startDate endDate byteSize version bbox centroid",
    "dct": "title description identifier issued modified alternative rights type",
    "foaf": "name homepage page mbox",
    "vcard": "fn hasEmail hasTelephone",
    "skos": "prefLabel notation",
}


def usual() -> dict[str, Any]:
    """The terms of DCAT by their short names, whichever profile names them."""
    context: dict[str, Any] = {**PREFIXES, "@vocab": PREFIXES["dcat"]}
    for prefix, names in _LINKS.items():
        for name in names.split():
            context[name] = {"@id": f"{prefix}:{name}", "@type": "@id"}
    for prefix, names in _WORDS.items():
        context |= {name: f"{prefix}:{name}" for name in names.split()}
    types = ("Dataset", "DatasetSeries", "Distribution", "Catalog", "DataService")
    context |= {name: f"dcat:{name}" for name in (*types, "CatalogRecord")}
    context |= {"Organization": "foaf:Organization", "Kind": "vcard:Kind"}
    context |= {"PeriodOfTime": "dct:PeriodOfTime", "Location": "dct:Location"}
    return context


def made_local(said: Any, name: str) -> Any:
    """The document with every remote context replaced. Raises ``Unreadable`` if deep."""
    try:
        local = _local(said, name, 0)
    except RecursionError:
        raise Unreadable(DEEP.format(name=name)) from None
    return local


def _local(said: Any, name: str, depth: int) -> Any:
    if depth > DEEPEST:
        raise Unreadable(DEEP.format(name=name))
    if isinstance(said, list):
        return [_local(one, name, depth + 1) for one in said]
    if not isinstance(said, dict):
        return said
    return {
        key: _context(value) if key == "@context" else _local(value, name, depth + 1)
        for key, value in said.items()
    }


def _context(given: Any) -> Any:
    """A context that is only an address becomes ours; schema.org's is its vocabulary."""
    if isinstance(given, str):
        if "schema.org" in given:
            return {"@vocab": PREFIXES["schema"]}
        return usual()
    if isinstance(given, list):
        return [_context(one) for one in given]
    if isinstance(given, dict):
        return {key: value for key, value in given.items() if key != "@import"}
    return given
