"""DCAT, data.json and CKAN read by rdflib and as plain JSON: what went in (``Said``) is there."""

import json
from dataclasses import dataclass, replace
from urllib.parse import unquote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from machine import examples
from public_documents import documents
from public_records import CATALOGUE, record
from rdflib import DCAT, DCTERMS, FOAF, SKOS, Graph, Namespace, URIRef
from tumbaga import exporters
from tumbaga.exporters import ckan, datajson
from tumbaga.exporters.base import single
from tumbaga.schemas import vocabularies

KINDS = ("dataset", "indicator", "document", "production_process")
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]
DC = Namespace("http://purl.org/dc/elements/1.1/")
SPDX = Namespace("http://spdx.org/rdf/terms#")
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
pytestmark = [
    pytest.mark.thorough,
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated"),
]
FORMS = {"ttl": "turtle", "rdf": "xml", "nt": "nt", "jsonld": "json-ld"}
UID = "u-1"
WHO = URIRef(CATALOGUE.identifier(UID))


@dataclass
class Said:
    title: str
    description: str
    keywords: set
    code: str
    notes: set
    creators: set
    issued: str
    start: str
    end: str
    office: str
    contact: str
    mail: str
    theme: str
    frequency: str
    language: str
    licence: str
    places: set
    source: str
    files: list
    relations: set


UNSAID = {"notes", "relations"}  # what a CKAN package has no place for


def term(name, code):
    return vocabularies.get(name).terms.get(code)


def first(document, *names):
    return next((document[one] for one in names if document.get(one)), "")


def column(document, name, vocabulary, extra):
    """The standard's own code of one of our terms."""
    found = term(vocabulary, document.get(name))
    return (found.extra.get(extra) or "") if found else ""


def told(document):
    """What went in, as the document says it."""
    kind = vocabularies.get("kinds").label(document["kind"])
    title = first(document, "title", "code") or kind
    about = ("description", "definition", "objective", "methodology")
    contact = document.get("contact") or {}
    office = document.get("organization", {}).get("name", CATALOGUE.publisher_name)
    post = contact.get("position") or document.get("producer_position")
    licence = term("licences", document.get("licence"))
    return Said(
        title=title,
        description=first(document, *about) or title,
        keywords=set(document.get("keywords", ())),
        code=document.get("code", ""),
        notes=set(document.get("notes", ())),
        creators=set(document.get("authors", ())),
        issued=first(document, "publication_date", "issued", "first_published"),
        start=document.get("temporal_start", ""),
        end=document.get("temporal_end", ""),
        office=office,
        contact=post or document.get("organization", {}).get("name", ""),
        mail=contact.get("email", ""),
        theme=document.get("theme", ""),
        frequency=column(document, "frequency", "frequencies", "eu"),
        language=column(document, "language", "languages", "eu"),
        licence=(licence.uri or licence.es) if licence else "",
        places=set(document.get("spatial", ())),
        source=(document.get("source") or {}).get("url", ""),
        files=sorted(map(file_told, document.get("distributions", ()))),
        relations={one["uid"] for one in document.get("relations", ()) if "uid" in one},
    )


def file_told(one):
    return (one["title"], one["url"], one["media_type"], one["size"], one["checksum"])


def fitted(document):
    """The same with files as the store keeps them: named, of a type, with their sum."""
    known = sorted(vocabularies.get("media_types").terms)
    files = [
        one
        | {
            "uid": f"d{number}",
            "title": f"{number} {one.get('title', 'archivo')}",
            "url": f"https://ciudad.gov.co/a?b={number}&c=%20",
            "media_type": one.get("media_type", known[number]),
            "size": one.get("size", number),
            "checksum": f"{number:064x}",
        }
        for number, one in enumerate(document.get("distributions", ()))
    ]
    return document | ({"distributions": files} if files else {})


ANY = st.sampled_from(KINDS).flatmap(documents).map(fitted)


def segment(value):
    return str(value or "").rpartition("/")[2]


def from_dcat(graph):
    def one(predicate, owner=WHO):
        return str(graph.value(owner, predicate) or "") if owner else ""

    def several(predicate):
        return {str(value) for value in graph.objects(WHO, predicate)}

    who = graph.value(WHO, DCTERMS.publisher)
    period = graph.value(WHO, DCTERMS.temporal)
    contact = graph.value(WHO, DCAT.contactPoint)
    named = graph.value(WHO, URIRef("http://www.w3.org/ns/adms#identifier"))
    ours = f"{CATALOGUE.base_url}/id/tema/"
    licence = graph.value(WHO, DCTERMS.license)
    words = graph.value(licence, URIRef("http://www.w3.org/2000/01/rdf-schema#label"))
    return Said(
        title=one(DCTERMS.title),
        description=one(DCTERMS.description),
        keywords=several(DCAT.keyword),
        code=one(SKOS.notation, named),
        notes=several(SKOS.note),
        creators=several(DC.creator),
        issued=one(DCTERMS.issued),
        start=one(DCAT.startDate, period),
        end=one(DCAT.endDate, period),
        office=one(FOAF.name, who),
        contact=one(VCARD.fn, contact),
        mail=one(VCARD.hasEmail, contact).removeprefix("mailto:"),
        theme=next((segment(x) for x in several(DCAT.theme) if x.startswith(ours)), ""),
        frequency=segment(one(DCTERMS.accrualPeriodicity)),
        language=segment(one(DCTERMS.language)),
        licence=str(words or licence or ""),
        places=places_of(graph),
        source=one(DCTERMS.source),
        files=sorted(files_of(graph)),
        relations=relations_of(graph),
    )


