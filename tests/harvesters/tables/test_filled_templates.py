"""A template filled in and read back: the same record, whatever happened to the book."""

import io
from datetime import date

import pytest
from filled_books import FIRST, LABELS, PATHS, fill, record, saved
from openpyxl import load_workbook
from tumbaga.exporters.workbooks.template import template
from tumbaga.harvesters.tables import entries, reading
from tumbaga.schemas import kinds, stamps
from tumbaga.schemas.tables import Unreadable

pytestmark = pytest.mark.thorough


def read(content, folder, kind=""):
    path = folder / "libro.xlsx"
    path.write_bytes(content)
    tables = reading.tables(path)
    found = [one for table in tables for one in entries.entries(table, kind)]
    return tables, found


@pytest.mark.parametrize("kind", kinds.SCHEMAS)
def test_every_field_of_every_kind_comes_back(kind, tmp_path):
    data = record(kind)
    direct = kinds.load(kind, data)

    _tables, [entry] = read(fill(kind, [data]), tmp_path)

    assert direct.problems == []
    assert entry.remarks == ()
    draft = kinds.load(entry.kind, entry.data)
    assert (draft.kind, draft.problems) == (kind, [])
    assert draft.values == direct.values


def some(kind="indicator", count=2):
    return [record(kind, f"A-{number}") for number in range(1, count + 1)]


def edited(content, change):
    book = load_workbook(io.BytesIO(content))
    change(book)
    return saved(book)


def page_of(book, path):
    for page in book.worksheets:
        if any(cell.value == path for cell in page[PATHS]):
            return page
    raise LookupError(path)


def cell_of(page, path, row):
    [column] = [cell.column for cell in page[PATHS] if cell.value == path]
    return page.cell(row, column)


def remarks_on(tables):
    return [one for table in tables for one in entries.remarks_on(table)]


def test_an_untouched_template_holds_no_record(tmp_path):
    tables, found = read(template("document"), tmp_path)

    assert (len(tables), found) == (1, [])
    assert remarks_on(tables) == []


def test_lists_go_to_their_records_in_their_order(tmp_path):
    one, two = some()
    one["observations"] = [{"period": "2021", "value": 1}, {"period": "2020"}]
    two["observations"] = [{"period": "2022", "value": 3}]

    _tables, [first, second] = read(fill("indicator", [one, two]), tmp_path)

    assert [each["period"] for each in first.data["observations"]] == ["2021", "2020"]
    assert [each["period"] for each in second.data["observations"]] == ["2022"]
    place = second.places["observations.0.value"]
    assert (place.sheet, place.row, place.label) == ("Datos", 7, "Valor")
    assert first.data["distributions"][0]["columns"][1]["name"].endswith("2")


def test_renamed_sheets_and_moved_columns_are_known(tmp_path):
    def change(book):
        page_of(book, "title").title = "Lo nuestro"
        page = page_of(book, "targets[].year")
        page.title = "Otra"
        for row in range(1, page.max_row + 1):
            left, right = page.cell(row, 1).value, page.cell(row, 2).value
            page.cell(row, 1).value, page.cell(row, 2).value = right, left

    [data] = some(count=1)
    _tables, [entry] = read(edited(fill("indicator", [data]), change), tmp_path)

    values = kinds.load("indicator", entry.data).values
    assert values["targets"] == kinds.load("indicator", data).values["targets"]
    assert entry.sheet == "Lo nuestro"


@pytest.mark.parametrize("stamped", [True, False])
def test_the_paths_are_enough_when_the_stamp_is_gone(tmp_path, stamped):
    def change(book):
        for page in book.worksheets:
            for cell in page[PATHS]:
                if not stamped and stamps.read(cell.value):
                    cell.value = None

    _tables, found = read(edited(fill("dataset", some("dataset")), change), tmp_path)

    assert [one.kind for one in found] == ["dataset", "dataset"]


def test_an_earlier_version_is_read_by_its_paths_and_said(tmp_path):
    def change(book):
        page = page_of(book, "title")
        for cell in page[PATHS]:
            if stamps.read(cell.value):
                cell.value = stamps.stamp("dataset", "0123456789ab")
        cell_of(page, "acronym", PATHS).value = "nickname"
        cell_of(page, "nickname", LABELS).value = "Apodo"

    tables, [entry] = read(
        edited(fill("dataset", some("dataset", 1)), change), tmp_path
    )

    [remark] = remarks_on(tables)
    assert remark.weight == "aviso"
    assert "No trae estas columnas nuevas: «Sigla»" in remark.text
    assert "ya no existen y no se importaron: «Apodo»" in remark.text
    assert "acronym" not in entry.data
    assert "acronym" not in entry.covers
    assert entry.data["title"] == "Director de Planeación 1"


def test_an_extra_column_and_joined_cells_are_reported(tmp_path):
    def change(book):
        page = page_of(book, "title")
        page.cell(LABELS, page.max_column + 1).value = "Mi columna"
        at = cell_of(page, "category", FIRST).column_letter
        page.merge_cells(f"{at}{FIRST}:{at}{FIRST + 1}")
        left = cell_of(page, "trd_series", FIRST + 1).column
        page.merge_cells(
            start_row=FIRST + 1, end_row=FIRST + 1, start_column=left,
            end_column=left + 1,
        )  # fmt: skip

    content = edited(fill("document", some("document")), change)
    tables, [first, second] = read(content, tmp_path)

    said = {one.label: one.weight for one in remarks_on(tables)}
    assert said.pop("Mi columna") == "aviso"
    assert list(said.values()) == ["aviso"]
    assert second.data["category"] == first.data["category"]
    assert not first.refused
    assert second.refused
    assert "Separe las celdas" in second.remarks[0].text


