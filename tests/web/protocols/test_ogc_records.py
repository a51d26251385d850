"""OGC API Records: its pages, its questions, the official schema, and OWSLib as a client."""

import json
import subprocess
import sys

import pytest
from machine import needed
from protocol_site import BASE, opened, served
from public_records import dataset, everything, indicator, many, organization
from tumbaga.exporters import ogc_records
from tumbaga.web.following import follow

ITEMS = "/ogc/collections/catalogo/items"


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    with opened(tmp_path_factory.mktemp("ogc")) as site:
        site.publish(*everything())
        site.publish(
            indicator(
                "ibague", spatial=["73001"], temporal_start="2001", temporal_end="2003"
            ),
            dataset(
                "agua-1", title="Calidad del agua", spatial=[], temporal_start=None
            ),
        )
        site.publish(dataset("cerrado", title="CANARIO"), disclosure="index")
        site.publish(dataset("ido", title="CANARIO"))
        site.publish(dataset("ido"), state="withdrawn", disclosure="index")
        follow(site.house)
        yield site


def found(site, query=""):
    answer = site.get(f"{ITEMS}?limit=100&{query}")
    assert answer.status_code == 200, answer.text
    assert answer.mimetype == "application/geo+json"
    assert answer.json["numberMatched"] == answer.json["numberReturned"]
    return {one["id"] for one in answer.json["features"]}


ALL = {one.uid for one in everything() if one.kind != "organization"} | {
    "ibague",
    "agua-1",
}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ALL),
        ("ids=agua-1,ibague,nada", {"agua-1", "ibague"}),
        ("externalIds=PPI-7", {"ppi-1"}),
        ("type=production_process", {"ppi-1", "minimo-production_process"}),
        ("bbox=-75.3,4.3,-75.1,4.6", {"ibague"}),
        ("bbox=-75.3,4.3,0,-75.1,4.6,100", {"ibague"}),
        ("bbox=0,0,1,1", set()),
        ("datetime=2002-06-01&ids=ibague,dato-1,agua-1", {"ibague", "agua-1"}),
        (
            "datetime=2003-12-31T10:00:00Z/2015-01-01&ids=ibague,dato-1",
            {"ibague", "dato-1"},
        ),
        ("datetime=2019-07-01/..&ids=ibague,dato-1", set()),
        ("datetime=../2001-01-01&ids=ibague,dato-1", {"ibague"}),
        ("q=calidad,agua&ids=agua-1", {"agua-1"}),
        ("q=CANARIO", set()),
    ],
)
def test_questions_are_answered(filled, query, expected):
    assert found(filled, query) == expected


@pytest.mark.parametrize(
    "query",
    [
        "limit=0",
        "limit=mil",
        "offset=-1",
        "bbox=1,2,3",
        "bbox=nan,0,1,1",
        "bbox=a,b,c,d",
        "datetime=ayer",
        "datetime=2020-02-30",
        "datetime=../..",
        "datetime=2021-01-01/2020-01-01",
        "datetime=2020-01-01/2021-01-01/2022-01-01",
        "sortby=clave",
        "cql=1%20OR%201=1",
    ],
)
def test_what_makes_no_sense_is_refused_with_its_remedy(filled, query):
    answer = filled.get(f"{ITEMS}?{query}")

    assert answer.status_code == 400
    assert answer.mimetype == "application/problem+json"
    assert answer.json["detail"]


def test_pages_lead_to_one_another_and_hold_everything_once(filled):
    seen, path = [], f"{ITEMS}?limit=4&sortby=-updated"
    while path:
        page = filled.get(path).json
        seen += [one["id"] for one in page["features"]]
        onward = [one["href"] for one in page["links"] if one["rel"] == "next"]
        path = onward[0].removeprefix(BASE) if onward else None

    assert sorted(seen) == sorted(ALL)
    assert len(filled.get(f"{ITEMS}?limit=1000000000").json["features"]) == len(ALL)


def test_every_record_is_valid(filled, shared, tmp_path):
    files = []
    for one in filled.get(f"{ITEMS}?limit=100").json["features"]:
        file = tmp_path / f"{len(files)}.json"
        file.write_text(json.dumps(one))
        files.append(file)
    done = subprocess.run(
        [
            sys.executable,
            shared / "tools/validate.py",
            shared / "data",
            "ogc-record",
            *files,
        ],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("OK") == len(ALL)


def test_one_record_has_an_address(filled):
    answer = filled.get(f"{ITEMS}/dato-1")

    assert answer.json["geometry"]["type"] == "Point"
    assert answer.json["time"] == {"interval": ["2015-01-01", "2019-06-30"]}
    again = {"If-None-Match": answer.headers["ETag"]}
    assert filled.get(f"{ITEMS}/dato-1", headers=again).status_code == 304
    for uid in ("cerrado", "ido", "org-dap", "nada"):
        assert filled.get(f"{ITEMS}/{uid}").status_code == 404


def test_one_bad_record_is_left_out_and_logged(quick_site, monkeypatch, caplog):
    quick_site.publish(dataset("a"), dataset("b"), organization())
    write = ogc_records.feature

    def sometimes(record, catalogue):
        if record.uid == "b":
            raise ValueError("imposible")
        return write(record, catalogue)

    monkeypatch.setattr(ogc_records, "feature", sometimes)
    page = quick_site.get(ITEMS).json

    assert [one["id"] for one in page["features"]] == ["a"]
    assert "b cannot be written" in caplog.text


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_owslib_finds_the_collection_and_its_records(site):
    records = needed("owslib.ogcapi.records")
    site.publish(*many(30))
    with served(site) as root:
        client = records.Records(f"{root}/ogc")
        names = client.records()
        page = client.collection_items("catalogo", limit=20)
        rest = client.collection_items("catalogo", limit=20, offset=20)
        one = client.collection_item("catalogo", "r000007")
        conformance = client.conformance()["conformsTo"]
        orders = client.collection_queryables("catalogo")["properties"]
        with pytest.raises(RuntimeError, match="No existe"):
            client.collection_item("catalogo", "no-hay")
        with pytest.raises(RuntimeError, match="No existe"):
            client.collection("otra")

    assert {"type", "ids", "datetime"} <= set(orders)
    assert names == ["catalogo"]
    assert page["numberMatched"] == 30
    seen = {found["id"] for found in page["features"] + rest["features"]}
    assert seen == {f"r{n:06}" for n in range(1, 31)}
    assert one["properties"]["title"]
    assert any("ogcapi-records-1" in name for name in conformance)


def test_every_order_that_is_told_sorts(filled):
    told = filled.get("/ogc/collections/catalogo/sortables").json["properties"]
    assert set(told) == {"title", "updated", "id"}
    for name in told:
        one, other = (
            [
                f["id"]
                for f in filled.get(f"{ITEMS}?limit=100&sortby={way}").json["features"]
            ]
            for way in (name, f"-{name}")
        )
        assert set(one) == set(other) == ALL
    links = filled.get("/ogc/collections/catalogo").json["links"]
    assert {one["rel"].rpartition("/")[2] for one in links} >= {
        "sortables",
        "queryables",
    }
