"""One public record as JSON-LD nodes: what each kind becomes in DCAT (DESIGN, section 3).

An indicator, a PPI and a document are datasets with a type; an organisation is an agent.
"""

from typing import Any

from ...records.reading import PublicRecord
from ...schemas import vocabularies
from ..base import Catalogue
from ..files import offers
from ..values import address, said
from . import agents, coverage, rights
from .distributions import distribution
from .nodes import EU, PREFIXES, Node, day, moment, node, part, plain, ref, text, texts

# What a catalogue's reader may filter by; a PPI is also the activity that it describes.
TYPES = {
    "dataset": "http://purl.org/dc/dcmitype/Dataset",
    "indicator": f"{EU}/dataset-type/STATISTICAL",
    "production_process": "http://rdf-vocabulary.ddialliance.org/discovery#Study",
    "document": "http://purl.org/dc/dcmitype/Text",
}
DESCRIPTIONS = ("description", "definition", "objective", "methodology", "title")


def describe(record: PublicRecord, catalogue: Catalogue) -> list[Node]:
    """The record's node with its parts, and the catalogue's link to it."""
    if record.kind == "organization":
        return [agents.organization(record.document | {"uid": record.uid}, catalogue)]
    identifier = catalogue.identifier(record.uid)
    return [_dataset(record, identifier, catalogue), _entry(record, catalogue)]


def title(record: PublicRecord) -> str:
    """The name under which it is known; a public version may withhold its title."""
    document = record.document
    kind = vocabularies.get("kinds").label(record.kind)
    return said(document.get("title")) or said(document.get("code")) or kind


def description(record: PublicRecord) -> str:
    """What stands for a description, which the standards demand of every dataset."""
    found = (said(record.document.get(name)) for name in DESCRIPTIONS)
    return next(filter(None, found), title(record))


def _dataset(record: PublicRecord, identifier: str, catalogue: Catalogue) -> Node:
    return node(
        identifier,
        _types(record),
        {
            **_name(record, identifier, catalogue),
            **_people(record, identifier, catalogue),
            **_coverage(record, identifier, catalogue),
            **_rights(record, identifier, catalogue),
            **_provenance(record.document, identifier, catalogue),
            **_relations(record.document, catalogue),
            "schema:variableMeasured": _variables(record.document, identifier),
            "dcat:distribution": [
                distribution(offer, identifier, catalogue)
                for offer in offers(record, catalogue)
            ],
        },
    )


def _types(record: PublicRecord) -> list[str]:
    """A series is a dataset too (DCAT 3, 6.10); a PPI is also an activity."""
    types = ["dcat:Dataset"]
    if record.kind == "production_process":
        types.append("prov:Activity")
    if record.kind == "dataset" and record.document.get("is_series"):
        types.append("dcat:DatasetSeries")
    return types


def _name(record: PublicRecord, identifier: str, catalogue: Catalogue) -> Node:
    document, language = record.document, catalogue.language
    code = plain(document.get("code"))
    notation = {"skos:notation": code}
    issued = document.get("publication_date") or document.get("issued")
    return {
        "dct:title": text(title(record), language),
        "dct:description": text(description(record), language),
        "dct:alternative": text(document.get("acronym"), language),
        "dct:identifier": identifier,
        "adms:identifier": code
        and node(part(identifier, "codigo"), "adms:Identifier", notation),
        "dct:type": ref(TYPES.get(record.kind)),
        "dct:issued": day(issued) or day(document.get("first_published")),
        "dct:modified": moment(record.modified),
        "dcat:version": plain(
            document.get("dataset_version") or document.get("version")
        ),
        "dcat:landingPage": ref(catalogue.page(record)),
        "skos:note": texts(document.get("notes") or [], language),
    }


