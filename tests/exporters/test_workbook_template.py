"""The template as a spreadsheet shows it: lists, notes, examples, hidden paths."""

import io

import pytest
from filled_books import FIRST, LABELS, PATHS
from openpyxl import load_workbook
from tumbaga.exporters.workbooks.template import template
from tumbaga.schemas import kinds, stamps, vocabularies, workbooks

pytestmark = pytest.mark.thorough

UNITS = [("dapm", "Planeación"), ("salud", "Secretaría de Salud")]


def opened(kind="indicator", **words):
    return load_workbook(io.BytesIO(template(kind, **words)))


def by_path(page):
    return {cell.value: cell.column for cell in page[PATHS] if cell.value}


@pytest.mark.parametrize("kind", kinds.SCHEMAS)
def test_every_column_of_the_schema_has_its_place_label_note_and_example(kind):
    book = opened(kind)

    for page, sheet in zip(book.worksheets[1:], workbooks.sheets(kind), strict=False):
        at = by_path(page)
        for column in sheet:
            place = at[sheet.address(column)]
            label = page.cell(LABELS, place)
            assert label.value == column.label + (" *" if column.required else "")
            assert label.comment.text
            assert page.cell(LABELS + 1, place).value is not None
        assert page.row_dimensions[PATHS].hidden
        assert page.freeze_panes == "B4"
        assert page.max_row == FIRST - 1
        assert not page.protection.sheet


@pytest.mark.parametrize("kind", kinds.SCHEMAS)
def test_short_lists_drop_down_and_long_ones_are_looked_up(kind):
    book = opened(kind)

    for page, sheet in zip(book.worksheets[1:], workbooks.sheets(kind), strict=False):
        offered = {
            str(rule.sqref).split(":")[0]: rule.formula1
            for rule in page.data_validations.dataValidation
        }
        for place, column in enumerate(sheet, 1):
            cell = f"{page.cell(1, place).column_letter}{FIRST}"
            if column.vocabulary == "territories":
                assert cell not in offered
            elif column.vocabulary:
                assert offered[cell] == f"lista_{column.vocabulary}"


def test_a_list_holds_all_labels_on_a_hidden_sheet():
    book = opened()

    area = book.defined_names["lista_frequencies"].attr_text
    sheet, cells = area.replace("$", "").replace("'", "").split("!")
    labels = [row[0].value for row in book[sheet][cells]]

    assert book[sheet].sheet_state == "hidden"
    assert labels == [term.es for term in vocabularies.get("frequencies")]


def test_territories_have_a_sheet_of_their_own():
    book = opened("dataset")

    [page] = [one for one in book.worksheets if one.title.startswith("Consulta")]

    assert page.max_row == len(vocabularies.get("territories").terms) + 1
    assert page.sheet_state == "visible"


def test_dependencies_are_offered_where_they_are_known():
    book = opened("dataset", organizations=UNITS)

    rules = book.worksheets[1].data_validations.dataValidation
    assert "lista_organization" in {rule.formula1 for rule in rules}
    assert book["Dependencias"]["B3"].value == "Secretaría de Salud"
    assert "Dependencias" not in opened("dataset").sheetnames


def test_the_stamp_stands_in_a_hidden_cell_of_every_sheet():
    book = opened("document")

    mark = stamps.stamp("document", workbooks.fingerprint("document"))
    for page in book.worksheets[1 : 1 + len(workbooks.sheets("document"))]:
        assert mark in {cell.value for cell in page[PATHS]}


def test_codes_and_dates_stay_as_they_are_typed():
    page = opened("dataset").worksheets[1]
    at = by_path(page)

    for path in ("code", "temporal_start", "spatial"):
        letter = page.cell(1, at[path]).column_letter
        assert page.column_dimensions[letter].number_format == "@"


def test_the_instructions_name_every_sheet():
    book = opened("indicator")
    said = "\n".join(str(row[0].value) for row in book["Instrucciones"])

    for page in book.worksheets[1 : 1 + len(workbooks.sheets("indicator"))]:
        assert page.title in said


def test_a_kind_that_there_is_not_is_refused():
    with pytest.raises(KeyError):
        template("nave")
