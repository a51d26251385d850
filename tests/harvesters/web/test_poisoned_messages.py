"""Messages that lie or weigh too much (attacks 30, 33, 34, 36 and 38 of the peers)."""

import json

import pytest
from local_server import client, serving
from tumbaga import harvesters
from tumbaga.harvesters.http import Client
from tumbaga.schemas.harvest import Order, settle
from tumbaga.schemas.tables import Unreadable

WICKED = "A\ud800\u0000\u0001\u202eB"
GENERIC = """<GenericData><Header><Structure><StructureUsage>
<Ref agencyID="CALI" id="D"/></StructureUsage></Structure></Header><DataSet>{}</DataSet>
</GenericData>"""
OBS = """<Obs><ObsKey><Value id="TIME_PERIOD" value="{time}"/></ObsKey>
<ObsValue value="{value}"/></Obs>"""


def files(kind, folder):
    harvester = harvesters.get(kind)
    items = list(harvester.read(Order(str(folder)), Client()))
    return [(item, None if item.problem else harvester.map(item)) for item in items]


def settled(found):
    data = {**found.entry.data, "code": "X", "organization": "y"}
    return settle(found.entry.kind, data)


SAID = {
    "datajson": {
        "dataset": [{"identifier": "1", "title": WICKED, "keyword": [WICKED]}]
    },
    "ckan": {"result": {"results": [{"id": "1", "title": WICKED, "notes": WICKED}]}},
    "nada": {"study_desc": {"title_statement": {"idno": "1", "title": WICKED}}},
    "sdmx": {"data": {"dataflows": [{"id": "A", "name": WICKED}]}},
}


@pytest.mark.parametrize("kind", SAID)
def test_signs_that_no_text_may_hold_do_not_come_in(tmp_path, kind):
    (tmp_path / "a.json").write_text(json.dumps(SAID[kind]))

    [(_item, found)] = files(kind, tmp_path)

    draft, remarks = settled(found)
    assert {"A", "B"} <= set(str(draft.values["title"]))
    for text in (str(draft.values), str(found.entry.remarks), *map(str, remarks)):
        text.encode()
        assert not {"\x00", "\x01", "\ud800", "\u202e"} & set(text)
        assert "\\x0" not in text
        assert "\\ud800" not in text


def test_a_figure_without_its_time_or_given_twice_is_told(tmp_path):
    rows = [
        OBS.format(time="2018", value="1"),
        OBS.format(time="2018", value="2"),
        OBS.format(time="", value="3"),
        OBS.format(time="nunca", value="4"),
    ]
    (tmp_path / "a.xml").write_text(GENERIC.format("".join(rows)))

    [(_item, found)] = files("sdmx", tmp_path)

    draft, left_out = settled(found)
    figures = [(one["period"], one["value"]) for one in draft.values["observations"]]
    assert [period for period, _value in figures] == ["2018"]
    said = " ".join(one.text for one in found.entry.remarks)
    assert "repetidos" in said
    assert "no dicen su periodo" in said
    assert left_out


def test_of_too_many_figures_the_first_are_taken_and_it_is_told(tmp_path):
    from tumbaga.harvesters.sdmx.flow import MOST

    rows = [f"CALI:D(1.0),I,{n},1" for n in range(MOST + 5_000)]
    head = "DATAFLOW,ACTION,TIME_PERIOD,OBS_VALUE"
    (tmp_path / "a.csv").write_text("\n".join([head, *rows]))

    [(item, found)] = files("sdmx", tmp_path)

    assert len(item.content.figures) == MOST + 1
    assert len(found.entry.data["observations"]) == MOST
    assert any("más de 50000" in one.text for one in found.entry.remarks)


def test_codebooks_with_one_number_are_both_handed_over(tmp_path):
    one = "<codeBook ID='A'><stdyDscr><citation><titlStmt><titl>{}</titl></titlStmt></citation></stdyDscr></codeBook>"
    (tmp_path / "a.xml").write_text(one.format("Uno"))
    (tmp_path / "b.xml").write_text(one.format("Dos"))

    assert [item.id for item, _found in files("ddi", tmp_path)] == ["A", "A"]


