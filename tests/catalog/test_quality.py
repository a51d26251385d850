"""The score of exact documents: what passes, what fails, and what it says to fix."""

import json
from dataclasses import replace
from datetime import date

import pytest
from public_records import everything, record
from quality_documents import DOCUMENTS, PUBLISHED, TODAY, of
from tumbaga.catalog import quality
from tumbaga.catalog.quality.completeness import EXPECTED
from tumbaga.catalog.quality.documentation import OFFICE, POINTS, POST, WAY
from tumbaga.schemas import leaves

KINDS = sorted(DOCUMENTS)
FIELDS = {"production_process": 49, "indicator": 40, "dataset": 26, "document": 24}


def assess(document):
    return quality.assess(document, today=TODAY, modified=PUBLISHED)


def check(document, key):
    return next(one for one in assess(document).checks if one.key == key)


def score(**row):
    found = record("dataset", "r-1", of("dataset"))
    return quality.score(replace(found, **row), today=TODAY)


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_wanting_is_five_of_five(kind):
    found = assess(of(kind))

    assert (found.points, found.of) == (5, 5), found.checks
    assert found.next is None
    counts = {"known": FIELDS[kind], "all": FIELDS[kind]}
    assert found.checks[0].says == quality.Said("complete.full", counts)


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_record_has_what_its_kind_gives(kind):
    found = assess({"kind": kind, "title": "Solo", "keywords": [], "unit": ""})

    assert found.points == (1 if kind == "document" else 0)
    assert all(one.fix for one in found.checks if not one.passed)
    assert found.checks[0].says.values == {"known": 1, "all": FIELDS[kind]}


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_asked_for_may_leave_through_the_door(kind):
    shown = {*leaves.ASSET, *leaves.OWN[kind], "organization", "custodian", "latest"}
    asked = {path for paths in EXPECTED[kind] for path in paths}
    asked |= {path for paths in POINTS.get(kind, ()) for path in paths}
    asked |= {*OFFICE, *POST, *WAY}
    strange = {
        path
        for path in asked - shown
        if not any(name.startswith(f"{path}.") for name in shown)
    }
    # fields of another kind, asked for as a choice
    assert strange <= {"publication_date", "source_text"}


def test_eight_of_ten_fields_are_enough():
    names = ["trd_series", "maturity", "medium", "theme", "keywords"]
    enough = check(of("dataset", **dict.fromkeys(names)), "complete")
    fewer = check(of("dataset", **dict.fromkeys([*names, "code"])), "complete")

    assert (enough.passed, enough.says.code) == (True, "complete.most")
    assert enough.fix.values["fields"] == (
        "theme", "keywords", "medium", "maturity", "trd_series",
    )  # fmt: skip
    assert (fewer.passed, fewer.says.values) == (False, {"known": 20, "all": 26})


def test_exactly_eight_of_ten_pass():
    names = ["trd_series", "maturity", "medium", "theme", "keywords", "plan", "latest"]
    just = check(of("indicator", **dict.fromkeys([*names, "targets"])), "complete")

    assert (just.passed, just.says.values) == (True, {"known": 32, "all": 40})


def test_false_and_zero_are_answers():
    assert assess(of("production_process", disseminates=False)).points == 5
    assert check(of("indicator", lag_days=0), "complete").says.code == "complete.full"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({}, "open"),
        ({"licence": None}, "unlicensed"),
        ({"licence": "CC-BY-NC-4.0"}, "unlicensed"),
        ({"distributions": None}, "nothing"),
        ({"distributions": [{"media_type": "application/pdf"}]}, "closed"),
        ({"distributions": [{"media_type": "text/html"}]}, "closed"),
        ({"distributions": [{"media_type": "image/png"}]}, "closed"),
        ({"distributions": [{"format": "GeoJSON"}]}, "open"),
        ({"distributions": [{"format": "CSV", "licence": "CC-BY-NC-4.0"}]}, "unlicensed"),
        ({"distributions": [{"format": "PDF"}, {"format": "ODS"}]}, "open"),
    ],
)  # fmt: skip
def test_reusable_is_an_open_format_under_an_open_licence(changes, code):
    found = check(of("dataset", **changes), "reusable")

    assert found.says.code == f"reusable.{code}"
    assert found.passed == (code == "open")


