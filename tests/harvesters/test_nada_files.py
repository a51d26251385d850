"""A NADA in files: JSON, DDI of any year, and the resources in RDF beside them."""

import json

import pytest
from local_server import client, serving
from tumbaga import harvesters
from tumbaga.harvesters.http import Client
from tumbaga.schemas.harvest import Order

OLD = """<codeBook version="1.2.2" ID="EH"><stdyDscr><citation><titlStmt>
<titl>Encuesta de hogares</titl><IDNo>EH-1</IDNo></titlStmt></citation>
<stdyInfo><abstract><![CDATA[<p>Cómo viven.</p>]]></abstract></stdyInfo></stdyDscr></codeBook>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">
<rdf:Description rdf:about="https://x.gov.co/base.zip"><dc:title>Base</dc:title>
<dc:format>ZIP [application/zip]</dc:format></rdf:Description>
<rdf:Description rdf:about="solo_en_archivo.pdf"><dc:title>Manual</dc:title></rdf:Description>
</rdf:RDF>"""
STUDY = {"study_desc": {"title_statement": {"idno": "EH-2", "title": "Otra"}}}


def read(place):
    harvester = harvesters.get("nada")
    items = list(harvester.read(Order(str(place)), Client()))
    return [(item, None if item.problem else harvester.map(item)) for item in items]


def files(found):
    parts = found.entry.data.get("distributions", [])
    return [(one["title"], one["url"], one.get("media_type")) for one in parts]


def test_an_old_codebook_with_its_resources(tmp_path):
    (tmp_path / "EH.xml").write_text(OLD)
    (tmp_path / "EH.rdf").write_text(RDF)

    [(item, found)] = read(tmp_path)

    assert (item.id, found.entry.data["description"]) == ("EH-1", "Cómo viven.")
    assert files(found) == [("Base", "https://x.gov.co/base.zip", "application/zip")]


def test_a_study_in_both_is_taken_once_from_its_json(tmp_path):
    (tmp_path / "a.json").write_text(json.dumps(STUDY))
    (tmp_path / "a.xml").write_text(OLD)

    [(item, _found)] = read(tmp_path)

    assert item.id == "EH-2"


def test_what_is_no_study_is_a_reason(tmp_path):
    (tmp_path / "a.json").write_text('{"x": 1}')
    (tmp_path / "b.json").write_text('{"study_desc": [1]}')
    (tmp_path / "c.xml").write_text("<a/>")

    told = [item.problem or found.problem for item, found in read(tmp_path)]

    assert len(told) == 3
    assert all(told)


@pytest.mark.parametrize("place", ["metadata/export/7/rdf", "catalog/7/rdf"])
def test_a_server_that_only_has_ddi_and_rdf(place):
    row = {"result": {"found": 1, "rows": [{"idno": "EH-1", "id": 7, "title": "E"}]}}
    base = "/index.php"
    routes = {
        f"{base}/api/catalog/search": (json.dumps(row), "application/json"),
        f"{base}/metadata/export/7/ddi": (OLD, "text/xml"),
        f"{base}/{place}": (RDF, "text/xml"),
    }
    harvester = harvesters.get("nada")
    with serving(routes) as server:
        [item] = harvester.read(Order(server.url("/")), client())
        found = harvester.map(item)

    assert found.entry.data["title"] == "Encuesta de hogares"
    assert [one[1] for one in files(found)] == ["https://x.gov.co/base.zip"]


# As NADA's own Catalog_model writes it: CDATA, CRLF, names escaped as in HTML.
ESCAPED = (
    "<?xml version='1.0' encoding='UTF-8'?>\r\n"
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">\r\n'
    '<rdf:Description rdf:about="https://x.gov.co/Informaci&oacute;n.zip?a=1&amp;b=2">'
    "<dc:title><![CDATA[Base & ficha]]></dc:title><dcterms:created>2020</dcterms:created>"
    "<dc:format><![CDATA[Compressed, ZIP [application/zip] ]]></dc:format>"
    "<dc:type><![CDATA[Microdata File [dat/micro] ]]></dc:type>"
    "</rdf:Description>\r\n</rdf:RDF>"
)


def test_names_of_files_escaped_as_in_html_are_read(tmp_path):
    (tmp_path / "EH.xml").write_text(OLD)
    (tmp_path / "EH.rdf").write_text(ESCAPED)

    [(item, found)] = read(tmp_path)

    [(title, url, kind)] = files(found)
    assert item.problem == ""
    assert (title, kind) == ("Base & ficha", "application/zip")
    assert url == "https://x.gov.co/Informaci%C3%B3n.zip?a=1&b=2"


def test_an_escaped_name_that_nobody_knows_stays_as_it_came(tmp_path):
    (tmp_path / "EH.xml").write_text(OLD)
    (tmp_path / "EH.rdf").write_text(ESCAPED.replace("&oacute;", "&nadie;"))

    [(item, found)] = read(tmp_path)

    [(title, url, _kind)] = files(found)
    assert (item.problem, title) == ("", "Base & ficha")
    assert "nadie" in url


@pytest.mark.parametrize("place", ["resources/EH-2", "EH-2/resources"])
def test_the_resources_of_the_api_are_found_in_either_place(place):
    row = {"result": {"found": 1, "rows": [{"idno": "EH-2", "id": 7, "title": "E"}]}}
    parts = {"resources": [{"title": "Base", "url": "https://x.gov.co/b.zip"}]}
    api = "/index.php/api/catalog"
    routes = {
        f"{api}/search": (json.dumps(row), "application/json"),
        f"{api}/json/EH-2": (json.dumps(STUDY), "application/json"),
        f"{api}/{place}": (json.dumps(parts), "application/json"),
    }
    harvester = harvesters.get("nada")
    with serving(routes) as server:
        [item] = harvester.read(Order(server.url("/")), client())
        found = harvester.map(item)

    assert [one[:2] for one in files(found)] == [("Base", "https://x.gov.co/b.zip")]


def test_a_standard_variable_of_theirs_is_told_and_is_not_taken_for_ours(tmp_path):
    book = OLD.replace(
        "</codeBook>",
        '<dataDscr><var name="z"><labl>Zona</labl><stdCatgry>zona</stdCatgry></var>'
        '<var name="e"><labl>Edad</labl></var></dataDscr></codeBook>',
    )
    (tmp_path / "EH.xml").write_text(book)

    [(_item, found)] = read(tmp_path)

    variables = found.entry.data["variables"]
    assert [(one["name"], one["label"]) for one in variables] == [
        ("z", "Zona"),
        ("e", "Edad"),
    ]
    assert not any("standard_variable" in one for one in variables)
    [told] = [one.text for one in found.entry.remarks if "estándar" in one.text]
    assert "«zona»" in told
