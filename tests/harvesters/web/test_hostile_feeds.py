"""Feeds that never end, repeat, lie or break (attacks 31, 32 and 36 to 40 of the peers)."""

import json

import pytest
from local_server import read, serving
from tumbaga import harvesters

OAI = """<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><ListRecords>{records}
<resumptionToken>{token}</resumptionToken></ListRecords></OAI-PMH>"""
RECORD = """<record><header><identifier>oai:x:{n}</identifier></header><metadata>
<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Libro {n}</dc:title>
<dc:identifier>https://x.gov.co/{n}</dc:identifier></oai_dc:dc></metadata></record>"""
CSW = """<csw:GetRecordsResponse xmlns:csw="http://www.opengis.net/cat/csw/2.0.2">
<csw:SearchResults numberOfRecordsMatched="{total}" nextRecord="{next}">{records}
</csw:SearchResults></csw:GetRecordsResponse>"""
MAP = """<gmd:MD_Metadata xmlns:gmd="http://www.isotc211.org/2005/gmd"
 xmlns:gco="http://www.isotc211.org/2005/gco"><gmd:fileIdentifier>
<gco:CharacterString>m-{n}</gco:CharacterString></gmd:fileIdentifier>
<gmd:identificationInfo><gmd:MD_DataIdentification><gmd:citation><gmd:CI_Citation>
<gmd:title><gco:CharacterString>Mapa {n}</gco:CharacterString></gmd:title>
</gmd:CI_Citation></gmd:citation></gmd:MD_DataIdentification></gmd:identificationInfo>
</gmd:MD_Metadata>"""
NADA = "/index.php/api/catalog/search"


@pytest.mark.parametrize(
    "kind", ["ckan", "datajson", "dcat", "oai", "socrata", "csw", "ddi", "nada", "sdmx"]
)
@pytest.mark.parametrize(
    "content",
    [
        "<!doctype html><html><body>Iniciar sesión</body></html>",
        "",
        "nada de esto",
        "{}",
        "[" * 100_000,
        '{"a":' * 50_000,
        "\x00\x01\x02",
        "<a><b></a>",
        '<!DOCTYPE r [<!ENTITY f SYSTEM "file:///etc/passwd">]><r>&f;</r>',
    ],
    ids=[
        "pagina",
        "vacio",
        "texto",
        "objeto",
        "listas",
        "objetos",
        "binario",
        "xml",
        "dtd",
    ],
)
def test_what_is_no_catalogue_says_so(kind, content):
    def any_path(asked):
        asked.send(content.encode("latin-1"), "application/json")

    paths = (
        "/",
        "/api/3/action/package_search",
        "/api/catalog/v1",
        NADA,
        "/dataflow/all/all/latest",
    )
    with serving(dict.fromkeys(paths, any_path)) as server:
        found, problem = read(kind, server.url("/"))

    assert found == []
    assert problem


def test_pages_of_ckan_that_do_not_move():
    page = {"count": 10**9, "results": [{"id": "1", "title": "A"}]}

    def search(asked):
        asked.send(json.dumps({"success": True, "result": page}), "application/json")

    with serving({"/api/3/action/package_search": search}) as server:
        found, problem = read("ckan", server.url())

    assert "no avanza" in problem
    assert len(found) == 1


def test_a_ckan_that_stops_short_is_not_believed():
    def search(asked):
        start = int(asked.query["start"])
        results = [
            {"id": str(n), "title": "A"} for n in range(start, min(start + 100, 150))
        ]
        told = {"success": True, "result": {"count": 300, "results": results}}
        asked.send(json.dumps(told), "application/json")

    with serving({"/api/3/action/package_search": search}) as server:
        found, problem = read("ckan", server.url())

    assert len(found) == 150
    assert "dijo tener 300" in problem


def test_a_ckan_walked_to_its_end():
    def search(asked):
        start = int(asked.query["start"])
        results = [
            {"id": f"{n:03}", "title": "A"} for n in range(start, min(start + 100, 250))
        ]
        told = {"success": True, "result": {"count": 250, "results": results}}
        asked.send(json.dumps(told), "application/json")

    with serving({"/api/3/action/package_search": search}) as server:
        found, problem = read("ckan", server.url("/api/3"))

    assert (len(found), problem) == (250, "")
    assert len(server.paths) == 3


def test_an_old_ckan_is_asked_one_by_one():
    routes = {
        "/api/3/action/package_list": ('{"success": true, "result": ["a", "b"]}',),
        "/api/3/action/package_show": lambda asked: asked.send(
            json.dumps(
                {"success": True, "result": {"id": asked.query["id"], "title": "T"}}
            )
        ),
    }
    with serving(routes) as server:
        found, problem = read("ckan", server.url())

    assert ([one.id for one in found], problem) == (["a", "b"], "")


