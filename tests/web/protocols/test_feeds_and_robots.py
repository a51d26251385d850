"""Feeds, sitemap, robots and citations: what they hold, and that readers read them."""

import json

import pytest
from lxml import etree
from machine import needed
from protocol_site import BASE, opened
from public_records import dataset, document, everything, indicator, organization
from tumbaga.exporters import citations, feeds, sitemap

feedparser = needed("feedparser")
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    with opened(tmp_path_factory.mktemp("feeds")) as site:
        site.publish(*everything())
        site.publish(indicator("cultural", theme="cultura"))
        site.publish(dataset("cerrado", title="CANARIO"), disclosure="index")
        site.publish(dataset("ido", title="CANARIO"))
        site.publish(
            dataset("ido", title="CANARIO"), state="withdrawn", disclosure="index"
        )
        yield site


ASSETS = {one.uid for one in everything() if one.kind != "organization"}


def entries(site, path):
    atom = site.get(f"{path}.atom")
    assert atom.mimetype == "application/atom+xml"
    etree.fromstring(atom.data)
    read = feedparser.parse(atom.data)
    assert not read.bozo
    as_json = site.get(f"{path}.json")
    assert as_json.mimetype == "application/feed+json"
    assert as_json.json["feed_url"] == f"{BASE}{path}.json"
    listed = {one["id"].rpartition("/")[2] for one in as_json.json["items"]}
    assert {one.id.rpartition("/")[2] for one in read.entries} == listed
    assert "CANARIO" not in atom.text + as_json.text
    return listed


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/novedades", ASSETS | {"cultural"}),
        ("/novedades/ppi", {"ppi-1", "minimo-production_process"}),
        ("/novedades/tema/cultura", {"cultural"}),
    ],
)
def test_a_feed_holds_what_changed_of_its_subject(filled, path, expected):
    assert entries(filled, path) == expected


def test_a_feed_of_an_organisation(filled):
    found = entries(filled, "/novedades/dependencia/org-dap-registro")

    assert {"dato-1", "ppi-1", "cultural"} <= found
    assert filled.get("/novedades/dependencia/nada.atom").status_code == 404
    assert filled.get("/novedades/tema/nada.json").status_code == 404
    assert filled.get("/novedades/otros.json").status_code == 404


def test_who_has_the_feed_gets_304(filled):
    first = filled.get("/novedades.atom")
    again = {"If-None-Match": first.headers["ETag"]}

    assert filled.get("/novedades.atom", headers=again).status_code == 304


def test_one_bad_record_never_breaks_a_feed(quick_site, monkeypatch, caplog):
    quick_site.publish(dataset("a"), dataset("b"))
    write = feeds.summary

    def sometimes(record):
        if record.uid == "b":
            raise ValueError("imposible")
        return write(record)

    monkeypatch.setattr(feeds, "summary", sometimes)

    assert entries(quick_site, "/novedades") == {"a"}
    assert "b cannot be written as atom" in caplog.text


def test_the_sitemap_names_every_open_page_once(quick_site, monkeypatch):
    monkeypatch.setattr(sitemap, "LARGEST", 10)
    records = [dataset(f"d{n:02}") for n in range(24)]
    quick_site.publish(*records, organization())
    quick_site.publish(dataset("cerrado"), disclosure="index")
    index = etree.fromstring(quick_site.get("/sitemap.xml").data)
    parts = [one.text.removeprefix(BASE) for one in index.iter(f"{SITEMAP}loc")]
    places = []
    for path in parts:
        answer = quick_site.get(path)
        assert answer.mimetype == "application/xml"
        places += [
            one.text for one in etree.fromstring(answer.data).iter(f"{SITEMAP}loc")
        ]

    assert parts == ["/sitemap-1.xml", "/sitemap-2.xml", "/sitemap-3.xml"]
    assert len(places) == len(set(places))
    pages = {f"{BASE}{one.path}" for one in [*records, organization()]}
    assert pages <= set(places)
    assert not any("cerrado" in one for one in places)
    for one in set(places) - pages - {f"{BASE}/descargas"}:
        assert quick_site.get(one.removeprefix(BASE)).status_code == 200, one
    assert quick_site.get("/sitemap-4.xml").status_code == 404
    assert quick_site.get("/sitemap-0.xml").status_code == 404


def test_robots_are_led_to_the_sitemap_and_to_the_downloads(filled):
    text = filled.get("/robots.txt").text

    assert f"Sitemap: {BASE}/sitemap.xml" in text
    assert f"{BASE}/descargas" in text
    assert "Disallow: /escritorio/" in text


def test_a_record_is_cited_in_every_style(filled):
    said = {
        key: filled.get(f"/citar/doc-1{style.suffix}")
        for key, style in citations.STYLES.items()
    }

    assert said["txt"].text == (
        "Planeación. (2026). Plan Estadístico (versión 2) [Documento]. "
        f"Alcaldía de Santiago de Cali. {BASE}/id/doc-1\n"
    )
    assert "title = {{Plan Estadístico}}" in said["bib"].text
    assert said["ris"].text.startswith("TY  - RPRT\r\nAU  - Planeación\r\n")
    item = json.loads(said["json"].data)[0]
    assert item["URL"] == f"{BASE}/id/doc-1"
    assert item["author"] == [{"literal": "Planeación"}]
    for uid in ("cerrado", "ido", "org-dap", "nada"):
        assert filled.get(f"/citar/{uid}.bib").status_code == 404


def test_no_title_opens_a_field_of_its_own(filled):
    ris = filled.get("/citar/feo-1.ris").text
    bibtex = filled.get("/citar/feo-1.bib").text

    assert ris.count("TY  - ") == ris.count("TI  - ") == 1
    depth = 0
    for sign, before in zip(bibtex, " " + bibtex, strict=False):
        depth += (sign == "{") - (sign == "}") if before != "\\" else 0
        assert depth >= 0
    assert depth == 0


def test_a_record_page_holds_its_linked_data(quick_site):
    nasty = "Cierre </script><script>alert(1)</script> ]]> <!-- & \u2028 \u202e fin"
    one = dataset("a", title=nasty, description="Corta.")
    quick_site.publish(one, document("d"))
    page = quick_site.get(one.path).text
    inside = page.split('<script type="application/ld+json">')[1].split("</script>")[0]
    found = json.loads(inside)

    foreign = page.count("<script") - page.count('<script src="/estatico/')
    assert foreign == 1
    assert found["name"] == nasty
    assert 50 <= len(found["description"]) <= 5000
    assert found["@type"] == "Dataset"
    assert found["distribution"][0]["contentUrl"].startswith(BASE)
    for key in ("creator", "license", "identifier", "keywords", "temporalCoverage"):
        assert found[key], key
    report = quick_site.get(document("d").path).text
    assert '"@type":"Report"' in report
    assert "/citar/d.bib" in report


def test_what_is_known_by_name_only_has_no_linked_data(quick_site):
    one = dataset("cerrado")
    quick_site.publish(one, disclosure="index")

    assert "ld+json" not in quick_site.get(one.path).text
