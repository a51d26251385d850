"""Our short way through a sheet gives what the library's own way gives."""

import io
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from tumbaga.harvesters.tables import cells

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
ODD = f"""<worksheet xmlns="{MAIN}"><dimension ref="A1:B1"/><sheetData>
<row r="1"><c r="A1" t="inlineStr"><is><t>solo</t></is></c>
<c r="C1" t="inlineStr"><is><t xml:space="preserve"> dos  blancos </t></is></c></row>
<row r="3"><c r="A3" t="inlineStr"><is><r><t>dos </t></r><r><t>partes</t></r></is></c>
<c r="B3" t="inlineStr"><is><t>漢字</t><rPh sb="0" eb="1"><t>kan</t></rPh></is></c>
<c r="D3" t="inlineStr"><is><t/></is></c><c r="E3" t="inlineStr"/></row>
<row r="4"><c t="inlineStr"><is><t>sin lugar</t></is></c><c><v>7</v></c></row>
<row r="2"><c r="A2" t="inlineStr"><is><t>hacia atrás</t></is></c></row>
<row r="6"><c r="A6" t="str"><f>B6&amp;"x"</f><v>x</v></c><c r="B6" t="b"><v>1</v></c>
<c r="C6"><v>1.50</v></c><c r="D6" t="e"><v>#N/A</v></c></row>
</sheetData></worksheet>"""


def opened(content, **how):
    return openpyxl.load_workbook(io.BytesIO(content), read_only=True, **how)


def with_sheet(xml):
    plain, out = io.BytesIO(), io.BytesIO()
    openpyxl.Workbook().save(plain)
    with ZipFile(plain) as before, ZipFile(out, "w") as after:
        for name in before.namelist():
            ours = name == "xl/worksheets/sheet1.xml"
            after.writestr(name, xml if ours else before.read(name))
    return out.getvalue()


def with_looks():
    book = openpyxl.Workbook()
    part = TextBlock(InlineFont(b=True), "negrita")
    book.active.append(["texto", CellRichText("con ", part), 1, 2.5, None, True])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def bare(values):
    values = list(values)
    while values and values[-1] is None:
        values.pop()
    return values


@pytest.mark.parametrize("only_values", [True, False])
@pytest.mark.parametrize("content", [with_sheet(ODD), with_looks()])
def test_rows_are_those_of_the_library(content, only_values):
    ours, theirs = (opened(content, data_only=only_values).active for _ in range(2))
    theirs.reset_dimensions()

    found = {
        number: bare(values)
        for number, values in cells.rows(ours, columns=9, upto=99)
        if bare(values)
    }
    given = enumerate(theirs.iter_rows(values_only=True, max_col=9, max_row=6), 1)

    assert found == {number: bare(values) for number, values in given if bare(values)}
    assert found


def test_a_column_too_far_and_a_row_too_far_are_left_out():
    sheet = opened(with_sheet(ODD)).active

    found = dict(cells.rows(sheet, columns=2, upto=4))

    assert found == {1: ["solo"], 3: ["dos partes", "漢字"], 4: ["sin lugar", 7]}
