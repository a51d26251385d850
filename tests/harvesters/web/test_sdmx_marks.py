"""A flow whose service says that it did not change is not asked for its figures."""

import json
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from local_server import client, read, serving
from tumbaga import harvesters
from tumbaga.harvesters.sdmx import marks
from tumbaga.schemas.harvest import Order

COUNT = 60
NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
OLD, NEW = "2026-11-01T11:00:00+0100", "2026-11-26T12:30:00+0100"
NOTE = """<c:Annotation><c:AnnotationTitle>{said}</c:AnnotationTitle>
<c:AnnotationType>UPDATE_DATA</c:AnnotationType></c:Annotation>"""
FLOW = """<s:Dataflow id="D{n}" agencyID="X" version="1.0"><c:Annotations>{note}
<c:Annotation><c:AnnotationTitle>{n}</c:AnnotationTitle><c:AnnotationType>OBS_COUNT
</c:AnnotationType></c:Annotation></c:Annotations><c:Name xml:lang="es">Serie {n}</c:Name>
</s:Dataflow>"""
LIST = """<m:Structure xmlns:m="urn:m" xmlns:s="urn:s" xmlns:c="urn:c"><m:Structures>
<s:Dataflows>{flows}</s:Dataflows></m:Structures></m:Structure>"""
DATA = """<GenericData><Header><Prepared>{written}</Prepared><Structure><StructureUsage><Ref agencyID="X" id="D{n}"/>
</StructureUsage></Structure></Header><DataSet><Obs><ObsKey><Value id="TIME_PERIOD"
 value="2020"/></ObsKey><ObsValue value="{value}"/></Obs></DataSet></GenericData>"""


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    monkeypatch.setattr(marks, "_now", lambda: NOW)


def listed(told):
    flows = (
        FLOW.format(n=n, note=NOTE.format(said=said) if said else "")
        for n, said in enumerate(told)
    )
    return LIST.format(flows="".join(flows)), "text/xml"


def service(*told, value=7, written=""):
    """REST 2.1, with these words on when each flow last changed."""
    routes = {"/dataflow/all/all/latest": listed(told)}
    for n in range(len(told)):
        routes[f"/data/X,D{n}/all"] = (
            DATA.format(n=n, value=value, written=written),
            "text/xml",
        )
    return serving(routes)


def harvested(routes, **settings):
    """The things that are read, and the figures that were asked for meanwhile."""
    with routes as server:
        found, stopped = read("sdmx", server.url().rstrip("/"), **settings)
        assert not stopped
        asked = [path for path in server.paths if path.startswith("/data/")]
    return found, asked


def test_nothing_is_asked_of_what_is_sure_and_a_change_is_told_by_the_digest():
    before, asked = harvested(service(OLD, OLD))
    after, _asked = harvested(service(OLD, "2026-11-02T11:00:00+0100"))

    assert asked == []
    assert [one.name for one in before] == ["Serie 0", "Serie 1"]
    assert before[0].digest == after[0].digest
    assert before[1].digest != after[1].digest


@pytest.mark.parametrize(
    "said",
    [
        None,
        NEW,
        "2027-01-01T11:00:00Z",
        "2026-11-25",
        "2026-11-26T09:00:00",
        "ayer",
        "2026-99-99T11:00:00Z",
    ],
)
def test_what_is_young_vague_or_no_moment_is_asked_for(said):
    found, asked = harvested(service(OLD, said))

    assert asked == ["/data/X,D1/all"]
    assert found[1].content.filled().figures[0]["OBS_VALUE"] == "7"
    changed, _asked = harvested(service(OLD, said, value=8))
    assert [one.digest for one in changed][:1] == [found[0].digest]
    assert changed[1].digest != found[1].digest


@pytest.mark.parametrize("said", ["2026-11-20", "2026-11-20T09:00:00", OLD])
def test_an_older_day_is_believed(said):
    assert harvested(service(said))[1] == []


def test_a_source_can_be_asked_anyway():
    found, asked = harvested(service(OLD), updates="no")

    assert asked == ["/data/X,D0/all"]
    assert found[0].content.filled().figures


