"""OAI-PMH 2.0: every verb and every error by the official schema, by GET and by POST."""

import logging
from datetime import UTC, datetime
from urllib.parse import parse_qsl

import pytest
from lxml import etree
from protocol_site import BASE, opened
from public_records import (
    dataset,
    document,
    everything,
    indicator,
    many,
    organization,
    process,
)
from tumbaga.exporters import dublin_core
from tumbaga.web.protocols.oai import verbs

OAI = "{http://www.openarchives.org/OAI/2.0/}"
ID = "oai:datos.cali.example:"
DATED = datetime(2024, 2, 29, 12, 30, 15, 999999, tzinfo=UTC)


@pytest.fixture(scope="session")
def schema(shared):
    file = shared / "data/oai-pmh/xsd/oai-all.xsd"
    return etree.XMLSchema(etree.parse(file, etree.XMLParser(no_network=True)))


def checked(schema, answer):
    """The answer as a tree, valid by the official schema.

    The schemas of RDF and DataCite are not here: their place holds an empty oai_dc.
    """
    assert answer.status_code == 200
    assert answer.mimetype == "text/xml"
    tree = etree.fromstring(answer.data)
    copy = etree.fromstring(answer.data)
    for metadata in copy.iter(f"{OAI}metadata"):
        if not metadata[0].tag.startswith(f"{{{dublin_core.NAMESPACE}}}"):
            metadata[0].tag = f"{{{dublin_core.NAMESPACE}}}dc"
            metadata[0].attrib.clear()
            metadata[0].text = None
            del metadata[0][:]
    assert schema.validate(copy), schema.error_log
    return tree


def asked(site, query, method="get"):
    if method == "get":
        return site.get("/oai?" + query)
    return site.post("/oai", data=_multi(query))


def _multi(query):
    found = {}
    for name, value in parse_qsl(query, keep_blank_values=True):
        found.setdefault(name, []).append(value)
    return found


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """One catalogue for all tests that only read it."""
    with opened(tmp_path_factory.mktemp("oai")) as site:
        fill(site)
        yield site


def fill(site):
    salud = {"uid": "org-salud", "name": "Salud", "slug": "salud"}
    site.publish(*everything())
    site.publish(
        indicator("salud-1", theme="salud-y-proteccion-social", organization=salud)
    )
    site.publish(dataset("ido"))
    site.publish(dataset("ido", title="CANARIO"), state="withdrawn", disclosure="index")
    site.publish(dataset("cerrado"))
    site.publish(dataset("cerrado", title="CANARIO"), disclosure="index")
    site.publish(dataset("reservado", title="CANARIO"), disclosure="index")
    site.publish(dataset("fechado"))
    site.date("fechado", DATED)


VERBS = [
    "verb=Identify",
    "verb=ListMetadataFormats",
    f"verb=ListMetadataFormats&identifier={ID}dato-1",
    "verb=ListSets",
    f"verb=GetRecord&metadataPrefix=oai_dc&identifier={ID}dato-1",
    f"verb=GetRecord&metadataPrefix=dcat&identifier={ID}feo-1",
    f"verb=GetRecord&metadataPrefix=datacite&identifier={ID}feo-2",
    f"verb=GetRecord&metadataPrefix=oai_dc&identifier={ID}ido",
    f"verb=GetRecord&metadataPrefix=datacite&identifier={ID}cerrado",
    "verb=ListIdentifiers&metadataPrefix=oai_dc",
    "verb=ListRecords&metadataPrefix=oai_dc",
    "verb=ListRecords&metadataPrefix=dcat",
    "verb=ListRecords&metadataPrefix=datacite",
    "verb=ListRecords&metadataPrefix=oai_dc&set=tipo",
    "verb=ListRecords&metadataPrefix=oai_dc&set=tipo:indicadores",
    "verb=ListRecords&metadataPrefix=oai_dc&set=dependencia:salud",
    "verb=ListRecords&metadataPrefix=oai_dc&set=tema:trabajo",
    "verb=ListRecords&metadataPrefix=oai_dc&from=2024-02-29&until=2024-02-29",
    "verb=ListRecords&metadataPrefix=oai_dc&until=9999-12-31",
]


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("query", VERBS)
def test_every_verb_is_valid(filled, schema, query, method):
    tree = checked(schema, asked(filled, query, method))

    assert tree.find(f"{OAI}error") is None, etree.tostring(tree)
    request = tree.find(f"{OAI}request")
    assert request.text == f"{BASE}/oai"
    assert dict(request.attrib) == dict(parse_qsl(query))
    assert b"CANARIO" not in etree.tostring(tree)


