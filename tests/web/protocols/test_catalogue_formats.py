"""The catalogue for machines: conditions, compression, pages, and who is not in it."""

import gzip
import json
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from public_records import dataset, indicator, process
from rdflib import DCAT, DCTERMS, RDF, Graph, Namespace
from sqlalchemy import update
from tumbaga import exporters
from tumbaga.catalog import fragments, ledger
from tumbaga.exporters import base
from tumbaga.records import reading
from tumbaga.records.publication import LedgerCounter
from tumbaga.web.app import create_app
from tumbaga.web.settings import Settings

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
HYDRA = Namespace("http://www.w3.org/ns/hydra/core#")
BASE = "https://datos.cali.example"
PATHS = {
    "/catalogo.ttl": ("text/turtle", "turtle"),
    "/catalogo.jsonld": ("application/ld+json", "json-ld"),
    "/catalogo.rdf": ("application/rdf+xml", "xml"),
    "/catalogo.nt": ("application/n-triples", "nt"),
}
EVERY = [*PATHS, "/data.json"]


@dataclass
class Site:
    """A running catalogue and what its tests do to it."""

    app: object
    house: object

    @property
    def get(self):
        return self.app.test_client().get

    def publish(self, *records, **row):
        entries = [
            ledger.Entry(
                **{
                    "uid": one.uid,
                    "kind": one.kind,
                    "slug": one.slug,
                    "state": "published",
                    "disclosure": "full",
                    "text": one.text,
                }
                | row
            )
            for one in records
        ]
        with self.house.writing() as session:
            ledger.append(session, entries)

    def age(self, hours=1):
        """Let the ledger's last change lie in the past."""
        with self.house.writing() as session:
            then = datetime.now(UTC) - timedelta(hours=hours)
            session.execute(update(LedgerCounter).values(modified=then))

    def graph(self, path="/catalogo.ttl", **how):
        form = PATHS[path.partition("?")[0]][1]
        return Graph().parse(data=self.get(path, **how).data, format=form)


@pytest.fixture
def site(tmp_path):
    settings = Settings(data=str(tmp_path / "datos"), base_url=BASE)
    app = create_app(settings)
    house = app.extensions["tumbaga"]
    house.prepare()
    yield Site(app, house)
    house.engine.dispose()


def uids(found):
    return {str(one).rpartition("/")[2] for one in found.objects(None, DCAT.dataset)}


def test_every_form_holds_all_that_is_open_and_none_of_the_rest(site):
    site.publish(dataset("a"), indicator("b"), process("c"))
    site.publish(dataset("parcial"), disclosure="partial")
    site.publish(dataset("indice"), disclosure="index")
    site.publish(dataset("retirado"), state="retired")
    site.publish(dataset("ido"))
    site.publish(dataset("ido", title="CANARIO"), state="withdrawn")

    for path in PATHS:
        assert uids(site.graph(path)) == {"a", "b", "c", "parcial"}
    listed = json.loads(site.get("/data.json").data)["dataset"]
    assert {one["identifier"].rpartition("/")[2] for one in listed} == {
        *("a", "b", "parcial")
    }
    assert not any(b"CANARIO" in site.get(path).data for path in EVERY)


@pytest.mark.parametrize("path", EVERY)
def test_an_empty_catalogue_answers(site, path):
    answer = site.get(path)

    assert answer.status_code == 200
    if path in PATHS:
        assert answer.content_type.split(";")[0] == PATHS[path][0]
        assert set(site.graph(path).subjects(RDF.type, DCAT.Catalog))
    else:
        assert answer.json["dataset"] == []


@pytest.mark.parametrize("path", EVERY)
def test_who_has_it_gets_304_until_something_changes(site, path):
    site.publish(dataset("a"))
    site.age()
    first = site.get(path)

    by_tag = site.get(path, headers={"If-None-Match": first.headers["ETag"]})
    by_date = site.get(
        path, headers={"If-Modified-Since": first.headers["Last-Modified"]}
    )

    assert (by_tag.status_code, by_tag.data) == (304, b"")
    assert by_date.status_code == 304
    assert first.headers["ETag"].startswith('W/"')
    assert first.headers["Cache-Control"] == "no-cache"
    assert "Accept-Encoding" in first.headers["Vary"]
    site.publish(dataset("b"))
    asked = {"If-None-Match": first.headers["ETag"]}
    assert site.get(path, headers=asked).status_code == 200


def test_within_its_own_second_a_date_is_no_proof(site):
    site.publish(dataset("a"))
    site.age(hours=-0.01)  # a second that is not over, however slow this machine is

    assert "Last-Modified" not in site.get("/catalogo.ttl").headers


@pytest.mark.parametrize("path", EVERY)
def test_head_says_the_same_without_the_body(site, path):
    site.publish(dataset("a"))
    site.age()

    head, get = site.app.test_client().head(path), site.get(path)

    assert (head.status_code, head.data) == (200, b"")
    for name in ("Content-Type", "ETag", "Last-Modified", "Vary"):
        assert head.headers[name] == get.headers[name]


