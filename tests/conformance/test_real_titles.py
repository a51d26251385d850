"""300 real titles of datos.gov.co made records: every form stays valid."""

import csv
import json

import pytest
from lxml import etree
from public_records import CATALOGUE, dataset, document, indicator, process
from rdflib import Graph
from rdflib.namespace import SH
from tumbaga import exporters
from tumbaga.exporters.base import assemble, keeper
from tumbaga.schemas import vocabularies

NUMBER = 300
MAKERS = (dataset, indicator, process, document)


@pytest.fixture(scope="module")
def records(shared):
    file = shared / "data/colombia/datos-gov-co-2020/calidad-a.csv"
    with file.open(encoding="utf-8", errors="replace", newline="") as opened:
        rows = [row for row in csv.reader(opened, delimiter=";") if len(row) > 3]
    step = len(rows) // NUMBER
    return [real(number, row) for number, row in enumerate(rows[::step][:NUMBER])]


def real(number, row):
    """A record with the title, the entity and the category as somebody typed them."""
    _id, entity, category, title = row[:4]
    found = vocabularies.get("themes").find(category)
    theme = found.code if found else category
    make = MAKERS[number % len(MAKERS)]
    return make(
        f"r{number:04}", title=title, description=f"{title}. {entity}", theme=theme
    )


def whole(key, records):
    exporter = exporters.get(key)
    bodies = map(keeper(exporter, CATALOGUE).make, records)
    return b"".join(assemble(exporter.frame(CATALOGUE), bodies))


@pytest.mark.parametrize(
    "shapes",
    [
        "dcat/dcat-ap-3.0.0/html/shacl/shapes.ttl",
        "dcat/dcat-ap-2.1.1/dcat-ap_2.1.1_shacl_shapes.ttl",
    ],
)
def test_dcat_ap(shared, records, shapes):
    pyshacl = pytest.importorskip("pyshacl")
    rules = Graph().parse(shared / "data" / shapes)
    found = Graph().parse(data=whole("ttl", records), format="turtle")

    _ok, report, _text = pyshacl.validate(found, shacl_graph=rules, advanced=True)

    broken = report.subjects(SH.resultSeverity, SH.Violation)
    assert [list(report.predicate_objects(one)) for one in broken] == []


def test_data_json(shared, records):
    jsonschema = pytest.importorskip("jsonschema")
    folder = shared / "data/datajson/pod-1.1-non-federal-schema"
    schema = json.loads((folder / "dataset-non-federal.json").read_text())
    found = json.loads(whole("json", records))["dataset"]
    check = jsonschema.Draft4Validator(schema)

    assert len(found) == NUMBER * 3 // 4
    assert [error.message for one in found for error in check.iter_errors(one)] == []


def test_oai(shared, records):
    file = shared / "data/oai-pmh/xsd/oai-all.xsd"
    schema = etree.XMLSchema(etree.parse(file, etree.XMLParser(no_network=True)))
    for one in records:
        made = etree.fromstring(exporters.METADATA["oai_dc"].write(one, CATALOGUE))
        assert schema.validate(made), schema.error_log
