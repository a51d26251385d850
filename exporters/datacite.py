"""DataCite 4: what repositories and citation indexes harvest. We have no DOI to give.

The identifier is the permanent address, of the type URL. Elements of the schema whose
values nobody has told us are left out.
"""

from ..records.reading import PublicRecord
from ..schemas import vocabularies
from .base import Catalogue
from .dcat.coverage import places as located
from .dcat.coverage import term
from .dcat.record import description, title
from .dublin_core import creators, issued, language, span, subjects
from .files import offers
from .values import said
from .xml import around, element

NAMESPACE = "http://datacite.org/schema/kernel-4"
TYPES = {
    "dataset": "Dataset",
    "indicator": "Dataset",
    "document": "Text",
    "production_process": "Other",
}


def fragment(record: PublicRecord, catalogue: Catalogue) -> bytes:
    """The record as ``resource``; the schema lets its parts come in any order."""
    document = record.document
    parts = [
        element("identifier", catalogue.identifier(record.uid), identifierType="URL"),
        around("creators", [_creator(name) for name in creators(record, catalogue)]),
        around("titles", [element("title", title(record), xml_lang="es")]),
        element("publisher", catalogue.publisher_name, xml_lang="es"),
        element("publicationYear", issued(record)[:4]),
        element(
            "resourceType",
            vocabularies.get("kinds").label(record.kind),
            resourceTypeGeneral=TYPES.get(record.kind, "Other"),
        ),
        around(
            "subjects",
            [element("subject", w, xml_lang="es") for w in subjects(document)],
        ),
        _dates(record),
        element("language", language(document, catalogue)),
        _codes(record),
        around("formats", _formats(record, catalogue)),
        element("version", said(document.get("version"))),
        _rights(record),
        around(
            "descriptions",
            [element("description", description(record), descriptionType="Abstract")],
        ),
        _locations(record, catalogue),
    ]
    return around("resource", parts, xmlns=NAMESPACE).encode()


def _creator(name: str) -> str:
    named = element("creatorName", name, nameType="Organizational")
    return around("creator", [named])


def _dates(record: PublicRecord) -> str:
    given = [
        element("date", issued(record), dateType="Issued"),
        element("date", record.modified.strftime("%Y-%m-%d"), dateType="Updated"),
        element("date", _covered(record), dateType="Coverage"),
    ]
    return around("dates", given)


def _covered(record: PublicRecord) -> str | None:
    covered = span(record.document)
    return covered.replace("..", "") if covered else None


def _codes(record: PublicRecord) -> str:
    code = element(
        "alternateIdentifier",
        said(record.document.get("code")),
        alternateIdentifierType="Código del catálogo",
    )
    return around("alternateIdentifiers", [code])


def _formats(record: PublicRecord, catalogue: Catalogue) -> list[str]:
    found = [offer.media_type for offer in offers(record, catalogue)]
    return [element("format", one) for one in dict.fromkeys(filter(None, found))]


def _rights(record: PublicRecord) -> str:
    given = said(record.document.get("licence"))
    found = term("licences", given)
    if found is None:
        return around("rightsList", [element("rights", given)])
    known = element("rights", found.es, rightsURI=found.uri, xml_lang="es")
    return around("rightsList", [known])


def _locations(record: PublicRecord, catalogue: Catalogue) -> str:
    codes = record.document.get("spatial") or []
    names = [node["skos:prefLabel"]["@value"] for node in located(codes, catalogue)]
    return around(
        "geoLocations",
        [around("geoLocation", [element("geoLocationPlace", n)]) for n in names],
    )
