"""``tumbaga template``, and the annotated copy that ``tumbaga import`` leaves."""

import io

import pytest
from click.testing import CliRunner
from filled_books import FIRST, fill
from importing_setting import sheet, stored
from openpyxl import Workbook, load_workbook
from tumbaga.records.organization import Organization
from tumbaga.records.person import Person
from tumbaga.schemas import stamps
from tumbaga.web.cli import house, tumbaga
from tumbaga.web.cli.annotating import beside

GOOD = {"code": "A-1", "title": "Uno", "organization": "dapm"}
BAD = {"code": "A-2", "title": "Dos", "organization": "dapm", "generated": "ayer"}


@pytest.fixture
def city(tmp_path, monkeypatch):
    """A house in a folder of its own, with one department and Ana."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TUMBAGA_DATA", str(tmp_path / "datos"))
    monkeypatch.delenv("TUMBAGA_DATABASE_URL", raising=False)
    house.opened.cache_clear()
    opened = house.opened()
    opened.prepare()
    with opened.writing() as session:
        unit = Organization(code="dapm", name="Planeación")
        session.add(unit)
        session.add(
            Person(code="ana", name="Ana", roles=["producer"], organization=unit)
        )
    yield opened
    opened.engine.dispose()
    house.opened.cache_clear()


def call(*words):
    return CliRunner().invoke(tumbaga, [str(word) for word in words])


def red(path):
    page = load_workbook(path).worksheets[1]
    return {
        cell.coordinate
        for row in page.iter_rows()
        for cell in row
        if cell.fill.fgColor.rgb == stamps.RED
    }


def test_a_template_is_written_with_the_dependencies_to_choose_from(city, tmp_path):
    path = tmp_path / "p.xlsx"

    result = call("template", "conjunto de datos", "-o", path)

    assert result.exit_code == 0, result.output
    assert load_workbook(path)["Dependencias"]["B2"].value == "Planeación"


def test_a_template_needs_no_database(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TUMBAGA_DATA", str(tmp_path / "nada"))
    house.opened.cache_clear()

    result = call("template", "ppi")

    house.opened.cache_clear()
    assert result.exit_code == 0, result.output
    assert load_workbook(tmp_path / "plantilla-production-process.xlsx").sheetnames
    assert not (tmp_path / "nada" / "tumbaga.db").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["nave"], "no es una clase"),
        (["dataset", "-o", "no/hay/p.xlsx"], "No se pudo escribir"),
    ],
)
def test_a_template_that_cannot_be_made_says_why(city, words, said):
    result = call("template", *words)

    assert result.exit_code in {1, 2}
    assert said in result.output
    assert "Traceback" not in result.output


def test_errors_leave_a_copy_beside_our_template_and_it_can_be_imported(city, tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(fill("dataset", [GOOD, BAD]))

    first = call("import", path, "--by", "ana")
    copy = tmp_path / "a.errores.xlsx"
    assert (first.exit_code, stored(city.engine)) == (1, 1)
    assert "a.errores.xlsx" in first.stderr
    [place] = red(copy)

    book = load_workbook(copy)
    book.worksheets[1][place].value = "2024"
    book.save(copy)
    second = call("import", copy, "--by", "ana")

    assert second.stdout.startswith("1 creados, 0 actualizados, 1 sin cambios, 0 con")
    assert second.exit_code == 0
    assert not (tmp_path / "a.errores-2.xlsx").exists()


def test_a_foreign_book_gets_a_copy_only_when_it_is_asked_for(city, tmp_path):
    book, path = Workbook(), tmp_path / "inventario.xlsx"
    book.active.append(["Código", "Nombre", "Tema", "Dependencia"])
    book.active.append(["A-1", "Uno", "Astrología", "dapm"])
    book.save(path)
    words = ("import", path, "--by", "ana", "--kind", "datos", "--dry-run")

    call(*words)
    assert not list(tmp_path.glob("*.errores.xlsx"))
    call(*words, "--annotated", tmp_path / "copia.xlsx")

    page = load_workbook(tmp_path / "copia.xlsx").active
    assert page["C2"].fill.fgColor.rgb == stamps.RED
    assert page["E1"].value == stamps.ERRORS
    again = call("import", tmp_path / "copia.xlsx", "--by", "ana", "--kind", "datos")
    assert "Errores" not in again.output


def test_a_csv_cannot_be_annotated_and_that_is_said(city, tmp_path):
    path = sheet(tmp_path, "A-1;Uno;Documento;dapm;x;Astrología;es")

    result = call("import", path, "--by", "ana", "--annotated", tmp_path / "c.xlsx")

    assert result.exit_code == 1
    assert "Solo se anota una copia de un libro .xlsx" in result.stderr


def test_a_list_row_without_record_is_an_error_of_the_file(city, tmp_path):
    path = tmp_path / "a.xlsx"
    book = load_workbook(io.BytesIO(fill("dataset", [GOOD])))
    book["Relaciones"].cell(FIRST, 1).value = "X-9"
    book.save(path)

    result = call("import", path, "--by", "ana")

    assert (result.exit_code, stored(city.engine)) == (1, 1)
    copy = load_workbook(tmp_path / "a.errores.xlsx")
    assert copy["Relaciones"].cell(FIRST, 1).fill.fgColor.rgb == stamps.RED


def test_a_template_that_nobody_filled_says_so(city, tmp_path):
    call("template", "dataset", "-o", tmp_path / "p.xlsx")

    result = call("import", tmp_path / "p.xlsx", "--by", "ana")

    assert result.exit_code == 2
    assert "ninguna fila de datos" in result.stderr


def test_the_name_of_a_copy_never_is_that_of_its_source(tmp_path):
    names = [tmp_path / "a.xlsx"]
    for _ in range(3):
        names.append(beside(names[-1]))

    assert [one.name for one in names] == [
        "a.xlsx",
        "a.errores.xlsx",
        "a.errores-2.xlsx",
        "a.errores-3.xlsx",
    ]
