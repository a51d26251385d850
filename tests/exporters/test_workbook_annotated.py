"""The annotated copy: wrong cells red, each with its note; all the rest as it came."""

import io

import pytest
from filled_books import FIRST, fill, saved
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from tumbaga.exporters.workbooks.annotated import annotate, lost
from tumbaga.schemas import stamps
from tumbaga.schemas.tables import Remark

pytestmark = pytest.mark.thorough

RECORD = {"code": "A-1", "title": "=Uno", "organization": "dapm"}
SHEET = "Conjunto de datos"
HEADERS = {SHEET: 3}


def wrong(cell="B5", text="No vale.", row=FIRST, sheet=SHEET, weight="error"):
    return Remark(row, "Nombre", "x", text, weight, "title", cell, sheet)


def marked(content):
    book = load_workbook(io.BytesIO(content))
    cells = [
        cell for page in book.worksheets for row in page.iter_rows() for cell in row
    ]
    red = {
        (cell.parent.title, cell.coordinate): cell.comment.text
        for cell in cells
        if cell.fill.fgColor.rgb == stamps.RED
    }
    return book, red


def errors(book, row, sheet=SHEET):
    page = book[sheet]
    [column] = [cell.column for cell in page[3] if cell.value == stamps.ERRORS]
    return page.cell(row, column).value


def test_only_errors_are_marked_and_each_row_sums_them_up():
    remarks = [wrong(), wrong("C5", "Corto."), wrong("D5", "Ojo.", weight="aviso")]

    book, red = marked(annotate(fill("dataset", [RECORD]), remarks, HEADERS))

    assert red == {
        (SHEET, "B5"): "Por corregir: No vale.",
        (SHEET, "C5"): "Por corregir: Corto.",
    }
    assert errors(book, FIRST) == "Nombre: No vale.\nNombre: Corto."


def test_nothing_else_changes():
    before = fill("dataset", [RECORD])

    after = annotate(before, [wrong()], HEADERS)

    old, new = load_workbook(io.BytesIO(before)), load_workbook(io.BytesIO(after))
    assert new.sheetnames == old.sheetnames
    assert set(new.defined_names) == set(old.defined_names)
    for one, other in zip(old.worksheets, new.worksheets, strict=True):
        for row in one.iter_rows():
            for cell in row:
                same = other[cell.coordinate]
                assert (same.value, same.data_type) == (cell.value, cell.data_type)
                assert (same.comment is None) == (cell.comment is None) or cell.row == 5
        rules = {str(each.sqref) for each in other.data_validations.dataValidation}
        assert rules == {
            str(each.sqref) for each in one.data_validations.dataValidation
        }
        assert other.row_dimensions[2].hidden == one.row_dimensions[2].hidden
        assert other.freeze_panes == one.freeze_panes


def test_a_copy_of_a_copy_shows_only_what_is_wrong_now():
    first = annotate(fill("dataset", [RECORD]), [wrong(), wrong("C5")], HEADERS)

    book, red = marked(annotate(first, [wrong("D5", "Otro.")], HEADERS))

    assert red == {(SHEET, "D5"): "Por corregir: Otro."}
    assert errors(book, FIRST) == "Nombre: Otro."
    assert [cell.value for cell in book[SHEET][3]].count(stamps.ERRORS) == 1


def test_a_person_s_note_and_colour_are_kept():
    book = load_workbook(io.BytesIO(fill("dataset", [RECORD])))
    page = book[SHEET]
    page["B5"].comment = Comment("Preguntar a Planeación", "Ana")
    page["C5"].fill = PatternFill("solid", fgColor="FF00FF00")
    content = saved(book)

    once = annotate(content, [wrong()], HEADERS)
    _book, red = marked(once)
    book, none = marked(annotate(once, [], HEADERS))

    assert red[SHEET, "B5"] == "Preguntar a Planeación\n\nPor corregir: No vale."
    assert none == {}
    assert book[SHEET]["B5"].comment.text == "Preguntar a Planeación"
    assert book[SHEET]["B5"].comment.author == "Ana"
    assert book[SHEET]["C5"].fill.fgColor.rgb == "FF00FF00"


