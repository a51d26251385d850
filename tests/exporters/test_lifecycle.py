"""DDI Lifecycle 3.3: valid by the schemas that ddi-l brings, and read back by ddi-l."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree
from machine import examples
from public_documents import documents
from public_records import CATALOGUE, process, record
from tumbaga.exporters.base import assemble, keeper, single
from tumbaga.exporters.ddi import lifecycle

ddi_l = pytest.importorskip("ddi_l")
SLOW = [
    HealthCheck.too_slow,
    HealthCheck.data_too_large,
    HealthCheck.large_base_example,
]
VARIABLES = [
    {"name": "P1", "label": "Edad", "type": "entero", "question": "¿Cuántos años?"},
    {"name": "P2", "categories": [{"code": "1", "label": "Sí"}, {"code": "2"}]},
    {"name": "P3", "type": "texto", "label": "]]> </script>"},
    {"name": "P4", "type": "fecha"},
]
STUDY = {"variables": VARIABLES, "target_population": "Hogares",
         "temporal_start": "2015-01-01", "temporal_end": "2016-12-31"}  # fmt: skip


@pytest.fixture(scope="module")
def schema():
    folder = Path(ddi_l.__file__).parent / "schemas" / "ddi" / "v3_3"
    return etree.XMLSchema(etree.parse(folder / "instance_3_3.xsd"))


def written(one):
    return etree.fromstring(single(lifecycle, one, CATALOGUE))


@settings(max_examples=examples(25), deadline=None, suppress_health_check=SLOW)
@given(document=documents("production_process"))
def test_any_process_is_a_valid_study(schema, document):
    schema.assertValid(written(record("production_process", "a", document)))


@pytest.mark.parametrize("uid", ["a", "con espacio/ñ.b", "5e1d7b5e-0000-4000-8000-1"])
def test_every_identifier_is_the_only_one_and_every_reference_leads_to_one(schema, uid):
    tree = written(process(uid, **STUDY))
    schema.assertValid(tree)
    named = [
        one.text
        for one in tree.iter("{*}ID")
        if not one.getparent().tag.endswith("Reference")
    ]
    led = [one.text for one in tree.iter("{*}ID")
           if one.getparent().tag.endswith("Reference")]  # fmt: skip
    assert len(named) == len(set(named))
    assert led
    assert set(led) <= set(named)


def test_the_schema_that_is_asked_does_refuse(schema):
    tree = written(process("a", **STUDY))
    tree.find(".//{*}Agency").text = "con espacio"
    assert not schema.validate(tree)


def test_ddi_l_reads_back_what_went_out(tmp_path):
    file = tmp_path / "estudio.xml"
    file.write_bytes(single(lifecycle, process("a", **STUDY), CATALOGUE))

    study = ddi_l.open_ddi(file)

    assert [one for one in study.validate() if one.severity == "error"] == []
    assert len(study.variables) == 4
    assert {one.identifier for one in study.variables} == {
        f"a-V{n}" for n in range(1, 5)
    }
    again = study.to_xml()
    assert "Hogares" in again


def test_a_study_without_variables_and_a_house_of_any_address_are_valid(schema):
    schema.assertValid(written(process("a", variables=[])))
    for base in ("http://127.0.0.1:8000", "http://[::1]", "https://ñandú.gov.co"):
        kept = keeper(lifecycle, replace(CATALOGUE, base_url=base))
        schema.assertValid(etree.fromstring(kept.make(process("a", **STUDY))))


def test_the_whole_holds_a_study_for_each_process(schema):
    kept = keeper(lifecycle, CATALOGUE)
    bodies = [kept.make(process(uid, **STUDY)) for uid in ("a", "b")]
    whole = etree.fromstring(b"".join(assemble(lifecycle.frame(CATALOGUE), bodies)))
    assert len(whole) == 2
    for one in whole:
        schema.assertValid(etree.fromstring(etree.tostring(one)))