@pytest.mark.parametrize("path", EVERY)
def test_nothing_is_made_for_who_needs_nothing_nor_before_it_is_sent(
    site, path, monkeypatch
):
    site.publish(dataset("a"))
    tag = site.get(path).headers["ETag"]
    monkeypatch.setattr(fragments, "stream", unread)

    assert site.get(path, headers={"If-None-Match": tag}).status_code == 304
    assert site.app.test_client().head(path).status_code == 200
    with pytest.raises(AssertionError, match="read"):
        _ = site.get(path).data


def unread(*_given, **_named):
    raise AssertionError("the ledger was read")
    yield b""


@pytest.mark.parametrize("path", EVERY)
def test_the_stream_is_compressed_as_one_for_who_asks(site, path):
    site.publish(*(dataset(f"d{n}") for n in range(40)))
    plain = site.get(path)

    packed = site.get(path, headers={"Accept-Encoding": "gzip, deflate"})

    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    one = zlib.decompressobj(31)
    assert one.decompress(packed.data) == plain.data
    assert one.unused_data == b""
    assert gzip.decompress(packed.data) == plain.data


def test_pages_hold_everything_once_and_lead_from_one_to_the_next(site):
    site.publish(*(dataset(f"d{n:03}") for n in range(250)))
    seen, path = [], "/catalogo.ttl?page=1"
    while path:
        found = site.graph(path)
        assert [int(one) for one in found.objects(None, HYDRA.totalItems)] == [250]
        seen.append(uids(found))
        onward = next(found.objects(None, HYDRA.next), None)
        path = str(onward).removeprefix(BASE) if onward else None
        site.publish(dataset("d000"))

    assert [len(page) for page in seen] == [100, 100, 50]
    assert len(set.union(*seen)) == 250


def test_a_page_says_its_neighbours_to_any_client(site):
    site.publish(*(dataset(f"d{n:03}") for n in range(101)))

    answer = site.get("/data.json?page=2")

    assert len(answer.json["dataset"]) == 1
    links = answer.headers.getlist("Link")
    assert [link.rpartition("rel=")[2] for link in links] == [
        *('"first"', '"previous"', '"last"')
    ]
    assert links[0].startswith(f"<{BASE}/data.json?page=1")


@pytest.mark.parametrize("asked", ["0", "x", "-1", "", "9", "1e3", "٣", "9" * 40])
def test_a_page_that_is_not_there_is_refused_in_spanish(site, asked):
    answer = site.get("/catalogo.ttl", query_string={"page": asked})

    assert answer.status_code == 400
    assert answer.content_type.startswith("text/plain")
    assert "página" in answer.text or "número entero" in answer.text


def test_filled_fragments_give_the_same_bytes(site):
    site.publish(dataset("a"), indicator("b"))
    addresses = ("/catalogo.ttl", "/catalogo.rdf", "/catalogo.nt", "/data.json")
    before = [site.get(address).data for address in addresses]
    with site.house.session() as session:
        catalogue = site.house.catalogue(reading.head(session))
    keepers = [base.keeper(one, catalogue) for one in exporters.kept()]

    stored = fragments.fill(site.house.writing, site.house.session, *keepers)

    assert stored == 2 * len(keepers)
    assert [site.get(address).data for address in addresses] == before


@pytest.mark.parametrize(
    ("accept", "leads_to"),
    [
        ("text/turtle", "/catalogo.ttl"),
        ("application/rdf+xml;q=0.9, text/turtle;q=0.5", "/catalogo.rdf"),
        ("application/ld+json", "/catalogo.jsonld"),
        ("application/json", "/data.json"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "/buscar"),
        ("*/*", "/buscar"),
        ("image/png", "/buscar"),
        ("", "/buscar"),
    ],
)
def test_the_catalogues_address_leads_to_what_is_asked_for(site, accept, leads_to):
    answer = site.get("/catalogo", headers={"Accept": accept})

    assert answer.status_code == 303
    assert answer.location == leads_to
    assert "Accept" in answer.headers["Vary"]


@pytest.mark.parametrize("suffix", [".ttl", ".jsonld", ".rdf", ".nt"])
def test_a_record_has_a_file_of_its_own(site, suffix):
    one = dataset("a")
    site.publish(one, dataset("b"))

    answer = site.get(one.path + suffix)
    found = Graph().parse(data=answer.data, format=PATHS[f"/catalogo{suffix}"][1])

    assert uids(found) == {"a"}
    assert len(set(found.objects(None, DCTERMS.identifier))) >= 1
    asked = {"If-None-Match": answer.headers["ETag"]}
    site.publish(dataset("c"))
    assert site.get(one.path + suffix, headers=asked).status_code == 304


def test_a_record_without_data_says_so(site):
    one = process("c")
    site.publish(one)

    answer = site.get(one.path + ".json")

    assert answer.status_code == 404
    assert one.path in answer.text


def test_unknown_suffixes_do_not_exist(site):
    assert site.get("/catalogo.xml").status_code == 404
    assert site.get("/catalogo.ttl/x").status_code == 404


def test_themes_and_territories_have_addresses_that_answer(site):
    assert site.get("/id/tema/trabajo").location == "/buscar?tema=trabajo"
    assert site.get("/id/territorio/76001").location == "/buscar?q=Santiago+de+Cali"
    assert site.get("/id/tema/no-hay").status_code == 404
    assert site.get("/id/territorio/0").status_code == 404
