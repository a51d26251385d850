"""Parts of the catalogue: by theme, by organisation, by date; pages, services, counts."""

import json
from datetime import UTC, datetime

import pytest
from protocol_site import BASE
from public_records import dataset, document, indicator, organization, process
from rdflib import DCAT, DCTERMS, RDF, Graph, Namespace
from tumbaga import exporters
from tumbaga.catalog import selecting

HYDRA = Namespace("http://www.w3.org/ns/hydra/core#")
SALUD = {"uid": "org-salud", "name": "Salud", "slug": "salud"}


def graph(site, path):
    answer = site.get(path)
    assert answer.status_code == 200, answer.text
    return Graph().parse(data=answer.data, format="turtle")


def uids(found):
    return {str(one).rpartition("/")[2] for one in found.objects(None, DCAT.dataset)}


@pytest.fixture
def filled(site):
    site.publish(
        dataset("a"),
        indicator("b", theme="cultura", organization=SALUD),
        process("c", theme="cultura"),
        organization(),
    )
    site.publish(dataset("ido"), dataset("cerrado", theme="cultura"))
    site.publish(dataset("ido"), state="withdrawn", disclosure="index")
    site.publish(dataset("cerrado", theme="cultura"), disclosure="index")
    site.date("a", datetime(2020, 5, 5, tzinfo=UTC))
    return site


def test_a_portion_holds_its_own_and_nothing_else(filled):
    assert uids(graph(filled, "/catalogo/tema/cultura.ttl")) == {"b", "c"}
    assert uids(graph(filled, "/catalogo/dependencia/org-dap-registro.ttl")) == {
        "a",
        "c",
    }
    assert uids(graph(filled, "/catalogo.ttl?modified_since=2020-05-06")) == {"b", "c"}
    both = "/catalogo/tema/trabajo.ttl?modified_since=2020-05-05T00:00:00Z"
    assert uids(graph(filled, both)) == {"a"}
    listed = filled.get("/catalogo/tema/cultura.json").json["dataset"]
    assert [one["identifier"].rpartition("/")[2] for one in listed] == ["b"]
    for path in ("/catalogo/tema/nada.ttl", "/catalogo/dependencia/nada.ttl"):
        assert filled.get(path).status_code == 404


@pytest.mark.parametrize(
    "given", ["ayer", "2020-13-01", "9" * 50, "0001-01-01T00:00:00+23:59"]
)
def test_a_date_that_is_none_is_refused_in_spanish(quick_site, given):
    answer = quick_site.get("/catalogo.ttl", query_string={"modified_since": given})

    assert answer.status_code == 400
    assert "no es una fecha" in answer.text


def test_a_portion_has_pages_and_a_mark_of_its_own(quick_site):
    quick_site.publish(*(dataset(f"d{n:03}", theme="cultura") for n in range(101)))
    path = "/catalogo/tema/cultura.ttl?page=1&modified_since=2020-01-01"
    first = quick_site.get(path)
    found = Graph().parse(data=first.data, format="turtle")

    assert len(uids(found)) == 100
    onward = str(next(found.objects(None, HYDRA.next)))
    assert str(next(found.objects(None, HYDRA.nextPage))) == onward
    assert set(found.subjects(RDF.type, HYDRA.PagedCollection))
    assert onward.startswith(f"{BASE}/catalogo/tema/cultura.ttl?page=2&hasta=101")
    assert "modified_since=2020-01-01" in onward
    assert len(uids(graph(quick_site, onward.removeprefix(BASE)))) == 1
    whole = quick_site.get("/catalogo.ttl")
    assert whole.headers["ETag"] != first.headers["ETag"]
    asked = {"If-None-Match": first.headers["ETag"]}
    assert quick_site.get(path, headers=asked).status_code == 304
    assert quick_site.get("/catalogo.ttl", headers=asked).status_code == 200


def test_the_catalogue_names_its_other_doors(quick_site):
    found = graph(quick_site, "/catalogo.ttl")

    services = set(found.subjects(RDF.type, DCAT.DataService))
    addresses = {str(found.value(one, DCAT.endpointURL)) for one in services}
    assert addresses == {
        f"{BASE}{p}" for p in ("/api/3/action", "/oai", "/sdmx", "/ogc")
    }
    assert all(found.value(one, DCTERMS.title) for one in services)


@pytest.mark.parametrize(
    "accept",
    [
        "text/turtle;q=0, text/html;q=0",
        "text/turtle;q=1.0, application/rdf+xml;q=1.0",
        "*/*;q=0.1, application/ld+json;q=abc",
        ";;;,,,",
        "text/turtle" * 500,
    ],
)
def test_an_accept_header_that_contradicts_itself_still_leads_somewhere(
    quick_site, accept
):
    answer = quick_site.get("/catalogo", headers={"Accept": accept})

    assert answer.status_code == 303
    assert "Accept" in answer.headers["Vary"]


# What each exit makes of each kind (DESIGN, section 3): one line a form to take away.
KINDS = (
    "dataset",
    "indicator",
    "silent indicator",
    "production_process",
    "document",
    "paper",
)
COUNTS = {
    "/catalogo.ttl": (1, 1, 1, 1, 1, 1),
    "/data.json": (1, 1, 0, 0, 1, 0),
    "/catalogo.dcat-us.json": (1, 1, 0, 0, 1, 0),
    "/api/3/action/package_list": (1, 1, 1, 1, 1, 1),
    "/oai?verb=ListIdentifiers&metadataPrefix=oai_dc": (1, 1, 1, 1, 1, 1),
}


def table():
    return {
        "dataset": dataset("dataset"),
        "indicator": indicator("indicator"),
        "silent indicator": indicator("silent", observation_count=0),
        "production_process": process("process"),
        "document": document("document"),
        "paper": document("paper", distributions=[]),
    }


@pytest.mark.parametrize("path", COUNTS)
def test_each_exit_holds_the_kinds_that_the_design_says(quick_site, path):
    records = table()
    quick_site.publish(*records.values(), organization())
    text = quick_site.get(path).text

    there = {
        kind: int(f"{one.uid}" in marks(text, path)) for kind, one in records.items()
    }

    assert there == dict(zip(KINDS, COUNTS[path], strict=True))


def marks(text, path):
    """The uids that an answer lists as records of their own."""
    if path.endswith("dcat-us.json"):
        return {one["@id"].rpartition("/")[2] for one in json.loads(text)["dataset"]}
    if path.startswith("/catalogo"):
        return uids(Graph().parse(data=text, format="turtle"))
    if path == "/data.json":
        return {
            one["identifier"].rpartition("/")[2] for one in json.loads(text)["dataset"]
        }
    if path.startswith("/api"):
        return {name.split("-")[1] for name in json.loads(text)["result"]}
    found = text.split("<identifier>")[1:]
    return {one.split("</")[0].rpartition(":")[2] for one in found}


def test_a_variable_is_inside_its_record_and_nowhere_else(quick_site):
    quick_site.publish(process("c"))

    found = graph(quick_site, "/catalogo.ttl")

    schema = Namespace("https://schema.org/")
    measured = list(found.objects(None, schema.variableMeasured))
    assert len(measured) == 2
    assert not set(measured) & set(found.objects(None, DCAT.dataset))


def test_every_asset_kind_is_counted_here():
    held = {one.kind for one in table().values()}
    assert held == set(selecting.ASSETS)
    assert set(exporters.METADATA) >= {"oai_dc", "dcat", "datacite"}