def test_figures_are_a_series_to_reuse():
    assert check(of("indicator"), "reusable").says.values == {"formats": ("CSV",)}
    bare = check(of("indicator", observation_count=None, licence=None), "reusable")
    assert bare.fix.code == "reusable.format_and_licence"
    assert not check(of("indicator", licence=None), "reusable").passed


def test_a_process_may_say_where_its_data_are():
    bare = of("production_process", distributions=None)
    channel = {"medium": "web", "url": "https://x.gov.co", "reusable": True}

    assert not check(bare, "reusable").passed
    for said in (
        {"relations": [{"type": "genera", "uid": "r-2"}]},
        {"characterisation": {"dissemination": {"channels": [channel]}}},
    ):
        assert check({**bare, **said}, "reusable").says.code == "reusable.leads"


def test_columns_are_described_in_the_files_or_as_variables():
    columns = [{"name": "uno", "label": "Uno"}, {"name": "dos"}, {"name": "tres"}]
    half = of("dataset", distributions=[{"format": "CSV", "columns": columns}])
    found = check(half, "documented")

    assert (found.passed, found.says.values) == (False, {"known": 1, "all": 3})
    assert found.fix.values == {"columns": ("dos", "tres")}
    half["variables"] = [{"name": "uno", "definition": "El primero."}]
    assert check(half, "documented").passed
    none = of("dataset", distributions=[{"format": "CSV"}])
    assert check(none, "documented").says.code == "documented.no_columns"


def test_what_is_not_documented_is_named():
    found = check(of("indicator", baseline=None, unit=None, formula=None), "documented")

    assert found.says.values == {"known": 2, "all": 4}
    assert found.fix.values["fields"] == ("unit", "baseline")


@pytest.mark.parametrize(
    ("contact", "post", "code", "fields"),
    [
        ({"telephone": "602"}, "Jefatura", "known", None),
        ({"email": "a@b.co", "position": "Oficina"}, None, "known", None),
        ({"email": "a@b.co"}, None, "post", ("producer_position",)),
        ({"position": "Oficina"}, None, "way", ("contact.email",)),
        (None, None, "way", ("contact.email", "producer_position")),
    ],
)
def test_somebody_answers(contact, post, code, fields):
    found = check(of("dataset", contact=contact, producer_position=post), "reachable")

    assert found.says.code == f"reachable.{code}"
    assert (found.fix.values["fields"] if found.fix else None) == fields


def test_what_takes_least_is_the_next_thing_to_fix():
    names = ("code", "theme", "language", "medium", "access", "contact", "maturity")
    poor = assess(of("dataset", **dict.fromkeys(names)))

    failed = [one.key for one in poor.checks if not one.passed]
    assert failed == ["complete", "reachable"]
    assert poor.next.key == "reachable"
    assert assess(of("dataset", code=None)).next.key == "complete"


@pytest.mark.parametrize(
    "row",
    [
        {"disclosure": "index"},
        {"state": "retired"},
        {"state": "withdrawn"},
        {"kind": "organization"},
        {"text": json.dumps({"classification": {"class": "reservada"}})},
    ],
)
def test_what_has_no_score(row):
    assert score().points == 5
    assert score(**row) is None


def test_what_the_law_withholds_is_not_missing():
    version = json.dumps({"classification": {"class": "clasificada"}})
    found = score(disclosure="partial", text=version)

    assert found.checks[0].says.code == "complete.version"
    assert found.checks[0].passed


def test_strange_documents_are_scored_not_refused():
    strange = [one for one in everything() if one.kind != "organization"]
    for one in strange:
        assert 0 <= assess({**one.document, "kind": one.kind}).points < 5

    assert len(strange) == 13


def test_many_add_up():
    found = [assess(of("dataset")), assess(of("indicator", frequency=None, unit=None))]
    whole = quality.summary(found)

    assert (whole.records, whole.mean, whole.of) == (2, 4.0, 5)
    assert whole.passed["current"] == whole.passed["documented"] == 1
    assert whole.lacking == [("frequency", 1), ("unit", 1)]
    assert quality.summary([]).mean == 0


def test_it_is_the_same_whenever_it_is_asked():
    assert assess(of("dataset")) == assess(of("dataset"))
    later = quality.assess(of("dataset"), today=date(2028, 6, 1), modified=PUBLISHED)
    assert later.points == 4
