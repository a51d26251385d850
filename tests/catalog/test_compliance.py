"""What the figures of an indicator say: result, compliance, traffic light, by period."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tumbaga.catalog import assets, compliance
from tumbaga.schemas import kinds

SHEET = {
    "code": "MAJA01.01.18.FT03",
    "title": "Solicitudes atendidas a tiempo",
    "organization": "planeacion",
    "unit": "Porcentaje",
    "formula": "(V1/V2)*100",
    "formula_variables": [
        {"symbol": "V1", "name": "Atendidas"},
        {"symbol": "V2", "name": "Recibidas"},
    ],
    "direction": "creciente",
    "accumulation": "stock",
    "targets": [{"year": 2019, "value": 90}],
    "observations": [
        {"period": "2019-Q1", "value": 81, "components": {"V1": 81, "V2": 100}},
        {"period": "2019-Q2", "components": {"V1": 30, "V2": 100}},
        {"period": "2019-Q3", "value": 70, "target": 70},
        {"period": "2019-Q4", "components": {"V1": 0, "V2": 0}},
        {"period": "2018-Q4", "value": 60},
    ],
}


def draft(**other):
    return kinds.load("indicator", {**SHEET, **other}).values


def test_variables_of_a_period_give_result_compliance_and_light():
    ours = compliance.compute(draft(), {"V1": 81, "V2": 100}, "2019-Q1")

    assert (ours.result, ours.target, ours.compliance) == (81, 90, 90)
    assert ours.light == "satisfactorio"


def test_the_target_may_be_told():
    ours = compliance.compute(
        draft(), {"v1": "30", "v2": "60"}, "2030", target=Decimal(100)
    )

    assert (ours.compliance, ours.light) == (50, "critico")


def test_a_record_is_judged_as_its_draft_is(city):
    asset = assets.save(city.session, kinds.load("indicator", SHEET), by=city.ana).asset
    city.session.flush()
    city.session.refresh(asset)

    assert compliance.outcomes(asset) == compliance.outcomes(draft())


def test_every_period_is_judged_and_says_what_lacks():
    told = {one.period: one for one in compliance.outcomes(draft())}

    assert list(told) == ["2018-Q4", "2019-Q1", "2019-Q2", "2019-Q3", "2019-Q4"]
    assert "No hay meta para 2018-Q4" in told["2018-Q4"].reason
    assert told["2019-Q2"].result == 30
    assert told["2019-Q3"].compliance == 100
    assert "divide por cero (V1 = 0; V2 = 0)" in told["2019-Q4"].reason


@pytest.mark.parametrize(
    ("result", "target", "direction", "met"),
    [
        (50, 100, "creciente", 50),
        (120, 100, "creciente", 120),
        (-20, 2, "creciente", -1000),
        (50, 100, None, 50),
        (10, 15, "decreciente", 100),
        (15, 15, "decreciente", 100),
        (0, 15, "decreciente", 100),
        (30, 15, "decreciente", 50),
        (5, 0, "decreciente", 0),
        (0, 0, "decreciente", 100),
        (90, 100, "estable", 90),
        (110, 100, "estable", 90),
        (500, 100, "estable", 0),
        (5, 0, "creciente", None),
        (5, -1, "creciente", None),
        (-5, -1, "decreciente", None),
    ],
)
def test_compliance_follows_the_direction(result, target, direction, met):
    assert compliance.compliance(Decimal(result), Decimal(target), direction) == met


@pytest.mark.parametrize(
    ("met", "thresholds", "light"),
    [
        ("90", None, "satisfactorio"),
        ("89.996", None, "satisfactorio"),
        ("89.99", None, "medio"),
        ("70", {}, "medio"),
        ("69.9", {}, "critico"),
        ("85", {"satisfactory": 80, "medium": 60}, "satisfactorio"),
        ("65", {"satisfactory": "80", "medium": "60"}, "medio"),
        ("89", {"medium": Decimal(50)}, "medio"),
    ],
)
def test_the_light_has_the_thresholds_of_the_indicator(met, thresholds, light):
    assert compliance.light(Decimal(met), thresholds) == light


@pytest.mark.parametrize(
    ("formula", "said"),
    [
        ("", "no tiene fórmula"),
        ("V1/V9", "«V9»"),
        ("__import__('os')", "no se puede calcular"),
        ("Solicitudes*V1", "no está entre las variables"),
        ("V1/(V2-V2)", "siempre divide por cero"),
    ],
)
def test_a_formula_that_cannot_be_computed_says_why(formula, said):
    ours = compliance.compute(draft(formula=formula), {"V1": 1, "V2": 2}, "2019")

    assert ours.result is None
    assert said in ours.reason


def test_a_formula_of_the_indicator_itself_is_refused():
    own = [{"symbol": "PSAT", "name": "El indicador"}]
    itself = draft(acronym="PSAT", formula="PSAT*2", formula_variables=own)

    ours = compliance.compute(itself, {"PSAT": 1}, "2019")

    assert "se usa a sí misma" in ours.reason


@given(
    st.decimals(0, 10**9, places=2),
    st.decimals("0.01", 10**9, places=2),
    st.sampled_from(["creciente", "decreciente", "estable", None]),
)
def test_meeting_the_target_is_a_hundred_and_nothing_is_below_nought(
    result, target, direction
):
    assert compliance.compliance(target, target, direction) == 100
    assert compliance.compliance(result, target, direction) >= 0
