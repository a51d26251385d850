"""What each kind becomes in DCAT, read back with rdflib."""

from dataclasses import replace

import pytest
from public_records import (
    CATALOGUE,
    COMMON,
    dataset,
    document,
    indicator,
    least,
    nasty,
    organization,
    partial,
    process,
    record,
)
from rdflib import (
    DCAT,
    DCTERMS,
    FOAF,
    PROV,
    RDF,
    RDFS,
    SKOS,
    XSD,
    Graph,
    Literal,
    URIRef,
)
from rdflib import Namespace as Space
from tumbaga import exporters
from tumbaga.exporters.base import View, keeper, single

BASE = "https://datos.cali.example"
EU = "http://publications.europa.eu/resource/authority"
SPDX = Space("http://spdx.org/rdf/terms#")
HYDRA = Space("http://www.w3.org/ns/hydra/core#")
VCARD = Space("http://www.w3.org/2006/vcard/ns#")
SERIES = URIRef(f"{DCAT}DatasetSeries")  # DCAT 3; rdflib knows DCAT 2
CATALOG = URIRef(f"{BASE}/catalogo")


def read(one):
    text = single(exporters.get("ttl"), one, CATALOGUE)
    return Graph().parse(data=text, format="turtle"), URIRef(f"{BASE}/id/{one.uid}")


def test_a_dataset_says_all_that_is_known():
    found, subject = read(dataset())

    expected = {
        DCTERMS.title: Literal("Empleo", lang="es"),
        DCTERMS.identifier: Literal(f"{BASE}/id/dato-1"),
        DCTERMS.publisher: URIRef(f"{BASE}/id/org-dap"),
        DCTERMS.accrualPeriodicity: URIRef(f"{EU}/frequency/ANNUAL"),
        DCTERMS.language: URIRef(f"{EU}/language/SPA"),
        DCTERMS.accessRights: URIRef(f"{EU}/access-right/PUBLIC"),
        DCTERMS.license: URIRef("https://creativecommons.org/licenses/by/4.0/"),
        DCTERMS.issued: Literal("2016-02-29", datatype=XSD.date),
        DCAT.landingPage: URIRef(f"{BASE}/datos/dato-1-registro"),
        DCTERMS.source: URIRef("https://cali.gov.co/a%20b"),
    }
    for predicate, value in expected.items():
        assert set(found.objects(subject, predicate)) == {value}
    assert set(found.objects(subject, DCAT.theme)) == {
        URIRef(f"{EU}/data-theme/SOCI"),
        URIRef(f"{BASE}/id/tema/trabajo"),
    }
    assert found.value(URIRef(f"{BASE}/id/org-dap"), FOAF.name)
    assert len(list(found.objects(subject, DCAT.keyword))) == 2


def test_the_catalogue_links_to_it_and_keeps_a_record_of_it():
    found, subject = read(dataset())

    assert (CATALOG, DCAT.dataset, subject) in found
    entry = found.value(CATALOG, DCAT.record)
    assert found.value(entry, FOAF.primaryTopic) == subject
    assert found.value(entry, DCTERMS.modified)


def test_dates_are_as_exact_as_they_are_known():
    found, subject = read(dataset())

    period = found.value(subject, DCTERMS.temporal)
    assert found.value(period, DCAT.startDate).datatype == XSD.gYear
    assert found.value(period, DCAT.endDate).datatype == XSD.gYearMonth


def test_places_are_divipola_codes_with_their_names():
    found, subject = read(dataset())

    places = set(found.objects(subject, DCTERMS.spatial))
    assert places == {URIRef(f"{BASE}/id/territorio/{c}") for c in ("76", "76001")}
    cali = URIRef(f"{BASE}/id/territorio/76001")
    assert "Cali" in str(found.value(cali, SKOS.prefLabel))


def test_a_file_is_a_distribution_with_size_and_checksum():
    found, _subject = read(dataset())

    where = URIRef(f"{BASE}/archivos/ab12/empleo%20por%20comuna.csv")
    one = found.value(predicate=DCAT.downloadURL, object=where)
    assert found.value(one, DCAT.accessURL) == where
    assert found.value(one, DCAT.byteSize) == Literal("447997", datatype=XSD.decimal)
    assert str(found.value(one, DCAT.mediaType)).endswith("/text/csv")
    assert found.value(one, DCTERMS.format) == URIRef(f"{EU}/file-type/CSV")
    checksum = found.value(one, SPDX.checksum)
    assert found.value(checksum, SPDX.algorithm) == SPDX.checksumAlgorithm_sha256
    assert str(found.value(checksum, SPDX.checksumValue)).lower() == "0f" * 32


def test_a_service_is_reached_not_downloaded():
    found, _subject = read(dataset())

    where = URIRef("https://idesc.cali.gov.co/v")
    one = found.value(predicate=DCAT.accessURL, object=where)
    assert found.value(one, DCAT.downloadURL) is None


