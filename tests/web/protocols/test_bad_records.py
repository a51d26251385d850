"""One bad record never breaks a feed: it is left out, and the others are there."""

import gzip
import json
from decimal import Decimal

import pytest
from desk_client import Desk
from public_records import dataset, document, indicator, process, record
from tumbaga.catalog import left_out as kept
from tumbaga.catalog import people
from tumbaga.exporters import dublin_core
from tumbaga.records.left_out import LeftOut
from tumbaga.web import left_out

BAD = {
    "title": ["Malo"],
    "theme": {"x": 1},
    "description": {"x": 1},
    "temporal_start": ["x"],
    "first_published": ["x"],
    "keywords": 7,
    "distributions": 7,
    "variables": 7,
    "organization": 7,
    "contact": 7,
    "spatial": 7,
    "relations": 7,
    "classification": 7,
    "observation_count": "x",
    "unit": 7,
    "authors": 7,
    "notes": 7,
}
KINDS = ("dataset", "indicator", "document", "production_process")
# What gives out many records at once, and something that only a whole answer has.
FEEDS = [
    ("/catalogo.ttl", "<BASE/id/bueno-dataset>"),
    ("/catalogo.jsonld", "/id/bueno-dataset"),
    ("/catalogo.rdf", "/id/bueno-dataset"),
    ("/catalogo.nt", "/id/bueno-dataset"),
    ("/catalogo.ttl?page=1", "/id/bueno-dataset"),
    ("/data.json", "/id/bueno-dataset"),
    ("/catalogo.dcat-us.json", "/id/bueno-dataset"),
    ("/catalogo.ddi26.xml", "/id/bueno-production_process"),
    ("/catalogo.ddi-l.xml", ">bueno-production_process-estudio<"),
    ("/catalogo.datosgov.json", "/id/bueno-dataset"),
    ("/catalogo.datosgov.csv", "/id/bueno-dataset"),
    ("/catalogo.jsonl", "bueno-dataset"),
    ("/api/3/action/package_search", "bueno-dataset"),
    ("/api/3/action/package_list", "bueno-dataset"),
    ("/api/3/action/current_package_list_with_resources", "bueno-dataset"),
    ("/oai?verb=ListRecords&metadataPrefix=oai_dc", "bueno-dataset"),
    ("/oai?verb=ListRecords&metadataPrefix=dcat", "bueno-dataset"),
    ("/oai?verb=ListRecords&metadataPrefix=datacite", "bueno-dataset"),
    ("/oai?verb=ListRecords&metadataPrefix=oai_ddi25", "bueno-production_process"),
    ("/oai?verb=ListIdentifiers&metadataPrefix=oai_dc", "bueno-dataset"),
    ("/ogc/collections/catalogo/items", "bueno-dataset"),
    ("/novedades.atom", "bueno-dataset"),
    ("/novedades.json", "bueno-dataset"),
    ("/sitemap-1.xml", "bueno-dataset"),
    ("/sdmx/dataflow", "IND_BUENO_INDICATOR"),
    ("/sdmx/categorisation", "IND_BUENO_INDICATOR"),
    ("/sdmx/codelist/CALI/CL_INDICATOR", "IND_BUENO_INDICATOR"),
    ("/sdmx/codelist", "IND_BUENO_INDICATOR"),
    ("/sdmx/datastructure", "IND_BUENO_INDICATOR"),
    ("/sdmx/dataflow/all/all/latest?references=all", "DSD_IND_BUENO_INDICATOR"),
    ("/sdmx/data/all", "IND_BUENO_INDICATOR"),
    ("/sdmx/v2/structure/dataflow", "IND_BUENO_INDICATOR"),
    ("/index.php/api/catalog/search", "bueno-production_process"),
    ("/index.php/api/catalog/search?sk=encuesta", "bueno-production_process"),
    ("/index.php/api/catalog/search?vk=edad", "bueno-production_process"),
    ("/index.php/api/catalog/search?sort_by=title&ps=500", "bueno-production_process"),
    ("/index.php/api/catalog/latest?limit=500", "bueno-production_process"),
    ("/index.php/api/catalog/list_idno", "bueno-production_process"),
    ("/index.php/api/datasets", "bueno-production_process"),
]
FIGURE = {
    "period": "2020",
    "territory": None,
    "breakdown": {},
    "value": Decimal(7),
    "status": None,
    "source": None,
    "note": None,
    "components": None,
    "target": None,
}
MADE = {
    "dataset": dataset,
    "indicator": indicator,
    "document": document,
    "production_process": process,
}


@pytest.fixture(scope="module")
def spoilt(tmp_path_factory):
    from protocol_site import opened

    with opened(tmp_path_factory.mktemp("malo")) as site:
        for kind in KINDS:
            figures = [FIGURE] if kind == "indicator" else ()
            bad = record(kind, f"malo-{kind}", BAD, slug=f"malo-{kind}")
            good = MADE[kind](f"bueno-{kind}", slug=f"bueno-{kind}", code=f"C-{kind}")
            site.publish(bad, observations=figures)
            site.publish(good, observations=figures)
        yield site