ERRORS = {
    "": "badVerb",
    "verb=Nada": "badVerb",
    "verb=Identify&verb=Identify": "badVerb",
    "verb=identify": "badVerb",
    "verb=Identify&extra=1": "badArgument",
    "verb=ListSets&set=tipo": "badArgument",
    "verb=ListRecords": "badArgument",
    "verb=ListRecords&metadataPrefix=": "badArgument",
    "verb=ListRecords&metadataPrefix=oai_dc&metadataPrefix=oai_dc": "badArgument",
    "verb=ListRecords&metadataPrefix=a%20b": "badArgument",
    "verb=ListRecords&metadataPrefix=oai_dc&set=con%20espacio": "badArgument",
    "verb=ListRecords&metadataPrefix=oai_dc&set=a::b": "badArgument",
    "verb=ListRecords&metadataPrefix=oai_dc&from=ayer": "badArgument",
    "verb=ListRecords&metadataPrefix=oai_dc&from=2024-02-30": "badArgument",
    "verb=ListRecords&metadataPrefix=oai_dc&from=2024-01-01T00:00:00": "badArgument",
    "verb=ListRecords&metadataPrefix=oai_dc&from=2024-01-01T00:00:00.5Z": "badArgument",
    "verb=ListRecords&metadataPrefix=oai_dc&from=2025-01-01&until=2024-01-01": "badArgument",
    "verb=ListRecords&metadataPrefix=oai_dc&from=2024-01-01&until=2024-01-01T00:00:00Z": "badArgument",
    "verb=ListRecords&metadataPrefix=oai_dc&resumptionToken=x": "badArgument",
    "verb=GetRecord&metadataPrefix=oai_dc": "badArgument",
    "verb=GetRecord&identifier=x": "badArgument",
    "verb=ListRecords&metadataPrefix=marc": "cannotDisseminateFormat",
    f"verb=GetRecord&metadataPrefix=marc&identifier={ID}dato-1": "cannotDisseminateFormat",
    "verb=GetRecord&metadataPrefix=oai_dc&identifier=otro": "idDoesNotExist",
    f"verb=GetRecord&metadataPrefix=oai_dc&identifier={ID}reservado": "idDoesNotExist",
    f"verb=GetRecord&metadataPrefix=oai_dc&identifier={ID}org-dap": "idDoesNotExist",
    f"verb=GetRecord&metadataPrefix=oai_dc&identifier={ID}%00%EF%BF%BE%ED": "idDoesNotExist",
    f"verb=ListMetadataFormats&identifier={ID}no": "idDoesNotExist",
    "verb=ListRecords&metadataPrefix=oai_dc&from=2099-01-01": "noRecordsMatch",
    "verb=ListRecords&metadataPrefix=oai_dc&until=1999-01-01": "noRecordsMatch",
    "verb=ListRecords&metadataPrefix=oai_dc&set=tipo:nada": "noRecordsMatch",
    "verb=ListRecords&metadataPrefix=oai_dc&set=nada": "noRecordsMatch",
    "verb=ListRecords&resumptionToken=x": "badResumptionToken",
    "verb=ListSets&resumptionToken=x": "badResumptionToken",
    **{
        f"verb={verb}&resumptionToken={token}": "badResumptionToken"
        for verb in ("ListRecords", "ListIdentifiers", "ListSets")
        for token in ("", "%20", "%00", "%ED%A0%80", "a%20b")
    },
}


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("query", ERRORS)
def test_every_error_is_valid_and_has_its_code(filled, schema, query, method):
    tree = checked(schema, asked(filled, query, method))

    codes = [one.get("code") for one in tree.findall(f"{OAI}error")]
    assert codes == [ERRORS[query]]
    if codes[0] in {"badVerb", "badArgument"}:
        assert not tree.find(f"{OAI}request").attrib


