"""A wrong data.json ends in records or in reasons (attacks 32 and 34 of the peers)."""

import json

import pytest
from local_server import read, serving
from tumbaga import harvesters

DATASETS = {
    "sin identificador": {"title": "A"},
    "título número": {"identifier": "1", "title": 2024},
    "sin título": {"identifier": "2"},
    "no es grupo": "nada",
    "nulo": None,
    "sustitutos": {"identifier": "3", "title": "a\ud800b\u0000c"},
    "lista donde va texto": {"identifier": ["x"], "title": ["A"], "publisher": ["P"]},
    "grupo donde va lista": {"identifier": "4", "title": "A", "keyword": {"a": "b"}},
    "plantilla sin llenar": {"identifier": "5", "title": "{{name}}"},
    "marcas": {"identifier": "6", "title": "<b>A</b>", "description": "<script>x</script>Sí"},
    "fecha rara": {"identifier": "7", "title": "A", "issued": "R/P1D", "temporal": "x/y/z"},
    "largo": {"identifier": "8" * 5000, "title": "A" * 5000, "description": "x" * 100_000},
    "nivel": {"identifier": "9", "title": "A", "accessLevel": "secreto"},
    "distribución rara": {"identifier": "10", "title": "A", "distribution": [None, 3, "x", {}]},
    "javascript": {"identifier": "11", "title": "A", "landingPage": "javascript:alert(1)",
                   "distribution": [{"downloadURL": "javascript:alert(1)"}]},
}  # fmt: skip


@pytest.mark.parametrize("case", DATASETS)
def test_a_wrong_dataset_ends_in_a_record_or_in_a_reason(case):
    text = json.dumps(
        {"dataset": [DATASETS[case], {"identifier": "bien", "title": "Bien"}]}
    )
    harvester = harvesters.get("datajson")

    with serving({"/data.json": (text, "application/json")}) as server:
        items, problem = read("datajson", server.url("/data.json"))

    assert problem == ""
    assert len(items) == 2
    for one in items:
        found = harvester.map(one) if not one.problem else None
        assert one.problem or found.problem or found.entry.data["title"]
        assert "javascript" not in str(found)
        assert "<script" not in str(found)


def test_a_broken_end_of_data_json_keeps_what_came_before():
    text = '{"dataset": [{"identifier": "1", "title": "A"}, {"identifier": "2", '

    with serving({"/data.json": (text, "application/json")}) as server:
        found, problem = read("datajson", server.url("/data.json"))

    assert len(found) == 1
    assert "bien formado" in problem


def test_a_long_data_json_is_read_piece_by_piece():
    many = [
        {"identifier": str(n), "title": f"T{n}", "description": "x" * 500}
        for n in range(5000)
    ]
    text = json.dumps({"title": "x", "dataset": many, "publisher": {"name": "Y"}})

    with serving({"/data.json": (text, "application/json")}) as server:
        found, problem = read("datajson", server.url("/data.json"))

    assert (len(found), problem) == (5000, "")


@pytest.mark.parametrize("title", ["{{name}}", "{ident_title}", "${titulo}"])
def test_a_title_that_nobody_filled_in_is_a_reason(title):
    said = {"dataset": [{"identifier": "1", "title": title}]}

    with serving({"/d": (json.dumps(said), "application/json")}) as server:
        [item], _problem = read("datajson", server.url("/d"))

    assert "No trae título" in harvesters.get("datajson").map(item).problem


@pytest.mark.parametrize("title", ["{a} y {b}", "Uso de {llaves}", "{}"])
def test_a_title_with_braces_is_a_title(title):
    said = {"dataset": [{"identifier": "1", "title": title}]}

    with serving({"/d": (json.dumps(said), "application/json")}) as server:
        [item], _problem = read("datajson", server.url("/d"))

    assert harvesters.get("datajson").map(item).entry.data["title"] == title
