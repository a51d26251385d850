"""Tables as CSV, XLSX and PDF: exact, typed, readable, and never a formula."""

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal

import openpyxl
import pytest
from pypdf import PdfReader
from tumbaga import exporters
from tumbaga.exporters import paper
from tumbaga.exporters.tabular import pdf as writes_pdf
from tumbaga.exporters.tabular import xlsx as writes_xlsx
from tumbaga.exporters.tabular.csv import cell, number
from tumbaga.schemas.tables import Row, Table

HEADER = ("nombre", "valor", "fecha", "hay")
DANGEROUS = ("=1+1", "+cmd|' /C calc'!A0", "-x", "@SUM(A1)", "\t=1", "\r=1")


def table(*rows, header=HEADER, title="Registro de activos", notes=()):
    numbered = [Row(n, tuple(values)) for n, values in enumerate(rows, start=2)]
    return Table(title, "Alcaldía de Ñandú", header, 1, numbered, len(numbered), notes)


def written(key, given):
    out = io.BytesIO()
    exporters.table(key).write(given, out)
    return out.getvalue()


def sheet(given):
    return openpyxl.load_workbook(io.BytesIO(written("xlsx", given))).active


def pages(given):
    return [
        one.extract_text() for one in PdfReader(io.BytesIO(written("pdf", given))).pages
    ]


@pytest.mark.parametrize("key", exporters.TABLE)
def test_each_says_its_key_its_media_type_and_its_suffix(key):
    exporter = exporters.table(key)
    assert (key, f".{key}") == (exporter.KEY, exporter.SUFFIX)
    assert "/" in exporter.MEDIA_TYPE


def test_csv_is_plain_utf8_with_points_and_no_mark():
    body = written("csv", table(("Año", Decimal("-1234.50"), date(2020, 1, 2), True)))
    assert body.decode() == "nombre,valor,fecha,hay\r\nAño,-1234.5,2020-01-02,sí\r\n"


@pytest.mark.parametrize("text", DANGEROUS)
def test_text_never_becomes_a_formula(text):
    assert cell(text).startswith("'")
    found = sheet(table((text, None, None, None)))["A2"]
    assert found.data_type != "f"
    assert str(found.value).strip() == text.strip()


@pytest.mark.parametrize("text", ["-5", "+3,2", "-0.5", "18-24", "año", ""])
def test_numbers_and_plain_text_stay(text):
    assert cell(text) == text


def test_numbers_keep_every_digit_and_no_idle_zero():
    assert number(Decimal("-1000.00000000")) == "-1000"
    assert number(Decimal("0E-8")) == "0"
    assert number(Decimal("123456789012345678.12345678")) == (
        "123456789012345678.12345678"
    )


def test_a_heading_is_no_formula_either():
    odd = table((1, 2), header=("=1+1", "@x"))
    assert next(csv.reader(io.StringIO(written("csv", odd).decode()))) == [
        "'=1+1",
        "'@x",
    ]
    assert sheet(odd)["A1"].data_type == "s"


def test_xlsx_numbers_are_numbers_and_dates_are_dates():
    moment = datetime(2026, 11, 20, 15, 4, tzinfo=UTC)
    found = sheet(table(("ñandú", Decimal("-12.50"), date(2020, 1, 2), moment)))
    values = [one.value for one in found[2]]
    assert values[:2] == ["ñandú", -12.5]
    # a moment is told by the clock of Colombia, as everywhere
    told = [one.isoformat(" ", "minutes") for one in values[2:]]
    assert told == ["2020-01-02 00:00", "2026-11-20 10:04"]
    assert [one.data_type for one in found[2]] == ["s", "n", "d", "d"]
    assert found.freeze_panes == "A2"
    assert found.auto_filter.ref == "A1:D2"


def test_xlsx_text_that_looks_like_an_error_or_a_number_is_text():
    found = sheet(table(("#N/A", "05001", "\x00\x0b", "x" * 40_000)))
    kept = [(one.value, one.data_type) for one in found[2]]
    assert kept[:2] == [("#N/A", "s"), ("05001", "s")]
    assert len(kept[3][0]) <= 32_767


def test_xlsx_goes_on_in_another_sheet(monkeypatch):
    monkeypatch.setattr(writes_xlsx, "MOST_ROWS", 3)
    rows = [(f"n{number}", number, None, None) for number in range(5)]
    book = openpyxl.load_workbook(io.BytesIO(written("xlsx", table(*rows))))
    assert [one.max_row for one in book.worksheets] == [3, 3, 2]
    assert {one["A1"].value for one in book.worksheets} == {"nombre"}


def test_rows_are_asked_for_one_by_one():
    """A writer that gathers them all would not begin before the last one is there."""
    out = io.BytesIO()
    seen = []

    def rows():
        for at in range(2, 3000):
            seen.append(out.tell())
            yield Row(at, ("x" * 200, at, None, None))

    given = Table("t", "s", HEADER, 1, rows(), 0)
    exporters.table("csv").write(given, out)
    assert seen[-1] > seen[0]


