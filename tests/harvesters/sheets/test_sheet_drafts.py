"""A form becomes the draft of an indicator, wherever its labels stand."""

from decimal import Decimal

import pytest
from indicator_sheets import data, harvest
from openpyxl import Workbook
from tumbaga import harvesters
from tumbaga.harvesters.sheets import Book, read
from tumbaga.harvesters.sheets import map as mapped
from tumbaga.schemas import kinds
from tumbaga.schemas.tables import Unreadable


def test_the_form_is_read_whole(tmp_path):
    draft = data(tmp_path)

    assert draft["code"] == "MAJA01.01.18.FT03"
    assert draft["title"] == "Porcentaje de solicitudes atendidas a tiempo"
    assert draft["objective"] == draft["description"] == "Medir la atención oportuna"
    assert draft["unit"] == "Porcentaje"
    assert draft["frequency"] == "trimestral"
    assert draft["indicator_type"] == "eficacia"
    assert draft["associated_with"] == ["procesos"]
    assert draft["formula"] == "(V1/V2)*100"
    assert draft["formula_variables"] == [
        {"symbol": "V1", "name": "Solicitudes atendidas a tiempo"},
        {"symbol": "V2", "name": "Solicitudes recibidas"},
    ]
    assert draft["baseline"] == {"value": 82, "period": "2017"}
    assert draft["producer_position"] == "Secretaría de Salud / Líder del proceso"
    assert draft["prepared"] == "2018-06-04"
    assert draft["plan"] == {"name": "Cali vive", "period": "2016-2019"}
    assert (draft["process_code"], draft["process"]) == (
        "MAJA01.01",
        "Gestión Jurídica",
    )


def test_what_does_not_apply_is_not_said(tmp_path):
    draft = data(tmp_path)

    assert not {"reference_values", "geographic_breakdown", "desk"} & set(draft)
    assert all("Ninguna" not in note for note in draft["notes"])


def test_the_draft_passes_the_schema(tmp_path):
    draft = kinds.load("indicator", {**data(tmp_path), "organization": "salud"})

    assert not draft.problems


@pytest.mark.parametrize(("right", "down"), [(0, 0), (-1, -3), (2, 0), (1, 9)])
def test_a_form_may_stand_anywhere(tmp_path, right, down):
    moved = data(tmp_path, right=right, down=down)

    assert moved == data(tmp_path)


@pytest.mark.parametrize(
    "code",
    [
        "MAJA01.01.18FT03",
        "MAJA01.01.18.FT.03",
        "MAJA.01.01.18.FT3",
        "maja01.01.18.ft03 V2",
    ],
)
def test_a_code_has_one_spelling(tmp_path, code):
    assert data(tmp_path, code=code)["code"] == "MAJA01.01.18.FT03"


def test_the_file_names_the_code_when_the_sheet_does_not_or_was_copied(tmp_path):
    without = harvest(tmp_path, "MAJA01.01.18.FT04.xlsx", code=None)
    copied = harvest(tmp_path, "MAJA01.01.18.FT05.xlsx")

    assert without.entry.code == "MAJA01.01.18.FT04"
    assert copied.entry.code == "MAJA01.01.18.FT05"
    assert "MAJA01.01.18.FT03" in copied.entry.remarks[0].text


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Trimestral ", "trimestral"),
        ("MENSUAL", "mensual"),
        ("Mes", "mensual"),
        (" Bimensual", "bimestral"),
        ("Semestre", "semestral"),
        ("Trimestral acumulado", "trimestral"),
        ("Cuatrimestral", "cuatrimestral"),
        ("ANUAL", "anual"),
    ],
)
def test_spellings_of_a_frequency_are_one(tmp_path, text, code):
    label = "Periodicidad de  medición (Mes/trimestre/Semestre/Anual)"

    assert data(tmp_path, form={label: text})["frequency"] == code