def test_an_indicator_offers_its_series_and_says_what_made_it():
    found, subject = read(indicator())

    series = URIRef(f"{BASE}/indicadores/ind-1-registro.csv")
    assert (None, DCAT.downloadURL, series) in found
    assert (subject, PROV.wasGeneratedBy, URIRef(f"{BASE}/id/ppi-1")) in found
    related = set(found.objects(subject, DCTERMS.relation))
    assert related == {URIRef(f"{BASE}/id/{uid}") for uid in ("dato-1", "doc-1")}


def test_an_indicator_without_figures_offers_none():
    found, subject = read(indicator(observation_count=0))

    assert not list(found.objects(subject, DCAT.distribution))


def test_kinds_can_be_told_apart():
    kinds = {}
    for one in (dataset(), indicator(), process(), document()):
        found, subject = read(one)
        assert (subject, RDF.type, DCAT.Dataset) in found
        kinds[one.kind] = found.value(subject, DCTERMS.type)

    assert len(set(kinds.values())) == 4
    found, subject = read(process())
    assert (subject, RDF.type, PROV.Activity) in found


def test_an_organisation_is_an_agent_and_no_dataset():
    found, subject = read(organization())

    assert (subject, RDF.type, FOAF.Agent) in found
    assert found.value(subject, FOAF.mbox) == URIRef("mailto:planeacion@cali.gov.co")
    assert not list(found.subjects(RDF.type, DCAT.Dataset))


def test_a_public_version_says_on_what_ground_the_rest_is_withheld():
    found, subject = read(partial())

    assert found.value(subject, DCTERMS.accessRights) == URIRef(
        f"{EU}/access-right/RESTRICTED"
    )
    words = str(found.value(found.value(subject, DCTERMS.rights), RDFS.label))
    assert "artículo 18, literal a)" in words
    assert "versión pública" in words


@pytest.mark.parametrize("kind", ["dataset", "indicator", "document"])
def test_what_is_hardly_known_still_has_what_the_standard_demands(kind):
    found, subject = read(least(kind, "m"))

    for predicate in (DCTERMS.title, DCTERMS.description, DCTERMS.identifier):
        assert str(found.value(subject, predicate))
    assert found.value(subject, DCTERMS.publisher)


def test_what_is_no_address_no_date_no_mailbox_is_left_out():
    found, subject = read(nasty())

    addresses = {str(one) for one in found.objects(None, DCAT.accessURL)}
    assert all(" " not in one and one.startswith("https://") for one in addresses)
    assert not any("javascript" in str(o) for o in found.objects())
    for predicate in (DCTERMS.temporal, DCAT.theme, DCTERMS.source):
        assert found.value(subject, predicate) is None
    contact = found.value(subject, DCAT.contactPoint)
    assert found.value(contact, VCARD.hasEmail) is None
    licence = found.value(subject, DCTERMS.license)
    assert found.value(licence, RDFS.label)


def test_a_page_says_where_it_stands():
    view = View(
        f"{BASE}/p?page=2",
        250,
        f"{BASE}/p?page=1",
        f"{BASE}/p?page=3",
        next=f"{BASE}/p?page=3",
        previous=f"{BASE}/p?page=1",
    )

    head = exporters.get("ttl").frame(replace(CATALOGUE, view=view)).head

    found = Graph().parse(data=head, format="turtle")
    page = found.value(CATALOG, HYDRA.view)
    assert (page, RDF.type, HYDRA.PartialCollectionView) in found
    assert found.value(page, HYDRA.next) == URIRef(f"{BASE}/p?page=3")
    assert found.value(CATALOG, HYDRA.totalItems) == Literal(250)


def test_a_moved_site_or_a_new_name_gives_another_version():
    exporter = exporters.get("ttl")
    now = keeper(exporter, CATALOGUE).version

    moved = keeper(exporter, replace(CATALOGUE, base_url="https://otra.example"))
    later = keeper(exporter, replace(CATALOGUE, head=99, modified=None))

    assert moved.version != now
    assert later.version == now
    assert len(now) <= 40


def test_a_process_named_by_the_indicator_counts_as_its_origin():
    own = COMMON | {"production_process": {"uid": "ppi-9", "title": "x"}}

    found, subject = read(record("indicator", "i", own))

    assert (subject, PROV.wasGeneratedBy, URIRef(f"{BASE}/id/ppi-9")) in found


def test_a_series_is_one_and_its_part_names_it():
    found, subject = read(dataset("serie-1", is_series=True))
    assert set(found.objects(subject, RDF.type)) == {DCAT.Dataset, SERIES}

    link = [{"type": "en_serie", "uid": "serie-1"}]
    found, part = read(dataset(relations=link))
    assert found.value(part, URIRef(f"{DCAT}inSeries")) == subject
    assert set(found.objects(part, RDF.type)) == {DCAT.Dataset}