def test_the_same_figures_written_at_another_time_are_the_same():
    before, _asked = harvested(service(None, written="2026-11-26T10:00:00"))
    after, _asked = harvested(service(None, written="2026-11-26T11:59:59"))
    changed, _asked = harvested(service(None, value=8, written="2026-11-26T10:00:00"))

    assert before[0].digest == after[0].digest != changed[0].digest


def test_an_answer_that_breaks_off_in_its_figures_is_that_flows_problem():
    found, asked = mapped(service(None, None, value='7"/></Obs'))

    assert len(asked) == 2
    assert all("No se pudieron leer sus datos" in one.problem for one in found)
    assert all(one.entry is None for one in found)


def test_every_flow_is_asked_for_once_in_thirty_days_each_on_its_day(monkeypatch):
    told = [OLD] * COUNT
    days = []
    for day in range(31):
        monkeypatch.setattr(marks, "_now", lambda day=day: NOW + timedelta(days=day))
        days.append([one.digest for one in harvested(service(*told))[0]])

    changes = [
        sum(a != b for a, b in zip(before, after, strict=True))
        for before, after in pairwise(days)
    ]
    assert sum(changes) == COUNT
    assert max(changes) < COUNT / 4


def mapped(routes, wanted=lambda _number: True, **settings):
    """What is made of the wanted ones, and the questions that it took."""
    harvester = harvesters.get("sdmx")
    with routes as server:
        order = Order(server.url().rstrip("/"), settings)
        found = [
            harvester.map(one)
            for n, one in enumerate(harvester.read(order, client()))
            if wanted(n)
        ]
        asked = [path for path in server.paths if path.startswith("/data/")]
    return found, asked


def test_figures_come_when_they_are_needed_and_only_theirs():
    found, asked = mapped(service(OLD, OLD, OLD), lambda n: n == 1)

    assert asked == ["/data/X,D1/all"]
    assert found[0].entry.data["title"] == "Serie 1"
    assert found[0].entry.data["observations"] == [{"period": "2020", "value": "7"}]


def test_one_whose_figures_fail_has_its_problem_and_the_others_come():
    routes = {"/dataflow/all/all/latest": listed([OLD, OLD])}
    routes["/data/X,D0/all"] = ("no", "text/plain", 500)
    routes["/data/X,D1/all"] = (DATA.format(n=1, value=7, written=""), "text/xml")

    found, _asked = mapped(serving(routes))

    assert found[0].problem.startswith("No se pudieron leer sus datos: «http")
    assert found[0].entry is None
    assert found[1].entry.data["observations"]


def rest_30(told):
    """REST 3.0: one list in JSON, and figures for as many as an address names."""
    note = [{"type": "UPDATE_DATA", "title": told}]
    flows = [
        {
            "id": f"D{n}",
            "agencyID": "X",
            "version": "1.0",
            "name": "Serie",
            "annotations": note,
        }
        for n in range(COUNT)
    ]
    said = json.dumps({"meta": {"x": 1}, "data": {"dataflows": flows}})
    routes = {"/structure/dataflow/*/*/~": (said, "application/json")}
    for first in range(COUNT):
        for last in range(first + 1, COUNT + 1):
            names = [f"D{n}" for n in range(first, last)]
            routes[f"/data/dataflow/X/{','.join(names)}/1.0/*"] = figures
    return serving(routes)


def figures(asked):
    names = asked.path.split("/")[4].split(",")
    rows = [f"dataflow,X:{name}(1.0),I,2020,{name[1:]}" for name in names]
    heads = "STRUCTURE,STRUCTURE_ID,ACTION,TIME_PERIOD,OBS_VALUE"
    asked.send("\n".join([heads, *rows]), "text/csv")


def test_one_that_changed_alone_is_asked_alone_and_many_together():
    one, asked = mapped(rest_30(OLD), lambda n: n in {3, 30, 50}, rest="3.0")
    everything, questions = mapped(rest_30(OLD), rest="3.0")

    assert [path.count(",") for path in asked] == [0, 0, 0]
    assert [path.count(",") + 1 for path in questions] == [1, 24, 25, 10]
    told = [each.entry.data["observations"][0]["value"] for each in everything]
    assert told == [str(n) for n in range(COUNT)]
    assert [each.entry.data["observations"][0]["value"] for each in one] == [
        "3",
        "30",
        "50",
    ]
