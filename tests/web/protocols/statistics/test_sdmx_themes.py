"""What refers to the category scheme flows, and a long code list in JSON, too."""

import json

import pytest
from protocol_site import opened
from public_records import indicator
from tumbaga.exporters.sdmx import artefacts
from tumbaga.records import reading

COUNT = 300
FORMS = ["structure-2.1", "structure-3.0", "structure-json-2.0"]
LONG = [
    *(f"/sdmx/categoryscheme?references=all&format={form}" for form in FORMS),
    *(f"/sdmx/codelist/CALI/CL_INDICATOR?format={form}" for form in FORMS),
]


@pytest.fixture(scope="module")
def long(tmp_path_factory):
    with opened(tmp_path_factory.mktemp("temas")) as made:
        made.publish(*(indicator(f"largo-{n:03}") for n in range(COUNT)))
        made.publish(indicator("sin-tema", theme=None), indicator("otro", theme="zz"))
        made.age()
        yield made


@pytest.mark.parametrize("path", LONG)
def test_it_begins_before_all_is_read_and_holds_little(long, monkeypatch, path):
    made = []
    for name in ("categorisation", "indicator_code"):
        write = getattr(artefacts, name)

        def counting(one, write=write):
            made.append(one.uid)
            return write(one)

        monkeypatch.setattr(artefacts, name, counting)
    answer = long.app.test_client().get(path, buffered=False)
    pieces = answer.iter_encoded()

    first = next(pieces)
    begun = len(made)

    rest = [*pieces]
    assert first
    assert begun <= 4
    assert len(made) >= COUNT
    assert b"".join(rest).count(b"IND_LARGO_299") > 0
    assert max(map(len, rest)) < 2 * 64 * 1024
    answer.close()


def test_all_categorisations_come_with_their_dataflows_and_no_others(long, monkeypatch):
    monkeypatch.setattr(
        reading, "observations", lambda *_: pytest.fail("a figure was read")
    )
    said = json.loads(long.get(LONG[2]).data)["data"]
    flows = {one["id"] for one in said["dataflows"]}

    assert len(said["categorisations"]) == len(flows) == COUNT
    assert {one["source"].rpartition(":")[2] for one in said["categorisations"]} == {
        f"{one}(1.0.0)" for one in flows
    }
    assert [one["id"] for one in said["categorySchemes"]] == ["CAT_TEMAS"]
    assert len(said["categorySchemes"][0]["categories"]) == 26


@pytest.mark.parametrize(
    ("references", "kinds"),
    [
        ("none", {"categorySchemes"}),
        ("parents", {"categorySchemes", "categorisations"}),
        ("ancestors", {"categorySchemes", "categorisations"}),
        ("parentsandsiblings", {"categorySchemes", "categorisations", "dataflows"}),
        ("categorisation", {"categorySchemes", "categorisations"}),
        ("children", {"categorySchemes"}),
        ("codelist", {"categorySchemes"}),
    ],
)
def test_only_what_was_asked_for_comes(long, references, kinds):
    path = f"/sdmx/categoryscheme?references={references}&format=structure-json-2.0"
    assert set(json.loads(long.get(path).data)["data"]) == kinds


def test_stubs_have_their_names_only(long):
    path = f"{LONG[2]}&detail=referencestubs"
    said = json.loads(long.get(path).data)["data"]
    assert all("structure" not in one for one in said["dataflows"])
    assert all("source" not in one for one in said["categorisations"])
    assert said["categorySchemes"][0]["categories"]


def test_a_scheme_that_is_not_there_brings_nothing(long):
    answer = long.get("/sdmx/categoryscheme/CALI/NADA?references=all")
    assert answer.status_code == 404


@pytest.mark.parametrize("references", ["all", "descendants", "codelist"])
def test_the_structures_behind_all_categorisations_are_refused(
    long, monkeypatch, references
):
    monkeypatch.setattr(
        reading, "observations", lambda *_: pytest.fail("a figure was read")
    )
    answer = long.get(f"/sdmx/categorisation?references={references}")
    assert answer.status_code == 413
