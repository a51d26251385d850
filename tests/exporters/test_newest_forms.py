"""DCAT-US 3.0 and DDI Codebook 2.6: valid by the schemas of those who made them."""

import json
import re
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator, FormatChecker
from lxml import etree
from machine import SHARED, examples, needed
from public_documents import documents
from public_records import CATALOGUE, dataset, everything, indicator, process, record
from rdflib import DCTERMS, SH, Graph, URIRef
from referencing import Registry, Resource
from tumbaga.exporters import dcat_us
from tumbaga.exporters.base import assemble, keeper, single
from tumbaga.exporters.ddi import codebook, codebook_26

FOLDER = SHARED / "data" / "dcat" / "dcat-us-3"
SLOW = [
    HealthCheck.too_slow,
    HealthCheck.data_too_large,
    HealthCheck.large_base_example,
]
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")


@pytest.fixture(scope="module")
def validator(shared):
    files = (shared / "data/dcat/dcat-us-3/jsonschema-2020-12").glob("*.json")
    rules = [json.loads(one.read_text()) for one in files]
    known = Registry().with_resources(
        [(one["$id"], Resource.from_contents(one)) for one in rules]
    )
    whole = next(one for one in rules if one["$id"].endswith("/catalog"))
    return Draft202012Validator(whole, registry=known, format_checker=FormatChecker())


@pytest.fixture(scope="module")
def schema(shared):
    return etree.XMLSchema(etree.parse(shared / "data/ddi/xsd-2.6/codebook.xsd"))


def federal(records, catalogue=CATALOGUE):
    kept = keeper(dcat_us, catalogue)
    bodies = [kept.make(one) for one in records]
    assert kept.failed == {}
    return json.loads(b"".join(assemble(dcat_us.frame(catalogue), bodies)))


def test_the_whole_catalogue_is_a_valid_dcat_us(validator):
    said = federal(everything())
    validator.validate(said)
    assert {one["identifier"] for one in said["dataset"]} == {
        CATALOGUE.identifier(one.uid) for one in everything() if dcat_us.accepts(one)
    }


def test_the_schema_that_is_asked_does_refuse(validator):
    said = federal([dataset("a")])
    del said["dataset"][0]["contactPoint"]
    assert not validator.is_valid(said)


@pytest.mark.parametrize(
    "base", ["http://[::1]:8000", "http://127.0.0.1", "https://ñ.co"]
)
def test_a_house_without_a_mailbox_is_valid_and_says_that_it_has_none(validator, base):
    alone = replace(CATALOGUE, contact_email=None, base_url=base, licence=None)
    said = federal([dataset("a", contact={})], alone)
    validator.validate(said)
    assert said["dataset"][0]["contactPoint"]["hasEmail"].endswith(".invalid")
    assert "contactPoint" not in said


@settings(max_examples=examples(25), deadline=None, suppress_health_check=SLOW)
@given(document=documents("dataset"))
def test_any_dataset_is_valid(validator, document):
    validator.validate(federal([record("dataset", "a", document)]))


def test_it_says_who_where_when_and_what_may_be_taken():
    file = {"uid": "f", "url": "/archivos/ab/x.csv", "media_type": "text/csv",
            "checksum": "ab" * 32, "size": 12, "licence": "CC-BY-4.0"}  # fmt: skip
    one = dataset("a", spatial=["76001"], temporal_start="2015", distributions=[file])
    said = federal([one])["dataset"][0]

    assert said["spatial"][0]["identifier"] == "76001"
    assert said["spatial"][0]["centroid"].startswith("POINT(-76")
    assert said["temporal"][0]["startDate"] == "2015"
    assert said["publisher"]["subOrganizationOf"][0]["name"] == CATALOGUE.publisher_name
    assert said["distribution"][0]["byteSize"] == "12"
    assert said["distribution"][0]["checksum"]["checksumValue"] == "ab" * 32
    assert said["distribution"][0]["downloadURL"].startswith(CATALOGUE.base_url)
    series = federal([indicator("i")])["dataset"][0]["distribution"]
    assert [one["format"] for one in series] == ["CSV", "SDMX-ML"]


def test_rdflib_reads_it_with_the_context_of_its_makers(shared):
    """What its own JSON-LD context makes of it is a title and an identifier."""
    context = json.loads((FOLDER / "dcat-us-3.0-context.jsonld").read_text())
    said = federal([dataset("a")])
    graph = Graph().parse(
        data=json.dumps({**said, "@context": context["@context"]}), format="json-ld"
    )
    own = URIRef(CATALOGUE.identifier("a"))
    assert graph.value(own, DCTERMS.title) is not None


# What the JSON schema wants as text, and the context of its makers gives no type; and a
# data dictionary for each dataset, which their own good examples of a real one lack.
THEIRS = {"issued", "startDate", "endDate", "centroid", "describedBy"}


def test_its_shapes_find_only_what_they_and_the_schema_do_not_agree_on(shared):
    pyshacl = needed("pyshacl")
    context = json.loads((FOLDER / "dcat-us-3.0-context.jsonld").read_text())
    said = federal([dataset("a"), indicator("i")])
    text = json.dumps({**said, "@context": context["@context"]})
    found = Graph().parse(data=text, format="json-ld")
    rules = Graph().parse(FOLDER / "dcat-us_3.0_shacl_shapes.ttl")

    _ok, report, _text = pyshacl.validate(found, shacl_graph=rules, advanced=True)

    paths = {str(one) for one in report.objects(None, SH.resultPath)}
    assert {re.split("[/#]", one)[-1] for one in paths} <= THEIRS


@settings(max_examples=examples(25), deadline=None, suppress_health_check=SLOW)
@given(document=documents("production_process"))
def test_any_process_is_a_valid_codebook_of_2_6(schema, document):
    one = record("production_process", "a", document)
    tree = etree.fromstring(single(codebook_26, one, CATALOGUE))
    schema.assertValid(tree)
    assert tree.tag == "{ddi:codebook:2_6}codeBook"


def test_2_6_says_all_that_2_5_says():
    one = process("a")
    old = etree.fromstring(codebook.fragment(one, CATALOGUE))
    new = etree.fromstring(codebook_26.fragment(one, CATALOGUE))

    def told(tree):
        return [
            (etree.QName(e).localname, e.text, dict(e.attrib) | {"version": ""})
            for e in tree.iter()
        ]

    assert told(new) == told(old)


def test_a_codebook_that_begins_otherwise_is_never_passed_off_as_2_6(monkeypatch):
    monkeypatch.setattr(codebook, "fragment", lambda *_: b"<codeBook/>")
    with pytest.raises(ValueError, match="as it should"):
        codebook_26.fragment(process("a"), CATALOGUE)
