"""Argentina's workbook says what its data.json says."""

import json

import pytest
from openpyxl import Workbook
from tumbaga import harvesters
from tumbaga.harvesters.http import Client
from tumbaga.schemas.harvest import Order


def read(place):
    harvester = harvesters.get("datajson")
    items = list(harvester.read(Order(str(place)), Client()))
    return {item.id: item.problem or harvester.map(item) for item in items}


@pytest.mark.filterwarnings("ignore::UserWarning")
def test_the_workbook_and_the_json_of_one_catalogue_agree(shared):
    book = read(shared / "data/inventories/argentina/catalogo_justicia.xlsx")
    told = read(shared / "data/datajson/argentina/catalogo_justicia.json")
    source = json.loads(
        (shared / "data/datajson/argentina/catalogo_justicia.json").read_text()
    )

    assert len(book) == len(told) == len(source["dataset"])
    for here, there in zip(
        sorted(book.values(), key=lambda one: one.name),
        sorted(told.values(), key=lambda one: one.name),
        strict=True,
    ):
        mine, other = here.entry.data, there.entry.data
        assert mine["title"] == other["title"]
        assert mine.get("frequency") == other.get("frequency")
        assert here.organization == there.organization
        assert [one["url"] for one in mine["distributions"]] == [
            one["url"] for one in other["distributions"]
        ]


def test_another_workbook_is_a_reason(tmp_path):
    book = Workbook()
    book.active.append(["Código", "Nombre"])
    book.save(tmp_path / "a.xlsx")

    [reason] = read(tmp_path).values()

    assert "--kind inventory" in reason