@pytest.mark.parametrize(("address", "part"), FEEDS)
def test_the_others_are_there(spoilt, address, part):
    answer = spoilt.get(address)
    body = answer.get_data()
    text = gzip.decompress(body).decode() if body[:2] == b"\x1f\x8b" else body.decode()

    assert answer.status_code == 200
    assert part.replace("BASE", "https://datos.cali.example") in text
    if "json" in answer.mimetype and not address.endswith("jsonl"):
        json.loads(text)


@pytest.mark.parametrize("suffix", ["ttl", "rdf", "json", "jsonld", "dcat-us.json"])
def test_alone_it_says_that_it_cannot_be_written_and_is_no_empty_file(spoilt, suffix):
    answer = spoilt.get(f"/datos/malo-dataset.{suffix}")

    assert answer.status_code == 500
    assert "El error es nuestro" in answer.text
    assert spoilt.get(f"/datos/bueno-dataset-registro.{suffix}").status_code == 200


def test_alone_in_ogc_it_is_a_problem_in_words(spoilt):
    answer = spoilt.get("/ogc/collections/catalogo/items/malo-dataset")

    assert (answer.status_code, answer.mimetype) == (500, "application/problem+json")
    assert "El error es nuestro" in answer.json["detail"]


LEFT_OUT = {
    "ttl", "nt", "rdf", "jsonld", "json", "datosgov", "datosgov-csv", "oai_dc", "dcat",
    "datacite", "oai_ddi25", "oai", "ckan", "ogc", "atom", "json-feed", "nada", "sdmx",
}  # fmt: skip


def test_what_was_left_out_is_on_the_list_of_who_administers(spoilt):
    house = spoilt.house
    left_out.LISTENER.taken()
    for address, _part in FEEDS:
        spoilt.get(address).get_data()
    left_out.write_down(house)
    with house.writing() as session:
        found = kept.listed(session)
        assert kept.count(session) == 4
        dario = people.admit(session, "dario", "Darío", ["administrator"])
        ana = people.admit(session, "ana", "Ana", ["legal"])
    desk = Desk(spoilt.app, dario)

    assert {one.uid.partition("-")[0] for one in found} == {"malo"}
    assert LEFT_OUT - {"sdmx"} <= {one.format for one in found}
    home = desk.get("/escritorio/").get_data(as_text=True)
    assert "4 registros públicos quedaron por fuera" in home
    page = desk.get("/escritorio/por-fuera").get_data(as_text=True)
    assert "OAI-PMH, Dublin Core" in page
    assert "TypeError" in page
    assert Desk(spoilt.app, ana).get("/escritorio/por-fuera").status_code == 403
    assert desk.post("/escritorio/por-fuera").status_code == 303
    assert "4 registros quedaron" in desk.get("/escritorio/por-fuera").get_data(
        as_text=True
    )


def test_it_leaves_the_list_once_it_can_be_written(quick_site, monkeypatch):
    house = quick_site.house
    quick_site.publish(dataset("a"), dataset("b"))
    write = dublin_core.fragment
    with monkeypatch.context() as broken:
        broken.setattr(dublin_core, "fragment", spoiling(write))
        left_out.LISTENER.taken()
        left_out.survey(house, 0)
    with house.session() as session:
        assert [(m.uid, m.format) for m in kept.listed(session)] == [("b", "oai_dc")]
    with monkeypatch.context() as broken:
        broken.setattr(dublin_core, "fragment", spoiling(write))
        assert left_out.try_again(house) == 0
    assert left_out.try_again(house) == 1
    with house.session() as session:
        assert kept.listed(session) == []


def test_what_is_published_again_or_closed_is_not_on_the_list(site):
    house = site.house
    seqs = site.publish(dataset("a"), dataset("b"), dataset("c"))
    seen = [
        kept.Sighting(uid, seq, "ttl", "x")
        for uid, seq in zip("abc", seqs, strict=True)
    ]
    with house.writing() as session:
        assert kept.note(session, [*seen, kept.Sighting("zz", 99, "ttl", "x")]) == 3
        assert kept.note(session, seen) == 3
    site.publish(dataset("a"))
    site.publish(dataset("b"), state="withdrawn")
    with house.writing() as session:
        assert [one.uid for one in kept.listed(session)] == ["c"]
        assert kept.note(session, seen) == 1
        kept.forget(session)
        assert session.query(LeftOut).count() == 1


def test_every_form_that_can_leave_out_has_a_name_and_is_tried_again(quick_site):
    made = left_out.writers(quick_site.house)

    assert set(left_out.NAMES) - {"oai"} == set(made)


def spoiling(write):
    def sometimes(record, catalogue):
        if record.uid == "b":
            raise ValueError("imposible")
        return write(record, catalogue)

    return sometimes