@pytest.mark.parametrize("token", ["siempre", "a"])
def test_tokens_of_oai_that_come_again(token):
    def answer(asked):
        given = asked.query.get("resumptionToken", "")
        following = {"": "a", "a": "b", "b": "a"}[given] if token == "a" else token
        asked.send(
            OAI.format(records=RECORD.format(n=given), token=following), "text/xml"
        )

    with serving({"/oai": answer}) as server:
        _found, problem = read("oai", server.url("/oai"))

    assert "repite una página" in problem
    assert len(server.paths) <= 4  # the first asks for the formats


def test_empty_pages_of_oai_for_ever():
    turn = iter(range(10**6))

    def answer(asked):
        asked.send(OAI.format(records="", token=f"t{next(turn)}"), "text/xml")

    with serving({"/oai": answer}) as server:
        _found, problem = read("oai", server.url("/oai"))

    assert problem
    assert len(server.paths) < 30


def test_an_expired_token_is_told():
    expired = '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><error code="badResumptionToken">venció</error></OAI-PMH>'

    def answer(asked):
        first = OAI.format(records=RECORD.format(n=1), token="t")
        asked.send(expired if "resumptionToken" in asked.query else first, "text/xml")

    with serving({"/oai": answer}) as server:
        found, problem = read("oai", server.url("/oai"))

    assert len(found) == 1
    assert "badResumptionToken" in problem


def test_deleted_records_of_oai_are_told_as_such():
    gone = (
        '<record><header status="deleted"><identifier>x</identifier></header></record>'
    )

    with serving({"/oai": (OAI.format(records=gone, token=""), "text/xml")}) as server:
        found, problem = read("oai", server.url("/oai"))

    assert ([one.deleted for one in found], problem) == ([True], "")


def test_a_catalogue_of_csw_is_walked():
    def answer(asked):
        start = int(asked.body.decode().split('startPosition="')[1].split('"')[0])
        records = "".join(MAP.format(n=n) for n in range(start, min(start + 50, 121)))
        following = start + 50 if start + 50 <= 120 else 0
        asked.send(CSW.format(total=120, next=following, records=records), "text/xml")

    with serving({"/csw": answer}) as server:
        found, problem = read("csw", server.url("/csw"))

    assert (len(found), problem) == (120, "")
    assert harvesters.get("csw").map(found[0]).entry.data["title"] == "Mapa 1"


def test_a_csw_that_does_not_move():
    text = CSW.format(total=500, next=1, records=MAP.format(n=1))

    with serving({"/csw": (text, "text/xml")}) as server:
        found, problem = read("csw", server.url("/csw"))

    assert (len(found), "no avanza" in problem) == (1, True)


def test_socrata_is_read_beyond_its_wall():
    """12,000 assets, of which one question shows 10,000 at most."""

    def catalogue(asked):
        only, limit = asked.query.get("only"), int(asked.query["limit"])
        offset = int(asked.query["offset"])
        if offset + limit > 10_000:
            asked.send("{}", status=400)
            return
        sizes = {None: 12_000, "dataset": 7_000, "href": 5_000}
        count = sizes.get(only, 0)
        results = [
            {
                "resource": {"id": f"{only}-{n}", "name": "A", "type": only},
                "link": "http://x/",
            }
            for n in range(offset, min(offset + limit, count))
        ]
        asked.send(json.dumps({"results": results, "resultSetSize": count}))

    with serving({"/api/catalog/v1": catalogue}) as server:
        found, problem = read("socrata", server.url())

    assert (len(found), problem) == (12_000, "")


def test_socrata_says_what_it_could_not_reach():
    def catalogue(asked):
        results = (
            [{"resource": {"id": "1", "name": "A"}}]
            if asked.query["offset"] == "0"
            else []
        )
        asked.send(json.dumps({"results": results, "resultSetSize": 40}))

    with serving({"/api/catalog/v1": catalogue}) as server:
        found, problem = read("socrata", server.url())

    assert len(found) == 1
    assert "dijo tener 40" in problem


def test_pages_of_a_nada_that_do_not_move():
    told = {"result": {"found": 500, "rows": [{"idno": "A", "id": 1, "title": "T"}]}}

    with serving({NADA: (json.dumps(told), "application/json")}) as server:
        found, problem = read("nada", server.url())

    assert (len(found), "no avanza" in problem) == (1, True)
