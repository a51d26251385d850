"""Several dataflows of SDMX in one answer, as REST 2.x asks for them."""

import csv
import io

import pytest
import sdmx_city
from sdmx_city import FLOW, OTHER, valid, valid_json

BOTH = f"/sdmx/v2/data/dataflow/CALI/{FLOW},{OTHER}"


@pytest.fixture
def filled(site):
    sdmx_city.fill(site)
    return site


def told(site, path):
    """Of each figure the flow that it is said to be of, and the figure."""
    text = site.get(f"{path}?format=csv-2.0").text
    rows = csv.DictReader(io.StringIO(text))
    return [(one["STRUCTURE_ID"], one["OBS_VALUE"]) for one in rows]


def test_two_flows_come_as_each_comes_alone(filled):
    alone = [
        one
        for flow in (FLOW, OTHER)
        for one in told(filled, f"/sdmx/v2/data/dataflow/CALI/{flow}")
    ]
    assert len(alone) > 10
    assert told(filled, BOTH) == alone
    swapped = told(filled, f"/sdmx/v2/data/dataflow/CALI/{OTHER},{FLOW},{OTHER}/*/*")
    assert sorted(swapped) == sorted(alone)
    by_structure = f"/sdmx/v2/data/datastructure/CALI/DSD_{FLOW},DSD_{OTHER}"
    assert told(filled, by_structure) == alone


def test_each_flow_has_its_data_set_and_its_structure(filled):
    generic = f"{BOTH}?format=generic-2.1"
    assert len(list(valid(filled.get(generic).data, "2.1").iter("{*}DataSet"))) == 2
    found = valid_json(filled.get(f"{BOTH}?format=json-2.0").data, "data")
    assert len(found["data"]["dataSets"]) == len(found["data"]["structures"]) == 2


def test_what_there_is_comes_and_nothing_at_all_is_404(filled):
    assert {one for one, _ in told(filled, f"{BOTH},IND_NADIE")} == {
        one for one, _ in told(filled, BOTH)
    }
    assert (
        filled.get("/sdmx/v2/data/dataflow/CALI/IND_NADIE,IND_NI_ESTE").status_code
        == 404
    )
    future = f"{BOTH}?updatedAfter=2999-01-01T00:00:00Z"
    assert filled.get(future).status_code == 404
    many = ",".join(f"IND_{n}" for n in range(101))
    assert filled.get(f"/sdmx/v2/data/dataflow/CALI/{many}").status_code == 413
    answer = filled.get(f"{BOTH}?format=json-1.0")
    assert (answer.status_code, "un solo flujo" in answer.text) == (406, True)


def test_who_has_it_is_told_so_before_a_figure_is_read(filled):
    mark = filled.get(BOTH).headers["ETag"]
    assert filled.get(BOTH, headers={"If-None-Match": mark}).status_code == 304