def test_pdf_says_title_source_date_and_pages_with_accents():
    rows = [("Ñandú, pingüino y árbol", Decimal("1234567.5"), date(2020, 1, 2), None)]
    found = pages(table(*rows * 80, notes=("Fecha: 25 de noviembre de 2026",)))
    assert "Registro de activos" in found[0]
    assert "Fuente: Alcaldía de Ñandú" in found[0]
    assert "Fecha: 25 de noviembre de 2026" in found[0]
    assert "1.234.567,5" in found[0]
    assert "2 ene 2020" in found[0]
    for at, text in enumerate(found, start=1):
        assert f"Página {at} de" in text
        assert str(len(found)) in text
        assert "nombre" in text
    assert sum(text.count("pingüino") for text in found) == 80


def test_pdf_embeds_its_fonts():
    reader = PdfReader(io.BytesIO(written("pdf", table(("ñ", 1, None, None)))))
    for font in reader.pages[0]["/Resources"]["/Font"].values():
        found = font.get_object()
        if "Vera" in found["/BaseFont"]:
            assert "/FontFile2" in found["/FontDescriptor"].get_object()
            return
    pytest.fail("no Vera on the page")


def test_pdf_cells_of_any_length_find_their_pages():
    found = pages(table(("palabra " * 3000, None, "x" * 3000, None), ("fin",)))
    assert sum(text.count("palabra") for text in found) == 3000
    assert "fin" in found[-1]


def test_pdf_of_nothing_is_a_page_with_its_header():
    (only,) = pages(table())
    assert "nombre" in only
    assert "Esta lista está vacía" in only
    assert "Página 1 de" in only


def test_pdf_of_many_columns_keeps_them_on_the_page():
    header = tuple(f"columna {n} muy larga de nombre" for n in range(22))
    wide = table(("x" * 50,) * 22, header=header)
    words = writes_pdf._words(wide, [])
    for size in (paper.LANDSCAPE, paper.DOUBLE):
        room = size[0] - 2 * paper.MARGIN
        widths = writes_pdf._widths(wide, [], words, room)
        assert sum(widths) <= room + 1


def test_pdf_of_many_columns_takes_wider_paper_and_cuts_no_word():
    header = tuple(f"clasificación {n}" for n in range(15))
    out = io.BytesIO()
    writes_pdf.write(table(("conservación",) * 15, header=header), out)
    (page,) = PdfReader(out).pages

    assert tuple(map(float, page.mediabox[2:])) == paper.DOUBLE
    assert page.extract_text().count("conservación") == 15
    assert page.extract_text().count("clasificación") == 15


def test_xlsx_is_printed_as_wide_as_the_page_with_its_header_on_each():
    out = io.BytesIO()
    writes_xlsx.write(table(("x",)), out)
    sheet = openpyxl.load_workbook(out).active

    assert sheet.page_setup.orientation == "landscape"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == "$1:$1"


@pytest.mark.parametrize(
    ("given", "drawn"),
    [
        ("V₁ → ñ", "V1 » ñ"),
        ("Nasa Yuwe: ẽ ũ ĩ", "Nasa Yuwe: e u i"),
        ("\u200bdato\u200d", "dato"),
        ("🐦", "?"),
        ("<b>&amp;", "<b>&amp;"),
    ],
)
def test_what_the_font_lacks_is_still_readable(given, drawn):
    assert paper.drawable(given) == drawn


def test_pdf_gives_the_room_to_the_column_of_most_lines():
    texts = (
        "Documento de texto",
        "lo que dice la ley " * 20,
        "Electrónico y físico",
    ) * 2
    given = table(*[texts] * 8, header=tuple(f"columna {n}" for n in range(6)))
    rows = list(given.rows)
    words = writes_pdf._words(given, rows)

    widths = writes_pdf._widths(given, rows, words, 700)

    assert sum(widths) <= 701
    assert all(one >= word for one, word in zip(widths, words, strict=True))
    assert min(widths[1], widths[4]) > 3 * max(widths[0], widths[3])


@pytest.mark.parametrize(
    ("columns", "paper_size", "across"), [(5, "1", 1), (8, "3", 1), (39, "3", 4)]
)
def test_xlsx_of_many_columns_is_printed_so_that_it_can_be_read(
    columns, paper_size, across
):
    header = tuple(f"columna número {n:02} " + "." * 8 for n in range(columns))
    made = sheet(table(("texto",) * columns, header=header))

    assert str(made.page_setup.paperSize) == paper_size
    assert int(made.page_setup.fitToWidth) == across
    assert made.print_title_rows == "$1:$1"
    assert bool(made.print_options.headings) == (across > 1)
