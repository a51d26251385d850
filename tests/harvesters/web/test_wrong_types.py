"""Anything in the place of anything (attack 32 of the peers): records, or a reason."""

import json
from io import BytesIO

import pytest
from tumbaga import harvesters
from tumbaga.harvesters.answers import Answer
from tumbaga.harvesters.http import Client, Limits
from tumbaga.schemas.harvest import Cut, Order, settle
from tumbaga.schemas.tables import Unreadable

PART = {
    "name": "CSV",
    "title": "CSV",
    "url": "https://x.gov.co/a.csv",
    "downloadURL": "https://x.gov.co/a.csv",
    "format": "CSV",
    "mediaType": "text/csv",
    "size": "12",
    "byteSize": 12,
}
POD = {
    "identifier": "1",
    "title": "A",
    "description": "Qué es",
    "keyword": ["agua"],
    "publisher": {"name": "Planeación"},
    "contactPoint": {"fn": "Oficina", "hasEmail": "mailto:a@x.gov.co"},
    "theme": ["Educación"],
    "language": ["es"],
    "temporal": "2020/2021",
    "spatial": "Cali",
    "issued": "2020-01-01",
    "accrualPeriodicity": "R/P1Y",
    "license": "https://creativecommons.org/licenses/by/4.0/",
    "distribution": [PART],
}
PACKAGE = {
    "id": "1",
    "name": "a",
    "title": "A",
    "notes": "Qué es",
    "state": "active",
    "tags": [{"name": "agua"}],
    "groups": [{"title": "Educación"}],
    "organization": {"title": "Planeación"},
    "extras": [{"key": "language", "value": '["es"]'}],
    "resources": [PART],
    "license_id": "cc-by",
}
ASSET = {
    "resource": {"id": "a", "name": "A", "description": "B", "type": "dataset"},
    "classification": {
        "domain_category": "Educación",
        "categories": ["x"],
        "domain_tags": ["y"],
        "domain_metadata": [{"key": "Información_Idioma", "value": "Español"}],
    },
    "metadata": {"license": "CC"},
    "link": "https://x.gov.co/d/a",
}
STUDY = {
    "study_desc": {
        "title_statement": {"idno": "E1", "title": "Encuesta"},
        "study_info": {
            "abstract": "Qué es",
            "keywords": [{"keyword": "agua"}],
            "coll_dates": [{"start": "2020", "end": "2021"}],
            "nation": [{"name": "Colombia", "abbreviation": "CO"}],
        },
        "authoring_entity": [{"name": "DANE"}],
    }
}
SERIES = {
    "data": {
        "structure": {
            "id": "D",
            "name": "D",
            "dimensions": {
                "observation": [{"id": "TIME_PERIOD", "values": [{"id": "2020"}]}]
            },
        },
        "dataSets": [{"observations": {"0": [3]}}],
    }
}
ANSWERS = {
    "datajson": {"/data.json": {"publisher": {"name": "P"}, "dataset": [POD]}},
    "ckan": {
        "/api/3/action/package_search": {
            "success": True,
            "result": {"count": 1, "results": [PACKAGE]},
        }
    },
    "socrata": {"/api/catalog/v1": {"results": [ASSET], "resultSetSize": 1}},
    "nada": {
        "/index.php/api/catalog/search": {
            "result": {"found": 1, "rows": [{"idno": "E1", "id": 1, "title": "E"}]}
        },
        "/index.php/api/catalog/json/E1": STUDY,
        "/index.php/api/catalog/resources/E1": {
            "resources": [{"title": "A", "filename": "https://x.gov.co/a.csv"}]
        },
    },
    "sdmx": {"/dataflow/all/all/latest": SERIES},
}
WRONG = (
    "null",
    "true",
    "-1",
    "1e999",
    "NaN",
    "9" * 5_000,
    '""',
    '"\\ud800\\u0000"',
    '"²"',
    "[]",
    "{}",
    "[[[]]]",
    "[null, 3]",
    '{"a": {"b": [{}]}}',
)


class Told(Client):
    """A client that is given the texts of the answers."""

    def __init__(self, texts):
        super().__init__(limits=Limits(delay=0))
        self.texts = texts

    def ask(self, _method, url, _body=None, headers=None):
        path = url.removeprefix("https://x.gov.co").split("?")[0]
        body = self.texts.get(path, "").encode()
        status = 200 if path in self.texts else 404
        return Answer(url, status, {}, BytesIO(body), len(body))


def places(value, path=()):
    """The path of everything inside a document, and of itself."""
    yield path
    inside = value.items() if isinstance(value, dict) else ()
    for key, one in enumerate(value) if isinstance(value, list) else inside:
        yield from places(one, (*path, key))


def put(value, path, mark):
    if not path:
        return mark
    key, *rest = path
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[key] = put(value[key], rest, mark)
    return copy


def ends(kind, texts):
    """What became of a source that answers with these texts."""
    harvester = harvesters.get(kind)
    address = "https://x.gov.co/data.json" if kind == "datajson" else "https://x.gov.co"
    told = []
    try:
        for item in harvester.read(Order(address), Told(texts)):
            found = None if item.problem or item.deleted else harvester.map(item)
            if found is None or found.entry is None:
                told.append(item.problem or found.problem)
                continue
            given = {**found.entry.data, "code": "x", "organization": "y"}
            draft, _remarks = settle(found.entry.kind, given)
            told.append(draft.values.get("title") or str(draft.problems))
    except (Unreadable, Cut) as error:
        told.append(str(error))
    return told


@pytest.mark.parametrize("kind", ANSWERS)
def test_the_whole_answers_are_records(kind):
    texts = {path: json.dumps(said) for path, said in ANSWERS[kind].items()}

    assert len(ends(kind, texts)) == 1


@pytest.mark.parametrize("kind", ANSWERS)
def test_anything_in_the_place_of_anything_ends_in_a_record_or_a_reason(kind):
    mark, tried = "\x1aaquí\x1a", 0
    whole = {path: json.dumps(said) for path, said in ANSWERS[kind].items()}
    for address, said in ANSWERS[kind].items():
        for path in places(said):
            text = json.dumps(put(said, path, mark))
            for wrong in WRONG:
                texts = {**whole, address: text.replace(json.dumps(mark), wrong)}
                told = ends(kind, texts)
                tried += 1
                assert all(isinstance(one, str) and one for one in told), (path, wrong)

    assert tried > 100
