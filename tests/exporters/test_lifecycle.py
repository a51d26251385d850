"""DDI Lifecycle 3.3: valid by the schemas that ddi-l brings, and read back by ddi-l."""

from dataclasses import replace
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree
from machine import examples, missing
from public_documents import documents
from public_records import CATALOGUE, process, record
from tumbaga.exporters.base import assemble, keeper, single
from tumbaga.exporters.ddi import lifecycle

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
def ddi_l():
    if find_spec("ddi_l") is None:
        missing("ddi-l")
    return import_module("ddi_l")


@pytest.fixture(scope="module")
def schema(ddi_l):
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


def test_ddi_l_reads_back_what_went_out(ddi_l, tmp_path):
    file = tmp_path / "estudio.xml"
    file.write_bytes(single(lifecycle, process("a", **STUDY), CATALOGUE))

    study = ddi_l.open_ddi(file)

    assert [one for one in study.validate() if one.severity == "error"] == []
    assert len(study.variables) == 4
    assert {one.identifier for one in study.variables} == {
        f"a-V{n}" for n in range(1, 5)
    }
    assert "Hogares" in study.to_xml()


MADE = {
    "spatial": ["76001", "99999999"], "spatial_level": "municipio",
    "geographic_coverage": "Zona urbana", "sampling": "Aleatorio", "methodology": "Panel",
    "method": {"time_method": "Longitudinal", "weighting": "Pesos", "sources": ["RUV"],
               "sampling_deviation": "Ninguna", "situation": "Casa a casa",
               "followup": "Tres visitas", "sample_size": "1.200"},
    "collection_periods": [{"start": "2015-02", "end": "2015-04"}],
    "frequency": "anual",
    "distributions": [
        {"title": "Base", "url": "https://x.co/a b.csv", "media_type": "text/csv",
         "size": 12, "description": "]]> </script>"},
        {"title": "Sin dirección"},
    ],
}  # fmt: skip


def test_places_method_and_files_are_said(schema):
    tree = written(process("a", **STUDY, **MADE))

    schema.assertValid(tree)
    where = tree.find(".//{*}SpatialCoverage")
    assert where.findtext("{*}Description/{*}Content") == (
        "Zona urbana · Santiago de Cali (76001)"
    )
    assert where.findtext("{*}LowestLevelReference//{*}String") == "Municipal"
    method = tree.find(".//{*}Methodology")
    assert [one.tag.rpartition("}")[2] for one in method[3:]] == [
        "DataCollectionMethodology", "TimeMethod", "WeightingMethodology",
        "SamplingProcedure", "DeviationFromSampleDesign",
    ]  # fmt: skip
    assert "Aleatorio · 1.200" in method.xpath("string()")
    event = tree.find(".//{*}CollectionEvent")
    assert event.findtext("{*}DataCollectionDate/{*}EndDate") == "2015-04"
    for text in ("Frecuencia: Anual", "RUV", "Casa a casa", "Tres visitas"):
        assert text in event.xpath("string()")
    (file,) = tree.iter("{*}OtherMaterial")
    assert file.findtext("{*}ExternalURLReference") == "https://x.co/a%20b.csv"
    assert file.findtext("{*}MIMEType") == "text/csv"
    assert file.findtext("{*}SizeInBytes") == "12"


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