def test_a_list_of_studies_that_goes_on_for_ever_stops_at_what_it_said():
    turn = iter(range(10**9))

    def page(asked):
        row = {"idno": f"E-{next(turn)}", "id": 1, "title": "T"}
        asked.send(json.dumps({"result": {"found": 3, "rows": [row]}}))

    with serving({"/index.php/api/catalog/search": page}) as server:
        order = Order(server.url("/"))
        found = list(harvesters.get("nada").read(order, client()))

    assert len(found) == 3


@pytest.mark.parametrize("kind", ["oai", "nada", "sdmx", "csw", "ckan"])
def test_no_protocol_follows_its_server_into_the_house(kind):
    def away(asked):
        asked.send("", status=302, Location="http://169.254.169.254/latest/meta-data")

    class Everywhere(dict):
        def get(self, path, _usual=None):
            return None if path == "/robots.txt" else away

    with serving(Everywhere()) as server, pytest.raises(Unreadable):
        list(harvesters.get(kind).read(Order(server.url("/x")), client()))
    assert server.seen


FLOWS = """<Structure><Structures><Dataflows><Dataflow id="D" agencyID="CALI">
<Name>Desempleo</Name></Dataflow></Dataflows></Structures></Structure>"""


def asked_of_sdmx(data):
    """What is read of a service that lists one flow and answers so for its data."""
    routes = {"/dataflow/all/all/latest": (FLOWS, "text/xml"), "/data/CALI,D/all": data}
    with serving(routes) as server:
        return list(
            harvesters.get("sdmx").read(Order(server.url("/")), client(tries=1))
        )


@pytest.mark.parametrize("status", [404, 501])
def test_a_flow_without_data_is_an_indicator_without_figures(status):
    [item] = asked_of_sdmx(("no hay", "text/plain", status))

    assert (item.problem, item.content.figures) == ("", [])


@pytest.mark.parametrize(
    "data",
    [
        ("Error", "text/plain", 500),
        ("<!doctype html><html><body>Entre</body></html>", "text/xml"),
        ("<GenericData><cortado", "text/xml"),
        lambda asked: asked.send("", status=302, Location="http://169.254.169.254/"),
    ],
    ids=["500", "login", "broken", "inside"],
)
def test_a_service_that_fails_for_the_data_does_not_empty_the_series(data):
    [item] = asked_of_sdmx(data)

    assert "No se pudieron leer sus datos" in item.problem


def test_figures_of_two_indicators_in_one_flow_stay_apart(tmp_path):
    rows = "".join(
        f"CALI:D(1.0),I,{name},2018,{value}\n" for name, value in (("A", 1), ("B", 2))
    )
    (tmp_path / "a.csv").write_text(
        f"DATAFLOW,ACTION,INDICATOR,TIME_PERIOD,OBS_VALUE\n{rows}"
    )

    [(_item, found)] = files("sdmx", tmp_path)

    told = found.entry.data["observations"]
    assert [one["value"] for one in told] == ["1", "2"]
    assert [one["breakdown"][0]["value"] for one in told] == ["A", "B"]


@pytest.mark.parametrize("key", ["0", "0:0:0", "", "a:b", "-1:0", "0:9999999999"])
def test_a_key_that_does_not_fit_its_structure_is_left_out_and_told(tmp_path, key):
    places = [
        {"id": "TIME_PERIOD", "values": [{"id": "2020"}]},
        {"id": "SEX", "values": [{"id": "F"}]},
    ]
    structure = {"id": "D", "name": "D", "dimensions": {"observation": places}}
    sets = [{"observations": {key: [7], "0:0": [3]}}]
    said = {"data": {"structure": structure, "dataSets": sets}}
    (tmp_path / "a.json").write_text(json.dumps(said))

    [(_item, found)] = files("sdmx", tmp_path)

    draft, _left = settled(found)
    assert [str(one["value"]) for one in draft.values["observations"]] == ["3"]
    assert found.entry.remarks