def headers(tree):
    return {
        one.findtext(f"{OAI}identifier").removeprefix(ID): one
        for one in tree.iter(f"{OAI}header")
    }


def listed(site, schema, query="metadataPrefix=oai_dc", verb="ListIdentifiers"):
    return headers(checked(schema, site.get(f"/oai?verb={verb}&{query}")))


def test_what_is_gone_is_deleted_and_what_never_was_open_is_not_there(filled, schema):
    found = listed(filled, schema)

    assets = {one.uid for one in everything() if one.kind != "organization"}
    assert set(found) == assets | {"salud-1", "ido", "cerrado", "fechado"}
    deleted = {uid for uid, one in found.items() if one.get("status") == "deleted"}
    assert deleted == {"ido", "cerrado"}
    gone = [one.text for one in found["cerrado"].iter(f"{OAI}setSpec")]
    assert gone == ["tipo:datos"]


def test_sets_hold_their_records_and_the_tombstones_that_may_be_theirs(filled, schema):
    gone = {"ido", "cerrado"}

    salud = listed(filled, schema, "metadataPrefix=oai_dc&set=dependencia:salud")
    series = listed(filled, schema, "metadataPrefix=oai_dc&set=tipo:indicadores")

    assert set(salud) == {"salud-1", *gone}
    assert set(series) == {"ind-1", "feo-2", "minimo-indicator", "salud-1"}
    specs = [one.text for one in salud["salud-1"].iter(f"{OAI}setSpec")]
    assert specs == [
        "tipo:indicadores",
        "tema:salud-y-proteccion-social",
        "dependencia:salud",
    ]
    sets = checked(schema, filled.get("/oai?verb=ListSets"))
    named = {one.text for one in sets.iter(f"{OAI}setSpec")}
    assert set(specs) - named == {"dependencia:salud"}  # it has no page of its own
    assert "dependencia:org-dap-registro" in named


@pytest.mark.parametrize(
    ("window", "there"),
    [
        ("from=2024-02-29&until=2024-02-29", True),
        ("from=2024-02-29T12:30:15Z&until=2024-02-29T12:30:15Z", True),
        ("until=2024-02-29T12:30:14Z", False),
        ("from=2024-02-29T12:30:16Z&until=2024-03-01T00:00:00Z", False),
        ("until=2024-02-28", False),
    ],
)
def test_both_ends_of_a_period_are_within_it(filled, schema, window, there):
    found = listed(filled, schema, f"metadataPrefix=oai_dc&{window}")

    assert ("fechado" in found) is there


def test_a_walk_sees_all_even_what_changes_on_the_way(site, schema, monkeypatch):
    monkeypatch.setitem(verbs.PAGE, "ListRecords", 7)
    site.publish(*many(30))
    seen, token, cursors = [], "", []
    while True:
        query = f"resumptionToken={token}" if token else "metadataPrefix=oai_dc"
        tree = checked(schema, site.get(f"/oai?verb=ListRecords&{query}"))
        seen += headers(tree)
        told = tree.find(f".//{OAI}resumptionToken")
        cursors.append(int(told.get("cursor")))
        token = told.text
        if not token:
            break
        if len(seen) == 14:
            site.publish(dataset("r000001", title="otra vez"), dataset("r000030"))

    assert set(seen) == {f"r{n:06}" for n in range(1, 31)}
    assert len(seen) == 31
    assert cursors == [0, 7, 14, 21, 28]


