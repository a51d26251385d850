"""Ours, NADA's JSON, ours again; and codebooks of others read through DDI's table."""

from hypothesis import HealthCheck, given, settings
from lxml import etree
from machine import examples
from public_documents import documents
from public_records import CATALOGUE, record
from tumbaga.exporters.nada import study
from tumbaga.schemas.crosswalks import ddi, nada
from tumbaga.schemas.crosswalks.elements import parse

KIND = "production_process"
SLOW = [
    HealthCheck.too_slow,
    HealthCheck.data_too_large,
    HealthCheck.large_base_example,
]
LOST = ddi.LOST | nada.LOST
FLOWING = {"notes", "norms"}  # lists of sentences: NADA keeps the lines


def sayable(document, prefix=""):
    if isinstance(document, list):
        found = [sayable(item, prefix) for item in document]
        return [one for one in found if one]
    if not isinstance(document, dict):
        return document
    kept = {
        name: sayable(value, f"{prefix}{name}.")
        for name, value in document.items()
        if f"{prefix}{name}" not in LOST
    }
    for name in FLOWING & set(kept):
        if not prefix:
            kept[name] = [x for text in kept[name] for x in text.splitlines() if x]
    return {name: value for name, value in kept.items() if value not in ({}, [], "")}


@settings(max_examples=examples(40), deadline=None, suppress_health_check=SLOW)
@given(document=documents(KIND))
def test_what_goes_out_comes_back(document):
    body = study.metadata(record(KIND, "u-1", document), CATALOGUE)

    found = nada.from_nada(body)

    wanted = sayable(document)
    if "temporal_start" not in document:
        wanted.pop("temporal_end", None)  # NADA has no period without its start
    if not str(document.get("place", "")).startswith("http"):
        wanted.pop("place", None)
    for one in wanted.get("variables", []):
        if one.get("label") == one["name"]:
            one.pop("label", None)  # in NADA a variable always has a caption
    assert found == wanted


def test_codebooks_of_others_are_read(shared):
    """Samples of CESSDA, Dataverse and IPUMS, in 1.2.2, 2.0 and 2.5, valid or not."""
    read = 0
    for file in sorted((shared / "data" / "ddi").glob("samples-*/**/*.xml")):
        root = parse(file.read_bytes())
        if etree.QName(root).localname != "codeBook":
            continue
        found = ddi.from_ddi(root)
        assert found["title"]
        for one in found.get("variables", []):
            assert one.get("name")
        read += 1

    assert read >= 10


def test_a_codebook_with_an_entity_or_a_dtd_brings_nothing_in(tmp_path):
    secret = tmp_path / "secreto"
    secret.write_text("CANARIO")
    bad = f"""<!DOCTYPE codeBook [<!ENTITY x SYSTEM "{secret.as_uri()}">]>
    <codeBook xmlns="ddi:codebook:2_5"><stdyDscr><citation><titlStmt>
    <titl>a &x; b</titl></titlStmt></citation></stdyDscr></codeBook>"""

    found = ddi.from_ddi(parse(bad.encode()))

    assert "CANARIO" not in str(found)
