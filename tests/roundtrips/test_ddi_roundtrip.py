"""Ours, DDI Codebook 2.5, ours again: only what LOST names may be missing."""

from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from lxml import etree
from machine import examples
from public_documents import documents
from public_records import CATALOGUE, least, nasty, process, record
from tumbaga.exporters.base import single
from tumbaga.exporters.ddi import codebook
from tumbaga.schemas.crosswalks import ddi
from tumbaga.schemas.crosswalks.elements import parse
from tumbaga.schemas.disclosure import shown

KIND = "production_process"
SLOW = [
    HealthCheck.too_slow,
    HealthCheck.data_too_large,
    HealthCheck.large_base_example,
]


@pytest.fixture(scope="module")
def schema(shared) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(shared / "data/ddi/xsd-2.5.1/codebook.xsd"))


def again(document: dict[str, Any]) -> dict[str, Any]:
    """The document as it comes back from a file of bytes."""
    body = single(codebook, record(KIND, "u-1", document), CATALOGUE)
    return ddi.from_ddi(parse(body))


def sayable(document: Any, prefix: str = "") -> Any:
    """What the format can carry of a document; blank groups are nothing."""
    if isinstance(document, list):
        return [one for one in (sayable(item, prefix) for item in document) if one]
    if not isinstance(document, dict):
        return document
    kept = {
        name: sayable(value, f"{prefix}{name}.")
        for name, value in document.items()
        if f"{prefix}{name}" not in ddi.LOST
    }
    return {name: value for name, value in kept.items() if value not in ({}, [], "")}


@settings(max_examples=examples(40), deadline=None, suppress_health_check=SLOW)
@given(document=documents(KIND))
def test_what_goes_out_comes_back(document):
    found = again(document)

    wanted = sayable(document)
    wanted.setdefault("title", document.get("code") or "Proceso de producción")
    wanted.setdefault("language", "es")
    assert found == wanted


@settings(max_examples=examples(40), deadline=None, suppress_health_check=SLOW)
@given(document=documents(KIND))
@example(document={})
def test_every_codebook_is_valid(schema, document):
    body = single(codebook, record(KIND, "u-1", document), CATALOGUE)

    schema.assertValid(parse(body))


@pytest.mark.parametrize("one", [process(), least(KIND, "m"), nasty(KIND)])
def test_the_least_and_the_nastiest_are_valid(schema, one):
    schema.assertValid(parse(single(codebook, one, CATALOGUE)))


def test_what_is_lost_is_only_what_is_public():
    """A name in LOST that is no leaf any more would hide a field that should travel."""
    leaves = {name for leaf in shown(KIND) for name in prefixes(leaf)}
    ours = {"slug", "classification"}
    parts = {"organization.uid", "organization.slug", "organization.short_name"}

    assert ours | parts >= ddi.LOST - leaves


def prefixes(leaf: str) -> set[str]:
    parts = leaf.split(".")
    return {".".join(parts[:size]) for size in range(1, len(parts) + 1)}