@pytest.mark.parametrize(
    ("text", "baseline"),
    [
        ("82% (2017)", {"value": 82, "period": "2017"}),
        ("2017= 99%", {"value": 99, "period": "2017"}),
        ("66.7%, diciembre de 2016", {"value": Decimal("66.7"), "period": "2016"}),
        ("77,64% vigencia 2017", {"value": Decimal("77.64"), "period": "2017"}),
        (0.5, {"value": 50}),
        ("Por definir", None),
        ("100% del 40% de 2018", None),
    ],
)
def test_a_baseline_is_a_figure_and_its_year_or_nothing(tmp_path, text, baseline):
    assert data(tmp_path, form={"Línea de Base ": text}).get("baseline") == baseline


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("29/may/2018", "2018-05-29"),
        ("6-abr-18", "2018-04-06"),
        ("Abril 6 de 2018", "2018-04-06"),
        ("25 de septiembre de 2018", "2018-09-25"),
        ("2018-06-04", "2018-06-04"),
        ("pronto", None),
    ],
)
def test_dates_are_read_as_they_are_written(tmp_path, written, date):
    label = "Fecha de elaboración de la Ficha  Técnica"

    assert data(tmp_path, form={label: written}).get("prepared") == date


def test_a_formula_that_is_no_sum_stays_as_text_and_is_said(tmp_path):
    found = harvest(tmp_path, form={"Formula": "∑(Ci*Pi)"})

    assert found.entry.data["formula"] == "∑(Ci*Pi)"
    assert any("sumatorias" in remark.text for remark in found.entry.remarks)


def test_a_text_that_is_too_long_goes_to_the_desk_and_the_rest_is_kept(tmp_path):
    found = harvest(tmp_path, form={"Unidad de Medida": "solicitudes " * 40})

    assert "unit" not in found.entry.data
    assert "solicitudes" in found.entry.data["desk"]["remarks"]
    assert any("Es demasiado largo" in remark.text for remark in found.entry.remarks)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"form": {"Nombre del Indicador": "N/A"}}, "no tiene el nombre"),
        ({"code": None}, "no tiene código"),
        (
            {"form": {"Nombre del Indicador": "Solicitudes de Jorge Pérez"}},
            "una persona",
        ),
    ],
)
def test_a_sheet_that_is_no_indicator_says_why(tmp_path, given, said):
    found = harvest(tmp_path, **given)

    assert found.entry is None
    assert said in found.problem


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "vacío"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 99, "formato antiguo (.xls)"),
        (b"PK\x03\x04 cortado", "dañado"),
        (b"%PDF-1.7 x", "un PDF"),
        (b"hola;mundo\n", "No es un libro de cálculo"),
    ],
)
def test_a_file_that_is_no_workbook_says_what_it_is(tmp_path, content, said):
    path = tmp_path / "ficha.xlsx"
    path.write_bytes(content)

    assert said in mapped(Book(path)).problem


def test_a_workbook_without_a_form_says_what_was_looked_for(tmp_path):
    book = Workbook()
    book.active["A1"] = "Presupuesto"
    book.save(tmp_path / "otro.xlsx")

    assert "Objetivo del indicador" in mapped(Book(tmp_path / "otro.xlsx")).problem


def test_a_folder_gives_its_workbooks_by_name(tmp_path):
    for name in ("b.xlsx", "a.xlsx", "~$a.xlsx", "nota.txt"):
        (tmp_path / name).write_bytes(b"x")

    assert [book.name for book in read(tmp_path)] == ["a.xlsx", "b.xlsx"]


def test_a_place_without_workbooks_says_so(tmp_path):
    with pytest.raises(Unreadable, match="No hay libros"):
        list(read(tmp_path))
    with pytest.raises(Unreadable, match="No existe"):
        list(read(tmp_path / "nada"))


def test_the_registry_loads_each_kind_on_first_use():
    for kind in harvesters.KINDS:
        module = harvesters.get(kind)

        assert callable(module.read)
        assert callable(module.map)
    with pytest.raises(KeyError):
        harvesters.get("ninguno")