def _people(record: PublicRecord, identifier: str, catalogue: Catalogue) -> Node:
    document = record.document
    return {
        "dct:publisher": agents.publisher(document.get("organization"), catalogue),
        "geodcat:custodian": agents.custodian(document, catalogue),
        "dcat:contactPoint": agents.contact(document, identifier, catalogue),
        "dc:creator": texts(document.get("authors") or [], catalogue.language),
    }


def _coverage(record: PublicRecord, identifier: str, catalogue: Catalogue) -> Node:
    document = record.document
    return {
        "dcat:theme": coverage.themes(document, catalogue),
        "dcat:keyword": texts(document.get("keywords") or [], catalogue.language),
        "dct:spatial": coverage.places(document.get("spatial") or [], catalogue),
        "dct:temporal": coverage.period(document, identifier),
        "dct:accrualPeriodicity": coverage.frequency(document),
        "dct:language": coverage.language(document.get("language")),
    }


def _rights(record: PublicRecord, identifier: str, catalogue: Catalogue) -> Node:
    document = record.document
    return {
        "dct:accessRights": rights.access(document),
        "dct:rights": rights.statement(document, record.disclosure, identifier),
        "dct:license": rights.licence(
            document.get("licence"), identifier, catalogue.base_url
        ),
    }


def _provenance(
    document: dict[str, Any], identifier: str, catalogue: Catalogue
) -> Node:
    """Where it was taken from: an address if there is one, and the words."""
    source = document.get("source") or {}
    given = [source.get("title"), source.get("detail"), document.get("source_text")]
    words = ". ".join(dict.fromkeys(filter(None, map(said, given))))
    label = {"rdfs:label": text(words)}
    return {
        "dct:source": ref(address(source.get("url"), catalogue.base_url)),
        "dct:provenance": words
        and node(part(identifier, "procedencia"), "dct:ProvenanceStatement", label),
        "foaf:page": ref(address(document.get("place"), catalogue.base_url))
        if "://" in said(document.get("place"))
        else None,
    }


def _relations(document: dict[str, Any], catalogue: Catalogue) -> Node:
    """Links to other records, each under the property that its type stands for."""
    process = (document.get("production_process") or {}).get("uid")
    found: dict[str, dict[str, Node]] = {}
    if process:
        found["prov:wasGeneratedBy"] = {process: {"@id": catalogue.identifier(process)}}
    for link in document.get("relations") or []:
        if link.get("uid"):
            target = {"@id": catalogue.identifier(link["uid"])}
            found.setdefault(_predicate(link), {})[link["uid"]] = target
    return {predicate: list(targets.values()) for predicate, targets in found.items()}


def _predicate(link: dict[str, Any]) -> str:
    term = coverage.term("relation_types", link.get("type"))
    for prefix, namespace in PREFIXES.items():
        if term is not None and term.uri.startswith(namespace):
            return f"{prefix}:{term.uri.removeprefix(namespace)}"
    return "dct:relation"


def _variables(document: dict[str, Any], identifier: str) -> list[Node]:
    """What is measured, column by column; DCAT itself has no word for it."""
    return [
        node(
            part(identifier, f"variable-{position}"),
            "schema:PropertyValue",
            {
                "schema:name": plain(given.get("name")),
                "schema:description": text(
                    given.get("label") or given.get("definition")
                ),
                "schema:unitText": text(given.get("unit")),
            },
        )
        for position, given in enumerate(document.get("variables") or [], start=1)
    ]


def _entry(record: PublicRecord, catalogue: Catalogue) -> Node:
    """The catalogue's side: that it holds the dataset, and since when in this form."""
    identifier = catalogue.identifier(record.uid)
    entry = node(
        part(identifier, "ficha"),
        "dcat:CatalogRecord",
        {
            "foaf:primaryTopic": ref(identifier),
            "dct:issued": day(record.document.get("first_published")),
            "dct:modified": moment(record.modified),
            "dct:language": coverage.language(catalogue.language),
        },
    )
    return {
        "@id": catalogue.address,
        "dcat:dataset": ref(identifier),
        "dcat:record": entry,
    }
