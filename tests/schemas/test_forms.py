"""The form of a kind: every leaf asked for once, and read back as it was shown."""

from decimal import Decimal
from typing import Any

import pytest
from full_drafts import FULL
from hypothesis import given
from hypothesis import strategies as st
from tumbaga.schemas import disclosure, kinds
from tumbaga.schemas.forms import controls, posted, salvage, sections, shown
from tumbaga.schemas.forms.shown import Showing, Shown

KINDS = sorted(kinds.SCHEMAS)
IDENTITY = {"code": "X-1", "title": "Equis", "organization": "planeacion"}


@pytest.mark.parametrize("kind", KINDS)
def test_every_leaf_stands_in_exactly_one_section(kind: str):
    schema = kinds.SCHEMAS[kind]()
    wanted = {
        leaf
        for name, control in controls.controls(kind).items()
        for leaf in controls.leaves(control, name)
    }
    asked = [
        leaf
        for section in sections.SECTIONS[kind]
        for name in section.names
        for leaf in controls.leaves(controls.at(kind, name), name)
    ]
    if kind == "production_process":
        asked += sections.BEGUN_WITH

    assert sorted(asked) == sorted(wanted)
    written = disclosure.leaves(schema) - {
        leaf
        for leaf in disclosure.leaves(schema)
        if schema.fields[leaf.partition(".")[0]].dump_only
    }
    assert written - wanted <= {"distributions.uid"}


@pytest.mark.parametrize("kind", KINDS)
def test_keys_of_sections_are_addresses(kind: str):
    keys = [one.key for one in sections.SECTIONS[kind]]

    assert len(keys) == len(set(keys))
    assert not {"enviar", "autoguardar"} & set(keys)
    for one in sections.SECTIONS[kind]:
        assert one.title
        assert one.help


def sent(one: Shown) -> list[tuple[str, list[str]]]:
    """What a browser would send of a control."""
    if one.children or one.rows:
        return [pair for inner in (*one.children, *one.rows) for pair in sent(inner)]
    if one.choices:
        chosen = [value for value, _, taken in one.choices if taken]
        return [(one.path, chosen)]
    return [(one.path, [one.text])]


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_shown_is_read_back(kind: str):
    draft = kinds.load(kind, {"code": "X-1", **FULL[kind]})
    assert draft.problems == []
    showing = Showing(organizations=[("planeacion", "P"), ("salud", "S")])
    whole: dict[str, Any] = {}
    for name, control in controls.controls(kind).items():
        pairs = sent(showing.show(control, name, draft.values.get(name)))
        found = posted.read([(name, control)], pairs)
        assert found.strange == []
        whole |= sections.placed(draft.values, (name,), found.data)

    again = kinds.load(kind, whole)

    assert again.problems == []
    assert again.values == draft.values


@given(st.lists(st.text(max_size=40), max_size=6))
def test_lists_of_texts_keep_their_entries(values: list[str]):
    kept = posted.entries("\n".join(values))

    assert posted.entries(posted.lines(kept)) == kept


def test_an_entry_of_several_lines_stays_one():
    values = ["Uno.\n\nSigue.", "Dos."]

    assert posted.entries(posted.lines(values)) == values


@pytest.mark.parametrize(
    "name",
    [
        "uid",
        "title.0.x",
        "targets.0.year.x",
        "targets.0.owner",
        "a" * 500,
        "targets." + "9" * 500 + ".year",
        ".".join("targets" * 1 for _ in range(50)),
        "",
    ],
)
def test_strange_names_are_never_read(name: str):
    asked = [(one, controls.at("indicator", one)) for one in ("title", "targets")]

    found = posted.read(asked, [(name, ["x"]), ("title", ["Bien"])])

    assert found.data == {"title": "Bien"}


def test_blank_rows_close_up_and_say_where_they_went():
    asked = [("targets", controls.at("indicator", "targets"))]
    pairs = [
        ("targets.0.year", [""]),
        ("targets.3.year", ["2019"]),
        ("targets.12.year", ["2020"]),
    ]

    found = posted.read(asked, pairs)

    assert found.data == {"targets": [{"year": "2019"}, {"year": "2020"}]}
    assert found.moved("targets.12") == "targets.1"


def wrong_anywhere() -> st.SearchStrategy[Any]:
    leaf = st.one_of(
        st.none(),
        st.text(max_size=12),
        st.integers(-3000, 3000),
        st.sampled_from(["2019", "12,5", "V1", "anual", "si", "2015-13", "<5"]),
    )
    row = st.dictionaries(
        st.sampled_from(["year", "value", "symbol", "name", "period", "type", "code"]),
        leaf,
        max_size=4,
    )
    names = [
        "title",
        "targets",
        "formula_variables",
        "baseline",
        "thresholds",
        "observations",
        "relations",
        "keywords",
        "frequency",
        "maturity",
        "plan",
        "lag_days",
        "organization",
    ]
    value = st.one_of(leaf, st.lists(st.one_of(leaf, row), max_size=4), row)
    return st.dictionaries(st.sampled_from(names), value, max_size=6)


@given(wrong_anywhere())
def test_whatever_is_typed_what_is_kept_is_right_and_nothing_is_lost(whole: Any):
    found = salvage.salvage("indicator", {**IDENTITY, **whole}, IDENTITY)

    values, messages = kinds.attempt("indicator", found.values)
    assert messages == {}
    assert set(values) >= {"code", "title", "organization"}
    assert (
        bool(found.kept)
        or kinds.load("indicator", {**IDENTITY, **whole}).problems == []
    )
    for one in found.kept:
        assert one["text"]
        assert one["at"]


def test_what_was_typed_is_put_back_where_it_stood():
    whole = {
        **IDENTITY,
        "keywords": ["a", "b" * 200, "c"],
        "targets": [
            {"year": "2019", "value": "1"},
            {"year": "1800", "value": "x"},
            {"year": "2020", "value": "doce"},
        ],
        "plan": {"axis": "Dos"},
        "lag_days": "mucho",
    }

    found = salvage.salvage("indicator", whole, IDENTITY)

    assert found.values["keywords"] == ["a", "c"]
    assert found.values["targets"] == [{"year": 2019, "value": Decimal(1)}]
    assert "plan" not in found.values
    assert {one.path for one in found.problems} == {
        "targets.1.value",
        "targets.1.year",
        "targets.2.value",
        "keywords.1",
        "lag_days",
        "plan.name",
    }
    back = salvage.rebuilt(found.values, found.kept)
    assert back["keywords"] == whole["keywords"]
    assert back["targets"][1:] == whole["targets"][1:]
    assert back["plan"] == whole["plan"]
    assert back["lag_days"] == "mucho"


def test_values_in_words():
    targets = controls.at("indicator", "targets")
    boxes = controls.at("indicator", "associated_with")

    assert shown.spoken(targets, [{"year": 2019, "value": "80.5"}]) == (
        "1. Año: 2019; Meta: 80,5"
    )
    assert shown.spoken(boxes, []) == ""