def broken_tokens(token):
    parts = token.split("!")
    return [
        token[:-1],
        token[5:],
        token.replace("!oai_dc!", "!dcat!"),
        "!".join(["999999", *parts[1:]]),
        "!".join([*parts[:-1], "00000000"]),
        token + "!",
        "x" * 5000,
        "' OR 1=1",
        "\x00\ud800",
    ]


def test_a_token_that_is_not_ours_is_refused(quick_site, schema, tmp_path, monkeypatch):
    monkeypatch.setitem(verbs.PAGE, "ListIdentifiers", 2)
    quick_site.publish(*many(5))
    start = "/oai?verb=ListIdentifiers&metadataPrefix=oai_dc"
    token = checked(schema, quick_site.get(start)).findtext(f".//{OAI}resumptionToken")

    def code(site, given):
        query = {"verb": "ListIdentifiers", "resumptionToken": given}
        tree = checked(schema, site.post("/oai", data=query))
        return [one.get("code") for one in tree.iter(f"{OAI}error")]

    assert code(quick_site, token) == []
    for broken in broken_tokens(token):
        given = broken.encode("utf-8", "replace").decode()
        assert code(quick_site, given) == ["badResumptionToken"], given


def test_a_token_of_another_catalogue_is_refused_and_one_of_last_year_goes_on(
    quick_site, schema, tmp_path, monkeypatch
):
    monkeypatch.setitem(verbs.PAGE, "ListIdentifiers", 2)
    start = "/oai?verb=ListIdentifiers&metadataPrefix=oai_dc"
    quick_site.publish(*many(6))
    token = checked(schema, quick_site.get(start)).findtext(f".//{OAI}resumptionToken")
    query = {"verb": "ListIdentifiers", "resumptionToken": token}
    with opened(tmp_path / "otro") as other:
        other.publish(*many(6))
        refused = checked(schema, other.get("/oai", query_string=query))
    for _month in range(12):
        quick_site.publish(*many(6)[4:], dataset("cada-mes"))

    tree = checked(schema, quick_site.get("/oai", query_string=query))

    errors = [one.get("code") for one in refused.iter(f"{OAI}error")]
    assert errors == ["badResumptionToken"]
    assert [one.get("code") for one in tree.iter(f"{OAI}error")] == []
    assert len(list(tree.iter(f"{OAI}header"))) == 2


def test_a_record_that_cannot_be_written_is_left_out_and_logged(
    quick_site, schema, monkeypatch, caplog
):
    quick_site.publish(dataset("a"), dataset("b"), dataset("c"))
    write = dublin_core.fragment

    def sometimes(record, catalogue):
        if record.uid == "b":
            raise ValueError("imposible")
        return write(record, catalogue)

    monkeypatch.setattr(dublin_core, "fragment", sometimes)
    with caplog.at_level(logging.ERROR):
        found = listed(quick_site, schema, verb="ListRecords")

    assert set(found) == {"a", "c"}
    assert "b cannot be written as oai_dc" in caplog.text


def test_dublin_core_says_what_the_record_says(quick_site, schema):
    quick_site.publish(document("d"), organization(), process("p"))
    query = f"/oai?verb=GetRecord&metadataPrefix=oai_dc&identifier={ID}d"
    tree = checked(schema, quick_site.get(query))
    said = {}
    for one in tree.find(f".//{OAI}metadata")[0]:
        said.setdefault(etree.QName(one).localname, []).append(one.text)

    assert said["title"] == ["Plan Estadístico"]
    assert said["creator"] == ["Planeación"]
    assert said["identifier"][0] == f"{BASE}/id/d"
    assert said["coverage"] == ["Santiago de Cali", "Valle del Cauca", "2015/2019-06"]
    assert said["rights"] == [
        "Información pública",
        "https://creativecommons.org/licenses/by/4.0/",
    ]
    assert said["format"] == ["application/pdf"]
