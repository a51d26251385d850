"""A harvester is one file and one line: a new one is harvested, and offered, at once."""

import json
import sys
from types import ModuleType

import pytest
from tumbaga import harvesters
from tumbaga.harvesters.places import digest, documents
from tumbaga.harvesters.sketch import Sketch
from tumbaga.schemas.harvest import Item
from tumbaga.web import harvests
from tumbaga.web.harvests import Asked

LINES = '{"id": "a", "title": "Árboles"}\n{"id": "b"}\n{"id": "c", "title": "Aguas"}'


def read(order, http):
    for document in documents(order.location, http, ("jsonl",)):
        for said in map(json.loads, document.text().splitlines()):
            yield Item(said["id"], said.get("title", "?"), digest(said), said)


def mapped(item):
    sketch = Sketch(item.name)
    sketch.line("title", item.content.get("title"))
    return sketch.found(identity=item.id)


@pytest.fixture
def lines(monkeypatch):
    """The one file, and the one line."""
    made = ModuleType("harvester_of_lines")
    made.VERSION, made.read, made.map = "1", read, mapped
    monkeypatch.setitem(sys.modules, made.__name__, made)
    monkeypatch.setitem(harvesters.KINDS, "renglones", made.__name__)


@pytest.mark.usefixtures("lines")
def test_what_it_reads_becomes_records_once(small, tmp_path):
    place = tmp_path / "x.jsonl"
    place.write_text(LINES)
    asked = Asked(str(place), "carla", "renglones", "planeacion")
    house = small.app.extensions["tumbaga"]

    first, again = (harvests.run(house, asked) for _turn in range(2))

    assert dict(first.counts) == {"created": 2, "failed": 1}
    assert [one.reason for one in first.failures] == [
        "No trae título. Pídalo a la fuente."
    ]
    assert dict(again.counts) == {"unchanged": 2, "failed": 1}


@pytest.mark.usefixtures("lines")
def test_the_desk_offers_it(small):
    page = small.desk("dario").get("/escritorio/cosechas/nueva")

    option = '<option value="renglones">renglones</option>'
    assert option in page.get_data(as_text=True)
