"""Every record of the demo loads without a problem, is whole, and states its source."""

from collections import Counter

import pytest
from tumbaga.schemas import classification, kinds, organization
from tumbaga.web.demo.organizations import organizations
from tumbaga.web.demo.records import records

ENTRIES = list(records())
BY_CODE = {entry.code: entry for entry in ENTRIES}


def kind(name):
    return [entry for entry in ENTRIES if entry.kind == name]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.code)
def test_a_record_can_be_submitted(entry):
    draft = kinds.load(entry.kind, entry.values)
    assert draft.problems == []
    assert kinds.missing(entry.kind, draft.values) == []
    assert classification.load(entry.decision)[1] == []
    assert entry.values["source"]["title"]
    assert entry.values["source"]["detail"]
    assert 50 <= len(entry.values["description"]) <= 500
    assert len(entry.values["keywords"]) >= 2


def test_organizations_load_and_form_a_tree():
    seen = set()
    for draft in organizations():
        assert organization.load(draft)[1] == []
        assert "email" not in draft
        assert "telephone" not in draft
        assert draft.get("parent", "") in seen | {""}
        seen.add(draft["code"])
    for entry in ENTRIES:
        assert entry.values["organization"] in seen
        assert entry.values.get("custodian", "dapm") in seen


def test_codes_are_unique_and_relations_look_back():
    seen = set()
    for entry in ENTRIES:
        for link in entry.values.get("relations", []):
            assert link["code"] in seen
        assert entry.code not in seen
        seen.add(entry.code)


def test_how_many_there_are():
    counted = Counter(entry.kind for entry in ENTRIES)
    assert counted == {
        "production_process": 3,
        "indicator": 56,
        "dataset": 17,
        "document": 8,
    }


def test_the_35_actions_with_their_baseline_as_first_observation():
    actions = [one for one in kind("indicator") if one.code.startswith("PET-C")]
    assert len(actions) == 35
    assert sum(int(one.values["plan"]["cost"] or 0) for one in actions) == 3_538_975_000
    assert sum(not one.values["plan"]["cost"] for one in actions) == 3
    for one in actions:
        (first,) = one.values["observations"]
        assert first["period"] == "2015"
        assert first["value"] == one.values["baseline"]["value"]
    percent = [one for one in actions if one.values["unit"] == "Porcentaje"]
    assert [one.values["baseline"]["value"] for one in percent] == ["100"]


def test_the_diagnosis_keeps_its_inconsistencies():
    assert "100 de 108" in " ".join(BY_CODE["PET-DX-5"].values["notes"])
    assert "17 dependencias" in " ".join(BY_CODE["DAT-PET-INVERSION"].values["notes"])
    assert "110 conceptos" in " ".join(BY_CODE["PET-C2-1-2"].values["notes"])


def test_the_survey_has_its_three_phases():
    periods = BY_CODE["CALI-DAPM-ECPPI-2014"].values["collection_periods"]
    assert [(one["start"], one["end"]) for one in periods] == [
        ("2013-10-02", "2013-12-19"),
        ("2014-03-28", "2014-04-30"),
        ("2014-10-20", "2014-11-20"),
    ]


def test_ten_sheets_have_a_series_with_their_source():
    sheets = [one for one in kind("indicator") if not one.code.startswith("PET")]
    assert len(sheets) == 10
    for sheet in sheets:
        series = sheet.values["observations"]
        assert len(series) >= 3
        assert len({one["period"] for one in series}) == len(series)
        assert all(sheet.code in one["source"] for one in series)


def test_the_invented_records_say_so():
    invented = [one for one in ENTRIES if one.decision["access_class"] != "publica"]
    assert [one.decision["access_class"] for one in invented] == [
        "clasificada",
        "reservada",
    ]
    for one in invented:
        assert one.values["title"].startswith("Ejemplo")
        assert one.decision["index_title"].startswith("Ejemplo")
        assert one.decision["motivation"].startswith("Ejemplo")
        assert "no existe" in one.decision["act"]
        assert one.code.startswith("EJEMPLO-")


def test_no_real_mailbox_is_given():
    assert {entry.values["contact"]["email"] for entry in ENTRIES} == {
        "datos@ejemplo.gov.co"
    }
