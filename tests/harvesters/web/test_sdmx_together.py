"""REST 3.0 gives the figures of several flows at once; what comes is as if asked alone."""

import json

import pytest
from local_server import read, serving

COUNT = 60
HEADS = "STRUCTURE,STRUCTURE_ID,ACTION,TIME_PERIOD,OBS_VALUE"


def listed(asked):
    flows = [
        {"id": f"D{n}", "agencyID": "X", "version": "1.0", "name": f"Serie {n}"}
        for n in range(COUNT)
    ]
    asked.send(json.dumps({"data": {"dataflows": flows}}), "application/json")


def rows(names):
    return [f"dataflow,X:{name}(1.0),I,2020,{name[1:]}" for name in names]


def figures(asked, most=COUNT):
    """The figures of the flows that the address names, but of no more than these."""
    names = asked.path.split("/")[4].split(",")
    asked.send("\n".join([HEADS, *rows(names[:most])]), "text/csv")


def refused(asked):
    alone = "," not in asked.path
    figures(asked) if alone else asked.send("no", status=501)


def mixed(asked):
    """XML that does not say which figure is of which flow."""
    text = (
        "<GenericData><DataSet><Obs><ObsValue value='1'/></Obs></DataSet></GenericData>"
    )
    figures(asked) if "," not in asked.path else asked.send(text, "text/xml")


def harvested(answer):
    routes = {"/structure/dataflow/*/*/~": listed}
    names = [f"D{n}" for n in range(COUNT)]
    groups = [names[at : at + 25] for at in range(0, COUNT, 25)]
    for group in (*groups, *([one] for one in names)):
        routes[f"/data/dataflow/X/{','.join(group)}/1.0/*"] = answer
    with serving(routes) as server:
        found, stopped = read("sdmx", server.url().rstrip("/"), rest="3.0")
    assert not stopped
    return found, len([path for path in server.paths if path.startswith("/data")])


def told(found):
    return [(one.id, one.digest, one.content.figures, one.problem) for one in found]


def test_few_questions_bring_what_one_for_each_would():
    found, questions = harvested(figures)

    assert questions == 3
    assert [one.id for one in found] == [f"X:D{n}" for n in range(COUNT)]
    assert [one.content.figures[0]["OBS_VALUE"] for one in found] == [
        str(n) for n in range(COUNT)
    ]
    assert found[7].content.address.endswith("/data/dataflow/X/D7/1.0/*")


@pytest.mark.parametrize("answer", [refused, mixed])
def test_a_service_that_cannot_is_asked_for_each_once(answer):
    found, questions = harvested(answer)

    assert questions == COUNT + 1
    assert told(found) == told(harvested(figures)[0])


def test_what_an_answer_leaves_out_is_asked_for_alone():
    found, questions = harvested(lambda asked: figures(asked, most=20))

    assert questions == 3 + 5 + 5
    assert told(found) == told(harvested(figures)[0])
