"""What real sources get wrong (attacks 30 to 33 of the peers): records, or a reason."""

import json

import pytest
from tumbaga import harvesters
from tumbaga.harvesters.http import Client
from tumbaga.schemas.harvest import Order, settle

TITLE = (
    '<citation><titlStmt><titl xml:lang="es">Encuesta</titl>{id}</titlStmt></citation>'
)
TEXT = """<stdyInfo><abstract><![CDATA[<p>Qué <b>hay</b></p><script>x()</script>]]>
</abstract></stdyInfo>"""
NAMED = TITLE.format(id="<IDNo>E-1</IDNo>")
VARIABLES = """<dataDscr><var ID="V1" name="a"><labl>Una</labl></var>
<var ID="V1" name="b"><labl>Otra</labl></var></dataDscr>"""
BOOKS = {
    "sin espacio de nombres": f"<codeBook><stdyDscr>{NAMED}{TEXT}</stdyDscr>{VARIABLES}",
    "1.2.2": f'<codeBook xmlns="http://www.icpsr.umich.edu/DDI" version="1.2.2"><stdyDscr>'
    f"{NAMED}{TEXT}</stdyDscr>{VARIABLES}",
    "2.1": f'<codeBook xmlns="http://www.icpsr.umich.edu/DDI" version="2.1"><stdyDscr>'
    f"{NAMED}{TEXT}</stdyDscr>{VARIABLES}",
    "2.5": f'<codeBook xmlns="ddi:codebook:2_5"><stdyDscr>{NAMED}{TEXT}</stdyDscr>{VARIABLES}',
    "2.6": f'<codeBook xmlns="ddi:codebook:2_6"><stdyDscr>{NAMED}{TEXT}</stdyDscr>{VARIABLES}',
    "en otro orden": f'<codeBook xmlns="ddi:codebook:2_5">{VARIABLES}<stdyDscr>{TEXT}{NAMED}'
    "</stdyDscr>",
    "sin número": f'<codeBook xmlns="ddi:codebook:2_5"><stdyDscr>{TITLE.format(id="")}{TEXT}'
    f"</stdyDscr>{VARIABLES}",
}
TURTLE = """@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . """
SPACES = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
xmlns:dcat="http://www.w3.org/ns/dcat#" xmlns:dct="http://purl.org/dc/terms/">
<dcat:Dataset rdf:about="http://x/con espacio"><dct:title>A</dct:title><dcat:distribution>
<dcat:Distribution><dcat:downloadURL rdf:resource="http://x/a b.csv"/></dcat:Distribution>
</dcat:distribution></dcat:Dataset></rdf:RDF>"""


def taken(kind, folder, name, content):
    """Each thing of a file: its item, what it became and what was told of it."""
    (folder / name).write_text(content, encoding="utf-8")
    harvester = harvesters.get(kind)
    for item in harvester.read(Order(str(folder)), Client()):
        assert not item.problem, item.problem
        entry = harvester.map(item).entry
        given = {**entry.data, "code": "x", "organization": "y"}
        draft, _remarks = settle(entry.kind, given)
        assert not draft.problems
        yield item, entry.data, " ".join(one.text for one in entry.remarks)


@pytest.mark.parametrize("case", BOOKS)
def test_a_codebook_of_any_age_and_order_is_a_study(tmp_path, case):
    [(item, data, _told)] = taken("ddi", tmp_path, "e.xml", BOOKS[case] + "</codeBook>")

    assert item.id == ("e.xml" if case == "sin número" else "E-1")
    assert (data["title"], data["description"]) == ("Encuesta", "Qué hay")
    assert [one["label"] for one in data["variables"]] == ["Una", "Otra"]


def test_spaces_in_addresses_of_a_graph_are_mended(tmp_path):
    [(_item, data, _told)] = taken("dcat", tmp_path, "a.rdf", SPACES)

    assert data["distributions"][0]["url"] == "http://x/a%20b.csv"


@pytest.mark.parametrize(
    "storm", ["dcat:theme " + ",".join(["[]"] * 3_000), "dct:spatial " + "[ dct:x " * 150 + '"y"' + "]" * 150]
)  # fmt: skip
def test_a_storm_of_nameless_nodes_leaves_the_record(tmp_path, storm):
    text = f'{TURTLE}<http://x/d> a dcat:Dataset ; dct:title "A" ; {storm} .'

    [(item, data, _told)] = taken("dcat", tmp_path, "a.ttl", text)

    assert (item.id, data["title"]) == ("http://x/d", "A")


def test_values_that_are_not_of_their_type_are_left_out_and_told(tmp_path):
    text = f"""{TURTLE}<d> a dcat:Dataset ; dct:title "A" ; dct:issued "31/02/2024"^^xsd:date ;
    dcat:distribution [ a dcat:Distribution ; dcat:downloadURL <http://x/a.csv> ;
    dcat:byteSize "mucho"^^xsd:decimal ] ."""

    [(item, data, told)] = taken("dcat", tmp_path, "a.ttl", text)

    assert item.id.endswith("/d")
    assert "issued" not in data
    assert "«31/02/2024», que no es una fecha" in told
    assert set(data["distributions"][0]) == {"title", "url"}


def test_no_identifier_and_closed_levels_are_told(tmp_path):
    closed = {"title": "Cerrado", "identifier": "n", "accessLevel": "non-public"}
    text = json.dumps({"dataset": [{"title": "Sin"}, closed]})

    nameless, shut = taken("datajson", tmp_path, "a.json", text)

    assert nameless[0].id.startswith("sin-id:")
    assert "No trae identificador" in nameless[2]
    assert "«non-public»: decida su clase antes de publicarla" in shut[2]
    assert "access_class" not in shut[1]


def test_a_figure_of_a_code_that_is_not_listed_is_left_out_and_told(tmp_path):
    places = [
        {"id": "TIME_PERIOD", "values": [{"id": "2020"}]},
        {"id": "SEX", "values": [{"id": "F"}]},
    ]
    structure = {"id": "D", "name": "D", "dimensions": {"observation": places}}
    figures = {"0:0": [3], "0:7": [1], "x:0": [4]}
    sets = [{"observations": figures}]
    text = json.dumps({"data": {"structure": structure, "dataSets": sets}})

    [(_item, data, told)] = taken("sdmx", tmp_path, "a.json", text)

    assert [one["value"] for one in data["observations"]] == ["3"]
    assert "2 datos nombran un código que no está en su lista" in told
