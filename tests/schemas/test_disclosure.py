"""The frame of the door: every leaf is shown or withheld, and someone decided which."""

import pytest
from marshmallow import fields
from tumbaga.records.asset import Asset
from tumbaga.records.dataset import Dataset
from tumbaga.records.document import Document
from tumbaga.records.indicator import Indicator
from tumbaga.records.organization import Organization
from tumbaga.records.production_process import ProductionProcess
from tumbaga.schemas import disclosure
from tumbaga.schemas.kinds import SCHEMAS
from tumbaga.schemas.leaves import INDEX, WITHHELD

KINDS = sorted(SCHEMAS)
MODELS = {
    "production_process": ProductionProcess,
    "indicator": Indicator,
    "dataset": Dataset,
    "document": Document,
}


def own_withheld(kind: str) -> set[str]:
    present = disclosure.leaves(SCHEMAS[kind]())
    return {leaf for leaf in WITHHELD if leaf in present}


@pytest.mark.parametrize("kind", KINDS)
def test_every_leaf_is_decided(kind: str):
    every = disclosure.leaves(disclosure.door_schema(kind)())
    shown = set(disclosure.shown(kind))

    assert every == shown | own_withheld(kind)
    assert not shown & WITHHELD


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_named_is_a_leaf(kind: str):
    """A group named whole would let out every child, also those of next year."""
    every = disclosure.leaves(disclosure.door_schema(kind)())

    assert set(disclosure.shown(kind)) <= every


def test_no_field_carries_anything_whatever():
    for kind in KINDS:
        for name, field in disclosure.door_schema(kind)().fields.items():
            inner = field.inner if isinstance(field, fields.List) else field
            assert not isinstance(inner, (fields.Raw, fields.Dict)), (kind, name)


@pytest.mark.parametrize("kind", KINDS)
def test_canaries_in_withheld_fields_do_not_come_out(kind: str):
    record = MODELS[kind](
        code="X",
        title="Un título",
        organization=Organization(code="dapm", name="Planeación"),
        confidentiality="CANARIO",
        integrity="CANARIO",
        availability="CANARIO",
        proposal={
            "access_class": "CANARIO",
            "norm": "CANARIO",
            "articles": ["CANARIO"],
        },
        desk={"contact_name": "CANARIO", "contact_email": "CANARIO"},
        incomplete=[{"given": "CANARIO"}],
    )

    assert "CANARIO" not in str(disclosure.full(record))
    assert disclosure.full(record)["title"] == "Un título"


def test_the_index_holds_the_leaves_of_the_indice_and_nothing_else():
    record = Dataset(
        code="CANARIO",
        title="CANARIO",
        description="CANARIO",
        keywords=["CANARIO"],
        language="es",
        organization=Organization(code="dapm", name="Planeación", email="a@b.co"),
    )

    shown = disclosure.index(record, "El nombre confirmado")
    assert "CANARIO" not in str(shown)
    assert shown["title"] == "El nombre confirmado"
    assert set(shown) <= {*INDEX, "title"}


def test_nothing_empty_is_written():
    record = Dataset(
        code="X", title="T", organization=Organization(code="dapm", name="P")
    )

    document = disclosure.full(record)
    assert not [k for k, v in document.items() if v in (None, "", [], {})]


def test_the_desk_knows_every_kind():
    assert {one.__mapper__.polymorphic_identity for one in Asset.__subclasses__()} == {
        *KINDS
    }
