"""DCAT-AP 3.0.0 and 2.1.1 by their own shapes, and what a plain reader finds."""

import subprocess
import sys

import pytest
from machine import needed
from public_records import CATALOGUE, everything, many
from rdflib import DCAT, DCTERMS, RDF, Graph
from rdflib.namespace import SH
from tumbaga import exporters
from tumbaga.exporters.base import assemble, keeper

SHAPES = {
    "dcat-ap-3.0.0": "dcat/dcat-ap-3.0.0/html/shacl/shapes.ttl",
    "dcat-ap-2.1.1": "dcat/dcat-ap-2.1.1/dcat-ap_2.1.1_shacl_shapes.ttl",
}


def whole(key, records):
    exporter = exporters.get(key)
    bodies = map(keeper(exporter, CATALOGUE).make, records)
    return b"".join(assemble(exporter.frame(CATALOGUE), bodies))


@pytest.mark.parametrize("profile", SHAPES)
@pytest.mark.parametrize("records", [everything(), many(40), []], ids=len)
def test_no_shape_is_violated(shared, profile, records):
    pyshacl = needed("pyshacl")
    shapes = Graph().parse(shared / "data" / SHAPES[profile])
    found = Graph().parse(data=whole("ttl", records), format="turtle")

    _ok, report, _text = pyshacl.validate(found, shacl_graph=shapes, advanced=True)

    broken = report.subjects(SH.resultSeverity, SH.Violation)
    assert [list(report.predicate_objects(one)) for one in broken] == []


@pytest.mark.parametrize(
    ("kind", "key", "suffix"),
    [
        ("dcat-ap-3.0.0", "rdf", ".rdf"),
        ("dcat-ap-2.1.1", "jsonld", ".jsonld"),
        ("datajson", "json", ".json"),
    ],
)
def test_the_shared_validator_agrees(shared, tmp_path, kind, key, suffix):
    file = tmp_path / f"catalogo{suffix}"
    file.write_bytes(whole(key, everything()))

    done = subprocess.run(
        [sys.executable, shared / "tools/validate.py", shared / "data", kind, file],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr


def test_a_plain_reader_finds_every_record_with_its_own_names():
    records = everything()

    found = Graph().parse(data=whole("nt", records), format="nt")

    datasets = set(found.subjects(RDF.type, DCAT.Dataset))
    listed = set(found.objects(None, DCAT.dataset))
    assets = {one.uid for one in records if one.kind != "organization"}
    assert datasets == listed
    assert {str(one).rpartition("/")[2] for one in listed} == assets
    assert all(found.value(one, DCTERMS.identifier) for one in listed)
