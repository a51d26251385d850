"""The follow-up becomes observations: each period once, exact, with its parts."""

from decimal import Decimal

import pytest
from indicator_sheets import HEAD, LINES, data, follow, harvest
from tumbaga.harvesters.sheets import periods


def test_lines_become_observations_in_the_unit_of_the_indicator(tmp_path):
    first, second = data(tmp_path)["observations"]

    assert first == {
        "period": "2019-Q1",
        "value": 90,
        "target": 100,
        "components": [{"symbol": "V1", "value": 90}, {"symbol": "V2", "value": 100}],
        "note": "Todo bien",
    }
    assert (second["period"], second["improvement"]) == ("2019-Q2", "Contratar")


def test_binary_dust_is_wiped_off(tmp_path):
    [one] = follow(tmp_path, (2019, "Ene-Mar", 1, 0.1 + 0.2, 3, 0.1, 0.1))

    assert one["components"][0]["value"] == Decimal("0.3")
    assert one["value"] == 10


def test_a_result_that_lacks_is_computed(tmp_path):
    [one] = follow(tmp_path, (2019, "Ene-Mar", 1, 30, 40, None, None))

    assert (one["value"], one["note"]) == (75, "Calculado con la fórmula.")


@pytest.mark.parametrize("broken", ["#DIV/0!", "#¡VALOR!", None])
def test_what_cannot_be_divided_is_without_figure_and_says_why(tmp_path, broken):
    [one] = follow(tmp_path, (2019, "Ene-Mar", 1, 0, 0, broken, broken))

    assert "value" not in one
    assert one["status"] == "M"
    assert "divide por cero" in one["note"]


def test_a_month_that_is_still_to_come_is_a_target_and_no_observation(tmp_path):
    draft = data(tmp_path, lines=(*LINES, (None, "Jul-Sep", 1)))

    assert [one["period"] for one in draft["observations"]] == ["2019-Q1", "2019-Q2"]


@pytest.mark.parametrize(
    ("aims", "target"),
    [((1, 1, 1, 1), 100), ((0.25, 0.5, 0.75, 1), 100), ((0.4, 0.1, 0.9, 0.2), None)],
)
def test_the_target_of_a_year_is_its_last_if_they_do_not_fall(tmp_path, aims, target):
    names = ("Ene-Mar", "Abr-Jun", "Jul-Sep", "Oct-Dic")
    lines = [
        (2019, name, aim, 1, 2, 0.5) for name, aim in zip(names, aims, strict=True)
    ]
    found = data(tmp_path, lines=lines).get("targets")

    assert found == ([{"year": 2019, "value": target}] if target else None)


def test_two_lines_of_one_period_give_one_and_the_other_is_said(tmp_path):
    lines = (*LINES, (2019, "Enero a Marzo", 1, 1, 100, 0.01, 0.01))
    found = harvest(tmp_path, lines=lines)

    assert len(found.entry.data["observations"]) == 2
    assert any("Ya hay otro dato de 2019-Q1" in one.text for one in found.entry.remarks)


def test_a_total_counts_before_its_parts(tmp_path):
    rows = (
        (2019, "Trimestral (abril- junio)", 1, 1, 4, 0.25),
        (2019, "Trimestral (abril- junio)", 1, 3, 4, 0.75),
        ("REPORTE SEGUNDO TRIMESTRE 2019", None, 1, 4, 8, 0.5),
    )

    [one] = follow(tmp_path, *rows)

    assert (one["period"], one["value"]) == ("2019-Q2", 50)


def test_several_tables_in_one_sheet_are_one_series(tmp_path):
    rows = (
        (2019, "Abr-Jun", 1, 1, 4, 0.25),
        (None,),
        HEAD,
        (2019, "Jul-Sep", 1, 1, 4, 0.25),
    )

    assert [one["period"] for one in follow(tmp_path, *rows)] == ["2019-Q2", "2019-Q3"]


def test_the_year_of_a_cell_of_per_cents_is_a_year(tmp_path):
    lines = ((20.18, "Ene-Mar", 1, 1, 2, 0.5),)

    [one] = follow(tmp_path, *lines, percent=(1, 3, 6))

    assert one["period"] == "2018-Q1"


def test_addends_below_a_result_are_not_its_variables(tmp_path):
    rows = ((2019, "Ene-Mar", 1, 1, 2, 0.5), (None, None, None, 5, 6))

    [one] = follow(tmp_path, *rows, form={"Formula": "∑V1*V2"})

    assert "components" not in one


@pytest.mark.parametrize(
    ("label", "frequency", "code"),
    [
        ("Enero-Marzo", "trimestral", "2019-Q1"),
        ("En-Mar", "trimestral", "2019-Q1"),
        ("II trimestre", "trimestral", "2019-Q2"),
        ("Enero - Septiembre", "trimestral", "2019-Q3"),
        ("Ago -Sept", "trimestral", "2019-Q3"),
        ("jul-sep", "mensual", "2019-Q3"),
        ("Agto", "mensual", "2019-08"),
        ("Mes/Sept.", "mensual", "2019-09"),
        ("SEGUNDO BIMES", "bimestral", "2019-B2"),
        ("mayo- agosto", "cuatrimestral", "2019-C2"),
        ("Semestre 2", "semestral", "2019-S2"),
        ("Enero - Diciembre 2019", "semestral", "2019-S2"),
        ("Anual", "anual", "2019"),
        ("Total", "mensual", "2019"),
        ("Acumulado", "trimestral", "2019"),
        ("Febrero (2018) a Enero (2019)", "anual", "2019"),
    ],
)
def test_labels_of_periods(label, frequency, code):
    span = periods.span(label)

    assert span is not None
    assert periods.period(2019, span, frequency) == code


@pytest.mark.parametrize(
    "label", ["", "no aplica", "xxxx", "marca", "Octavo trimestre 9"]
)
def test_what_names_no_period_is_not_guessed(label):
    span = periods.span(label)

    assert span is None or span.unnamed


def test_labels_without_a_number_count_only_where_all_are_there(tmp_path):
    form = {"Periodicidad de  medición (Mes/trimestre/Semestre/Anual)": "Semestral"}
    both = [(2019, "Semestral", 1, 1, 2, 0.5), (None, None, 1, 1, 4, 0.25)]

    assert [one["period"] for one in follow(tmp_path, *both, form=form)] == [
        "2019-S1",
        "2019-S2",
    ]
    assert not follow(tmp_path, both[0], form=form)


def test_months_that_end_quarters_stand_for_them(tmp_path):
    rows = [(2019, month, 1, 1, 2, 0.5) for month in ("Marzo", "Junio", "Sep", "Dic")]

    codes = [one["period"] for one in follow(tmp_path, *rows)]

    assert codes == ["2019-Q1", "2019-Q2", "2019-Q3", "2019-Q4"]


def test_direction_is_what_the_compliance_of_the_sheet_shows(tmp_path):
    falling = (
        (2019, "Ene-Mar", 0.5, 1, 4, 0.25, 1),
        (2019, "Abr-Jun", 0.5, 3, 4, 0.75, 0.667),
    )

    assert data(tmp_path)["direction"] == "creciente"
    assert data(tmp_path, lines=falling)["direction"] == "decreciente"