def test_a_blank_cell_that_is_marked_stays_a_cell_of_its_column():
    """Else a spreadsheet would make a day of what is typed there, as 2015-07."""
    book = load_workbook(io.BytesIO(fill("dataset", [RECORD])))
    path = "temporal_start"
    [column] = [one.column_letter for one in book[SHEET][2] if one.value == path]

    remark = wrong(f"{column}{FIRST}")
    book, _red = marked(annotate(saved(book), [remark], HEADERS))

    assert book[SHEET][remark.cell].number_format == "@"


def test_columns_that_are_described_together_are_parted():
    book = Workbook()
    page = book.active
    page.title = "Hoja"
    page.append(["Código", "Nombre"])
    page.append(["A-1", "Uno"])
    described = page.column_dimensions["B"]
    described.min, described.max, described.width = 2, 16384, 20

    remark = wrong("B2", row=2, sheet="Hoja")
    done, _red = marked(annotate(saved(book), [remark], {"Hoja": 1}))

    spans = sorted(
        (one.min, one.max, one.width) for one in done["Hoja"].column_dimensions.values()
    )
    assert spans == [(2, 2, 20), (3, 3, 60), (4, 16384, 20)]


def test_a_joined_cell_is_marked_at_its_first():
    book = load_workbook(io.BytesIO(fill("dataset", [RECORD])))
    book[SHEET].merge_cells("B5:B8")

    _book, red = marked(annotate(saved(book), [wrong("B7", row=7)], HEADERS))

    assert set(red) == {(SHEET, "B5")}


def test_a_column_of_errors_that_somebody_joined_is_left_alone():
    first = annotate(fill("dataset", [RECORD]), [wrong()], HEADERS)
    book = load_workbook(io.BytesIO(first))
    page = book[SHEET]
    [column] = [one.column for one in page[3] if one.value == stamps.ERRORS]
    page.merge_cells(start_row=5, end_row=9, start_column=column, end_column=column + 2)

    book, red = marked(annotate(saved(book), [wrong("B7", row=7)], HEADERS))

    assert set(red) == {(SHEET, "B7")}
    assert book[SHEET].cell(7, column + 3).value == "Nombre: No vale."


def test_a_foreign_book_is_annotated_too():
    book = Workbook()
    page = book.active
    page.title = "Inventario"
    page.append(["Código", "Nombre", "Tema"])
    page.append(["A-1", "Uno", "Astrología"])
    remark = Remark(2, "Tema", "", "=No está.", "error", "theme", "C2", "Inventario")

    done, red = marked(annotate(saved(book), [remark], {"Inventario": 1}))

    assert red == {("Inventario", "C2"): "Por corregir: =No está."}
    assert done["Inventario"]["D1"].value == stamps.ERRORS
    assert done["Inventario"]["D2"].data_type == "s"


def test_a_message_with_controls_or_without_end_is_written_all_the_same():
    remark = wrong(text="No hay «\x0bx»." + "y" * 40_000)

    book, red = marked(annotate(fill("dataset", [RECORD]), [remark], HEADERS))

    assert red[SHEET, "B5"].startswith("Por corregir: No hay «x».")
    assert errors(book, FIRST).startswith("Nombre: No hay «x».")


def test_what_a_copy_cannot_keep_is_named():
    book = Workbook()
    assert lost(saved(book)) == []

    from openpyxl.chart import BarChart, Reference

    page = book.active
    page.append([1, 2])
    chart = BarChart()
    chart.add_data(Reference(page, min_col=1, min_row=1, max_col=2))
    page.add_chart(chart, "D4")
    assert lost(saved(book)) == ["los gráficos"]
