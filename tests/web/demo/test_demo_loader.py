"""Loading the demo: all of it public as decided, the files kept, twice the same."""

import time
from dataclasses import replace

import pytest
from tumbaga.catalog import norms
from tumbaga.records import reading
from tumbaga.web.composition import House
from tumbaga.web.demo import files, loader
from tumbaga.web.settings import read

EVERY = ("full", "partial", "index")


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    made = House(replace(read({}), data=str(tmp_path_factory.mktemp("demo"))))
    made.prepare()
    started = time.perf_counter()
    steps = list(loader.load(made))
    made.took = time.perf_counter() - started
    assert steps[-1][0] == steps[-1][1]
    yield made
    made.engine.dispose()


def published(house, disclosures):
    with house.session() as session:
        seq = reading.head(session).seq
        return reading.page(
            session, after=0, upto=seq, limit=1000, disclosures=disclosures
        )


def test_it_is_quick(house):
    assert house.took < 15


def test_each_record_is_disclosed_as_decided(house):
    assert len(published(house, EVERY)) == 29 + 84
    (partial,) = published(house, ("partial",))
    (index,) = published(house, ("index",))
    assert partial.document["code"] == "EJEMPLO-CLASIFICADA"
    shown = {one["name"] for one in partial.document["variables"]}
    assert shown == {"comuna", "estrato", "anio_inscripcion"}
    assert index.document["title"].startswith("Ejemplo")
    assert "description" not in index.document


def test_every_relation_leads_to_a_published_record(house):
    records = published(house, EVERY)
    uids = {record.uid for record in records}
    links = [
        link for record in records for link in record.document.get("relations", [])
    ]
    assert links
    assert {link["uid"] for link in links} <= uids


def test_the_files_are_in_the_store(house):
    for name in files.names():
        assert house.files.has(files.described(name)["checksum"])


def test_the_normograma_has_the_norms_and_only_the_dates_we_confirmed(house):
    with house.session() as session:
        found = {one.name: one for one in norms.listed(session)}
    assert len(found) == 10
    assert {one.state for one in found.values()} == {"vigente"}
    assert str(found["Ley 1712 de 2014"].issued) == "2014-03-06"
    assert str(found["Resolución 1519 de 2020"].issued) == "2020-08-24"
    assert found["Decreto 1081 de 2015"].issued is None


def test_loading_again_changes_nothing(house):
    def marks():
        with house.session() as session:
            changed = [(one.uid, one.modified) for one in norms.listed(session)]
            return reading.head(session), changed

    before = marks()
    list(loader.load(house))
    assert marks() == before


def test_the_version_follows_the_content():
    assert len(loader.VERSION) == 64