def test_a_row_of_a_list_without_its_record_is_reported(tmp_path):
    def change(book):
        page = page_of(book, "relations[].code")
        cell_of(page, "code", FIRST).value = "X-9"
        cell_of(page, "code", FIRST + 1).value = None
        inner = page_of(book, "distributions[].columns[].name")
        cell_of(inner, "distributions[].title", FIRST).value = "Ninguno"

    content = edited(fill("dataset", some("dataset", 1)), change)
    tables, [entry] = read(content, tmp_path)

    orphan, blank = remarks_on(tables)
    assert (orphan.sheet, orphan.row, orphan.given) == ("Relaciones", FIRST, "X-9")
    assert orphan.weight == "error"
    assert blank.row == FIRST + 1
    assert "Falta el código" in blank.text
    assert "«Ninguno»" in entry.remarks[0].text
    assert entry.refused


def test_a_formula_without_result_is_reported_and_text_like_one_is_text(tmp_path):
    def change(book):
        page = page_of(book, "title")
        cell_of(page, "title", FIRST).value = "=B4"
        cell = cell_of(page, "description", FIRST)
        cell.value, cell.data_type = "=SUMA(A1)", "s"

    content = edited(fill("dataset", some("dataset", 1)), change)
    _tables, [entry] = read(content, tmp_path)

    [remark] = entry.remarks
    assert (remark.field, remark.cell) == ("title", f"B{FIRST}")
    assert "fórmula sin resultado" in remark.text
    assert entry.data["description"] == "=SUMA(A1)"


def test_what_nobody_filled_is_not_covered(tmp_path):
    data = {"code": "A-1", "title": "Uno", "organization": "dapm"}

    _tables, [entry] = read(fill("indicator", [data]), tmp_path)

    assert entry.covers == {"code", "title", "organization"}


def test_what_spreadsheets_do_to_values_is_undone(tmp_path):
    def change(book):
        page = page_of(book, "title")
        cell_of(page, "code", FIRST).value = 101.0
        cell_of(page, "spatial", FIRST).value = 5001
        cell_of(page, "temporal_start", FIRST).value = date(2020, 3, 1)
        cell_of(page, "temporal_end", FIRST).value = 2021
        cell_of(page, "minors", FIRST).value = "NO"
        cell_of(page, "acronym", FIRST).value = True

    data = {"code": "A-1", "title": "Uno", "organization": "dapm"}
    _tables, [entry] = read(edited(fill("dataset", [data]), change), tmp_path)

    values = kinds.load("dataset", entry.data).values
    assert (values["code"], values["spatial"]) == ("101", ["05001"])
    assert (values["temporal_start"], values["temporal_end"]) == ("2020-03-01", "2021")
    assert (values["minors"], values["acronym"]) == (False, "Sí")


def test_a_person_s_name_stays_on_the_desk(tmp_path):
    data = {
        "code": "A-1",
        "title": "Uno",
        "organization": "dapm",
        "contact": {"position": "Juan Pérez", "email": "juan.perez@cali.gov.co"},
    }

    _tables, [entry] = read(fill("dataset", [data]), tmp_path)

    assert "contact" not in entry.data
    assert entry.data["desk"]["contact_name"] == "Juan Pérez"
    assert {one.weight for one in entry.remarks} == {"aviso"}


def test_a_sheet_that_was_copied_is_read_with_its_own_rows(tmp_path):
    def change(book):
        page = book.copy_worksheet(page_of(book, "title"))
        page.title = "Los demás"
        cell_of(page, "code", FIRST).value = "A-9"
        relations = page_of(book, "relations[].code")
        cell_of(relations, "code", FIRST).value = "A-9"

    tables, found = read(edited(fill("dataset", some("dataset", 1)), change), tmp_path)

    assert [(one.sheet, one.code) for one in found] == [
        ("Conjunto de datos", "A-1"),
        ("Los demás", "A-9"),
    ]
    assert [len(one.data["relations"]) for one in found] == [1, 1]
    assert remarks_on(tables) == []


def test_the_example_row_may_be_written_over(tmp_path):
    def change(book):
        page = page_of(book, "title")
        for path, text in (("code", "A-0"), ("title", "Mío"), ("theme", "Salud")):
            cell_of(page, path, FIRST - 1).value = text

    content = edited(fill("dataset", some("dataset", 1)), change)
    _tables, [first, second] = read(content, tmp_path)

    assert (first.row, first.code, second.code) == (FIRST - 1, "A-0", "A-1")


def test_a_book_with_lists_alone_is_not_taken_for_a_template(tmp_path):
    def change(book):
        for page in book.worksheets:
            if any(cell.value == "title" for cell in page[PATHS]):
                book.remove(page)

    with pytest.raises(Unreadable):
        read(edited(fill("dataset", some("dataset", 1)), change), tmp_path)
