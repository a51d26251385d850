"""Every field says what it is in two languages, fits its column, and is exercised."""

import pytest
from full_drafts import FULL
from marshmallow import fields
from sqlalchemy import String, inspect
from tumbaga.catalog.assets import MODELS
from tumbaga.records.asset import Asset
from tumbaga.records.characterisation import BLOCKS
from tumbaga.records.distribution import Distribution
from tumbaga.records.organization import Organization
from tumbaga.records.standard_variable import StandardVariable
from tumbaga.records.variable import Variable
from tumbaga.schemas import (
    classification,
    kinds,
    organization,
    standard_variable,
    variable,
)
from tumbaga.schemas import distribution as distributions
from tumbaga.schemas.characterisation import Characterisation, phases

KINDS = sorted(kinds.SCHEMAS)
NOUNS = {
    **kinds.SCHEMAS,
    "organization": organization.Organization,
    "classification": classification.Decision,
    "standard_variable": standard_variable.StandardVariable,
}
COLUMNS = [
    *((kinds.SCHEMAS[kind], MODELS[kind]) for kind in KINDS),
    (variable.Variable, Variable),
    (distributions.Distribution, Distribution),
    (standard_variable.StandardVariable, StandardVariable),
    (organization.Organization, Organization),
]


def loaded(schema, prefix=""):
    """Every field that is read, with the groups themselves, by its dotted name."""
    for name, field in schema.load_fields.items():
        yield prefix + name, field
        inner = field.inner if isinstance(field, fields.List) else field
        if isinstance(inner, fields.Nested):
            yield from loaded(inner.schema, f"{prefix}{name}.")


def filled(value, prefix=""):
    """The dotted names that a draft fills."""
    if isinstance(value, dict):
        for name, one in value.items():
            yield prefix + name
            yield from filled(one, f"{prefix}{name}.")
    elif isinstance(value, list):
        for one in value:
            yield from filled(one, prefix)


@pytest.mark.parametrize("noun", sorted(NOUNS))
def test_every_field_has_its_name_in_two_languages(noun: str):
    for name, field in loaded(NOUNS[noun]()):
        assert field.metadata.get("title"), name
        assert field.metadata.get("x-label-en"), name


@pytest.mark.parametrize("noun", [*KINDS, "standard_variable"])
def test_every_field_has_short_help_in_plain_sentences(noun: str):
    for name, field in loaded(NOUNS[noun]()):
        text = field.metadata.get("description", "")
        assert text, name
        assert field.metadata.get("x-description-en"), name
        assert text[0].isupper() or text[0] in "0123456789«", name
        assert text.endswith((".", "…")), name
        assert len(text) <= 160, name


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_required_says_who_asks_for_it(kind: str):
    schema = kinds.SCHEMAS[kind]()

    for name in kinds.required(kind):
        assert schema.fields[name].metadata.get("x-source"), name


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_cites_its_law_or_standard(kind: str):
    lacking = [
        name
        for name, field in loaded(kinds.SCHEMAS[kind]())
        if not field.metadata.get("x-source")
    ]

    assert lacking == []


@pytest.mark.parametrize(("schema", "model"), COLUMNS, ids=lambda one: one.__name__)
def test_what_the_schema_lets_in_fits_its_column(schema, model):
    columns = {one.key: one.columns[0] for one in inspect(model).column_attrs}

    for name, field in schema().load_fields.items():
        column = columns.get(name)
        if column is None or not isinstance(column.type, String):
            continue
        room = column.type.length
        longest = getattr(field.validate, "max", None)
        if room is not None and longest is not None:
            assert longest <= room, (name, longest, room)


@pytest.mark.parametrize(("schema", "model"), COLUMNS, ids=lambda one: one.__name__)
def test_terms_fit_their_column(schema, model):
    from tumbaga.schemas import vocabularies

    columns = {one.key: one.columns[0] for one in inspect(model).column_attrs}
    for name, field in schema().load_fields.items():
        listed = getattr(field, "vocabulary", None)
        if listed is None:
            continue
        longest = max(map(len, vocabularies.get(listed).terms))
        assert longest <= columns[name].type.length, name


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_has_a_place_in_the_record(kind: str):
    mapped = {one.key for one in inspect(MODELS[kind]).attrs}
    elsewhere = {"observations", "characterisation"}

    assert set(kinds.SCHEMAS[kind]().load_fields) <= mapped | elsewhere


@pytest.mark.parametrize("kind", KINDS)
def test_the_full_draft_has_every_field_and_is_right(kind: str):
    draft = kinds.load(kind, {"code": "X-1", **FULL[kind]})

    assert draft.problems == []
    every = {name for name, _ in loaded(kinds.SCHEMAS[kind]())} - {"code"}
    every |= {"code"}
    given = {"code", *filled(FULL[kind])}
    lists = {
        f"observations.components.{one}" for one in ("symbol", "value", "V1", "V2")
    }
    assert every - lists == given - lists


def test_the_blocks_of_the_record_are_those_of_the_schema():
    assert set(BLOCKS) == set(Characterisation().fields) - {"date", "version"}


def test_the_blocks_cover_the_phases_but_evaluation():
    covered = [one.extra["number"] for block in BLOCKS for one in phases(block)]

    assert covered == ["1", "2", "3", "4", "5", "6", "7"]


def test_the_desk_adds_no_kind_without_a_full_draft():
    assert set(FULL) == set(MODELS)
    assert len(Asset.__subclasses__()) == len(FULL)
