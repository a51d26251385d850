"""Sheets that say what is not theirs to say, or what no record can hold."""

from decimal import Decimal
from pathlib import Path

import pytest
from filled_books import fill
from importing_setting import catalogue, counts, run, sheet
from openpyxl import load_workbook
from sqlalchemy import select
from sqlalchemy.orm import Session
from tumbaga.harvesters.tables import entries, reading
from tumbaga.records.asset import Asset
from tumbaga.records.indicator import Indicator

pytestmark = pytest.mark.thorough

BASE = {
    "code": "I-1",
    "title": "Cobertura",
    "organization": "dapm",
    "description": "Cuántos hay.",
    "objective": "Saber",
    "unit": "unidades",
    "formula_variables": [
        {"symbol": "V1", "name": "Unos"},
        {"symbol": "V2", "name": "Otros"},
    ],
}


@pytest.fixture
def engine(tmp_path: Path):
    made = catalogue(tmp_path)
    yield made
    made.dispose()


def book(folder: Path, **values: object) -> Path:
    place = folder / "libro.xlsx"
    place.write_bytes(fill("indicator", [{**BASE, **values}]))
    return place


def test_what_is_not_the_sheets_to_say_is_named_and_not_taken(engine, tmp_path):
    forged = {
        "uid": "11111111-1111-4111-8111-111111111111",
        "workflow_state": "published",
        "approved_by": "carla",
        "version": "9",
        "first_published": "2020-01-01",
        "digest": "x",
        "decided": "true",
        "id": "7",
    }
    header = "Código;Nombre;Clase de registro;Dependencia;" + ";".join(forged)
    row = "A-1;Activo;Conjunto de datos;dapm;" + ";".join(forged.values())
    path = sheet(tmp_path, row, header=header)

    tally = run(engine, path)
    said = {
        remark.label
        for table in reading.tables(path)
        for remark in entries.remarks_on(table, "dataset")
    }

    assert counts(tally) == (1, 0, 0, 0)
    # «version» is understood: which edition of its data a record is.
    assert set(forged) - {"version"} <= said
    with Session(engine) as session:
        asset = session.scalars(select(Asset)).one()
        assert asset.uid != forged["uid"]
        assert (asset.workflow_state, asset.version) == ("draft", 1)
        assert (asset.first_published, asset.decided) == (None, False)


@pytest.mark.parametrize(
    ("formula", "told"),
    [
        ("V1/0", "divide por cero"),
        ("V9*2", "no está entre las variables"),
        ("Cobertura=Cobertura+1", "se usa a sí misma"),
        ("__import__('os').system('x')", "no se puede calcular"),
        ("V1**999999999", "no se calcula nada"),
        ("Lo que diga la oficina", "no se calcula nada"),
    ],
)
def test_a_formula_that_is_none_is_said_in_its_cell(engine, tmp_path, formula, told):
    """Offices keep many in prose: it stays as text, and nothing is worked out by it."""
    figure = {"period": "2019", "components": [{"symbol": "V1", "value": "3"}]}

    tally = run(engine, book(tmp_path, formula=formula, observations=[figure]))

    assert counts(tally) == (1, 0, 0, 0)
    [remark] = tally.remarks
    assert (remark.weight, remark.field, remark.given) == ("aviso", "formula", formula)
    assert told in remark.text
    assert remark.cell
    with Session(engine) as session:
        one = session.scalars(select(Indicator)).one()
        assert one.formula == formula
        assert one.observations[0].value is None


def test_a_right_formula_and_one_that_the_record_explains_are_said_nothing(
    engine, tmp_path
):
    assert run(engine, book(tmp_path, formula="(V1/V2)*100")).remarks == []
    header = "Código;Nombre;Clase de registro;Dependencia;Fórmula"
    row = "I-1;Cobertura;Indicador;dapm;V1/V2"

    tally = run(engine, sheet(tmp_path, row, header=header), kind="indicator")

    assert counts(tally) == (0, 1, 0, 0)
    assert tally.remarks == []


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1.234,5", "1234.5"),
        ("1,234.5", "1234.5"),
        ("1234.5", "1234.5"),
        ("12 %", "12"),
    ],
)
def test_figures_as_offices_write_them_are_understood(engine, tmp_path, typed, value):
    figures = [{"period": "2019", "value": typed}]

    assert run(engine, book(tmp_path, observations=figures)).remarks == []

    with Session(engine) as session:
        [figure] = session.scalars(select(Indicator)).one().observations
        assert figure.value == Decimal(value)


@pytest.mark.parametrize("typed", ["<5", "N/A", "1e5000", "=1+1", "NaN", "Infinity"])
def test_what_is_no_figure_is_said_in_its_cell(engine, tmp_path, typed):
    figures = [{"period": "2019", "value": typed}]

    tally = run(engine, book(tmp_path, observations=figures))

    assert counts(tally) == (0, 0, 0, 1)
    [remark] = tally.remarks
    assert (remark.field, remark.given) == ("observations.0.value", typed)
    assert remark.cell


def test_cells_that_are_merged_are_said_and_no_row_is_misread(engine, tmp_path):
    place = book(tmp_path, title="Otro")
    whole = load_workbook(place)
    page = whole["Indicador"]
    page.title = "La hoja de Ana"
    page.merge_cells(start_row=5, start_column=1, end_row=5, end_column=2)
    whole.save(place)

    tally = run(engine, place)

    assert counts(tally) == (0, 0, 0, 1)
    merged = [one for one in tally.remarks if "combinada" in one.text]
    assert [(one.sheet, one.cell) for one in merged] == [("La hoja de Ana", "A5")]
    with Session(engine) as session:
        assert session.scalars(select(Asset)).all() == []
