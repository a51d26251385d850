"""XLSX as it comes: titles, merged cells, dates, formulas, sheets without an end."""

import io
from datetime import date

import openpyxl
import pytest
from tumbaga.harvesters.tables import entries, workbook
from tumbaga.schemas.tables import Unreadable


def packed(book):
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def official():
    """The merged form GIC-TEI-F-09: three title rows, the header on row 4."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Activos"
    sheet["A1"], sheet["A2"] = "ALCALDÍA", "GESTIÓN Y CLASIFICACIÓN DE ACTIVOS"
    sheet["A3"] = "IDENTIFICACIÓN"
    sheet.merge_cells("A1:G1")
    header = (
        "Identificador;Nombre;Tipo;Dependencia;Fecha de generación;DIVIPOLA;Páginas"
    )
    sheet.append(header.split(";"))
    sheet.append(["A-1", "Uno", "Documento", "dapm", date(2024, 2, 29), 5001, "=1/0"])
    sheet.append([76001.0, "Dos", "Documento", None, 46167, 76001.0])
    sheet.append(["A-3", "Tres", "Documento", None, "31/02/2024", "5,001"])
    sheet.merge_cells("D5:D7")
    return book


def read(book):
    [table] = workbook.read(packed(book), "a.xlsx")
    return table, list(entries.entries(table))


def test_the_official_form_is_read_below_its_titles():
    table, found = read(official())

    assert (table.title, table.header_row) == ("Activos", 4)
    assert [entry.row for entry in found] == [5, 6, 7]
    assert [entry.code for entry in found] == ["A-1", "76001", "A-3"]


def test_a_merged_cell_counts_for_all_its_rows():
    _, found = read(official())

    assert [entry.data["organization"] for entry in found] == ["dapm"] * 3


def test_dates_come_typed_or_as_counts_of_days():
    _, found = read(official())

    assert found[0].data["generated"] == "2024-02-29"
    assert found[1].data["generated"] == "2026-05-25"
    assert "febrero de 2024 tiene 29" in found[2].remarks[0].text
    assert found[2].remarks[0].cell == "E7"


def test_lost_zeros_come_back():
    _, found = read(official())

    assert [entry.data["spatial"] for entry in found] == [
        ["05001"],
        ["76001"],
        ["05001"],
    ]


def test_a_formula_without_a_result_is_reported():
    _, found = read(official())

    [remark] = found[0].remarks
    assert (remark.cell, remark.given) == ("G5", "=1/0")
    assert "fórmula sin resultado" in remark.text


def test_the_formula_of_an_indicator_is_text():
    book = openpyxl.Workbook()
    book.active.append(
        ["Código", "Nombre del indicador", "Fórmula", "Unidad de medida"]
    )
    book.active.append(["I-1", "Cobertura", "=(V1/V2)*100", "%"])

    _, [entry] = read(book)

    assert entry.data["formula"] == "=(V1/V2)*100"


def test_a_sheet_that_reaches_to_the_last_cell_is_read_at_once():
    book = official()
    book["Activos"]["XFD1048576"] = "x"

    _, found = read(book)

    assert len(found) == 3


def test_a_million_columns_are_cut():
    book = official()
    for column in range(1, 400):
        book["Activos"].cell(8, column, "A-9" if column == 1 else "x")

    table, _ = read(book)

    assert max(len(row.values) for row in table.rows) == workbook.MOST_COLUMNS


def test_sheets_without_a_header_are_named():
    book = official()
    book.create_sheet("Instrucciones")["A1"] = "Lea esto"

    table, _ = read(book)

    assert any("«Instrucciones»" in note for note in table.notes)


def test_a_book_without_any_table_is_told_plainly():
    book = openpyxl.Workbook()
    book.active.append(["a", "b"])

    with pytest.raises(Unreadable, match="Ninguna hoja"):
        workbook.read(packed(book), "a.xlsx")


def test_a_sheet_with_broken_xml_is_told_plainly():
    import zipfile

    source = zipfile.ZipFile(io.BytesIO(packed(official())))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as broken:
        for name in source.namelist():
            content = source.read(name)
            broken.writestr(name, content[:500] if "sheet1" in name else content)

    with pytest.raises(Unreadable, match="dañado"):
        list(workbook.read(out.getvalue(), "a.xlsx"))