RELATIONS = {
    URIRef(one.uri) for one in vocabularies.get("relation_types") if one.uri
} | {DCTERMS.relation}


def places_of(graph):
    places = graph.objects(WHO, DCTERMS.spatial)
    return {str(graph.value(place, DCTERMS.identifier)) for place in places}


def relations_of(graph):
    ours = f"{CATALOGUE.base_url}/id/"
    return {
        unquote(str(value).removeprefix(ours))
        for predicate, value in graph.predicate_objects(WHO)
        if str(value).startswith(ours) and predicate in RELATIONS
    }


def files_of(graph):
    for part in graph.objects(WHO, DCAT.distribution):
        total = graph.value(graph.value(part, SPDX.checksum), SPDX.checksumValue)
        if total is not None:  # the series of an indicator are not among its files
            yield (
                str(graph.value(part, DCTERMS.title)),
                str(graph.value(part, DCAT.downloadURL)),
                str(graph.value(part, DCAT.mediaType)).partition("media-types/")[2],
                int(graph.value(part, DCAT.byteSize)),
                str(total),
            )


@pytest.mark.parametrize("key", FORMS)
@settings(max_examples=examples(15), deadline=None, suppress_health_check=SLOW)
@given(document=ANY)
def test_rdflib_reads_in_dcat_what_went_in(key, document):
    made = record(document["kind"], UID, document)

    body = single(exporters.get(key), made, CATALOGUE)

    found = Graph().parse(data=body, format=FORMS[key])
    assert from_dcat(found) == told(document)


@settings(max_examples=examples(30), deadline=None, suppress_health_check=SLOW)
@given(document=ANY.filter(lambda one: one["kind"] != "production_process"))
def test_data_json_says_what_went_in(document):
    made = record(document["kind"], UID, document)
    if not datajson.accepts(made):
        return

    said = json.loads(datajson.fragment(made, CATALOGUE))

    wanted = told(document)
    assert said["identifier"] == str(WHO)
    assert (said["title"], said["description"]) == (wanted.title, wanted.description)
    assert set(said["keyword"]) >= wanted.keywords
    assert said.get("issued", "") == wanted.issued
    assert said["publisher"]["name"] == wanted.office
    assert said["contactPoint"]["fn"] == (wanted.contact or wanted.office)
    mail = said["contactPoint"]["hasEmail"].removeprefix("mailto:")
    assert mail == (wanted.mail or CATALOGUE.contact_email)
    if wanted.start and wanted.end:
        assert said["temporal"] == f"{wanted.start}/{wanted.end}"
    assert said.get("references", []) == ([wanted.source] if wanted.source else [])
    files = [
        (one["title"], one["downloadURL"], one["mediaType"])
        for one in said.get("distribution", ())
        if not one["title"].startswith("Serie del indicador")
    ]
    assert sorted(files) == [one[:3] for one in wanted.files]


LANGUAGES = {one.uri: one.extra["eu"] for one in vocabularies.get("languages")}


def from_ckan(package):
    extras = {one["key"]: one["value"] for one in package["extras"]}
    groups = [one["name"] for one in package["groups"]]
    return Said(
        title=package["title"],
        description=package["notes"],
        keywords={one["name"] for one in package["tags"]},
        code=extras.get("code", ""),
        notes=set(),
        creators={package["author"]} - {None},
        issued=extras.get("issued", ""),
        start=extras.get("temporal_start", ""),
        end=extras.get("temporal_end", ""),
        office=(package["organization"] or {"title": CATALOGUE.publisher_name})[
            "title"
        ],
        contact=package["maintainer"] or "",
        mail=package["maintainer_email"] or "",
        theme=next(iter(groups), ""),
        frequency=segment(extras.get("frequency")),
        language=LANGUAGES.get(extras.get("language"), ""),
        licence=package.get("license_url") or package["license_title"] or "",
        places=set(filter(None, extras.get("divipola", "").split(", "))),
        source=extras.get("source", ""),
        files=sorted(
            (one["name"], one["url"], one["mimetype"], one["size"], one["hash"])
            for one in package["resources"]
            if one["hash"]
        ),
        relations=set(),
    )


@settings(max_examples=examples(30), deadline=None, suppress_health_check=SLOW)
@given(document=ANY)
def test_a_ckan_package_says_what_went_in(document):
    made = record(document["kind"], UID, document)

    package = json.loads(json.dumps(ckan.package(made, CATALOGUE)))

    found, wanted = from_ckan(package), told(document)
    lost = {name: getattr(found, name) for name in UNSAID}
    # A tag of CKAN holds letters, figures and «-_. »; a package has one author.
    lost["keywords"] = {word for word in found.keywords if len(word) > 1}
    lost["creators"] = set(document.get("authors", ())[:1])
    lost["contact"] = (document.get("contact") or {}).get("position", "")
    assert found == replace(wanted, **lost)
    plain = {one for one in wanted.keywords if one.replace(" ", "").isalnum()}
    assert {one for one in plain if len(one) > 1} <= found.keywords
