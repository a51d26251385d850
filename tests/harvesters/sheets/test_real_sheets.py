"""The 107 sheets of a real city: nearly all arrive whole, and nobody's name gets out."""

import json
from collections import Counter
from decimal import Decimal

import pytest
from openpyxl import load_workbook
from tumbaga.catalog import compliance
from tumbaga.harvesters.sheets import map as mapped
from tumbaga.harvesters.sheets import mapping, read
from tumbaga.harvesters.sheets.evidence import light
from tumbaga.schemas import kinds
from tumbaga.schemas.tables import Unreadable

pytestmark = pytest.mark.thorough

WHOLE = (
    "title",
    "objective",
    "formula_variables",
    "unit",
    "frequency",
    "process_code",
    "measurement_method",
)
CENT = Decimal("0.01")


@pytest.fixture(scope="module")
def books(shared):
    return list(read(shared / "data" / "colombia" / "cali-fichas-indicador"))


@pytest.fixture(scope="module")
def sheets(books):
    """What was read of each workbook, or why it was not."""
    return {book.name: looked(book) for book in books}


@pytest.fixture(scope="module")
def found(books, sheets):
    pairs = ((book, sheets[book.name]) for book in books)
    return {
        book.name: mapped(book)
        if isinstance(sheet, str)
        else mapping.describe(book, sheet)
        for book, sheet in pairs
    }


@pytest.fixture(scope="module")
def drafts(found):
    return {
        name: kinds.load("indicator", {**one.entry.data, "organization": "cali"})
        for name, one in found.items()
        if one.entry
    }


def test_all_but_the_two_old_workbooks_are_indicators(found, drafts):
    refused = {name: one.problem for name, one in found.items() if not one.entry}

    assert (len(found), len(drafts)) == (107, 105)
    assert set(refused) == {"MAHP03.01.18.FT01.xlsx", "MAHP03.01.18.FT02.xlsx"}
    assert all("formato antiguo (.xls)" in text for text in refused.values())


def test_they_are_whole_and_right(drafts):
    held = Counter(name for one in drafts.values() for name in one.values)

    assert not [one.problems for one in drafts.values() if one.problems]
    assert len({one.values["code"] for one in drafts.values()}) == 105
    assert {name: held[name] for name in WHOLE} == dict.fromkeys(WHOLE, 105)
    assert held["formula"] >= 103
    assert held["source_text"] >= 104
    assert held["producer_position"] >= 103
    assert held["targets"] >= 97
    assert held["observations"] >= 101


def test_every_figure_of_the_follow_up_is_an_observation(drafts):
    figures = [o for one in drafts.values() for o in one.values.get("observations", [])]

    assert len(figures) >= 603
    assert sum(1 for one in figures if "components" in one) >= 560


def test_our_results_are_those_of_the_sheets(sheets, drafts):
    counted = Counter()
    for values, point in points(sheets, drafts):
        parts = parts_of(values, point.period)
        if point.result is None or not parts:
            continue
        ours = compliance.compute(values, parts, point.period).result
        same = ours is not None and abs(ours - point.result) <= CENT
        counted["same" if same else "none" if ours is None else "other"] += 1

    assert counted["same"] >= 479, counted
    assert counted["other"] <= 29, counted


def test_our_compliance_and_light_are_those_of_the_sheets(sheets, drafts):
    counted = Counter()
    for values, point in points(sheets, drafts):
        if point.compliance is None or point.result is None:
            continue
        ours = compliance.judge(values, point.result, point.period, target=point.target)
        near = ours.compliance is not None and (
            abs(ours.compliance - point.compliance) <= 5 * CENT
        )
        counted["same" if near else "other"] += 1
        if (said := light(point.line.light)) and ours.light:
            counted["light" if said == ours.light else "other light"] += 1

    assert counted["same"] >= 558, counted
    assert counted["light"] >= 530, counted
    assert counted["other light"] <= 20, counted


def test_nobody_of_the_sheet_that_lists_persons_gets_out(books, found):
    name = "MAHP03.02.18.FT04.xlsx"
    [book] = [one for one in books if one.name == name]
    said = json.dumps(found[name].entry.data, default=str, ensure_ascii=False)
    pages = load_workbook(book.path, read_only=True, data_only=True).worksheets
    told = {
        str(cell.value).strip()
        for page in pages
        if "Ficha" not in page.title
        for row in page.iter_rows(max_row=400, max_col=40)
        for cell in row
        if cell.value is not None
    }
    persons = {one for one in told if len(one) > 7 and (one.isdigit() or " " in one)}

    assert len(persons) > 100
    assert not [one for one in persons if one in said]


def test_the_names_beside_a_post_stay_on_the_desk(drafts):
    for file, name in (
        ("MAHP03.02.18.FT04.xlsx", "Palomino"),
        ("MAHP03.02.18.FT07.xlsx", "Zuluaga"),
        ("MAHP03.01.18.FT23.xlsx", "Chileuitt"),
        ("MMDS01.03.18.FT03.xlsx", "Emilce"),
        ("MMCS03.05.18.FT03.xlsx", "Estefania"),
    ):
        values = dict(drafts[file].values)
        desk = str(values.pop("desk"))

        assert name in desk
        assert name not in str(values)


def looked(book):
    try:
        return mapping.look(book)
    except Unreadable as error:
        return str(error)


def points(sheets, drafts):
    for name, draft in drafts.items():
        for point in sheets[name].series.points:
            yield draft.values, point


def parts_of(values, period):
    for one in values["observations"]:
        if one["period"] == period:
            return compliance.components_of(one)
    return {}
