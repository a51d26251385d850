"""Desk and page hold a figure against the same target."""

from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from tumbaga.catalog import observing
from tumbaga.records.indicator import Indicator
from tumbaga.records.observation import Observation
from tumbaga.records.reading import Observed
from tumbaga.web.window import series

AIMS = [{"year": 2019, "value": 100}]


def at_the_desk(accumulation: str | None, period: str, target: Decimal | None) -> Any:
    record = Indicator(code="X", title="X", targets=AIMS, accumulation=accumulation)
    figure = {"period": period, "value": Decimal(80), "target": target}
    found = observing.judge(observing.setting(record), figure).outcome
    return found.target, found.compliance, found.light


def on_the_page(accumulation: str | None, period: str, target: Decimal | None) -> Any:
    document = {"targets": AIMS, "accumulation": accumulation}
    shown = SimpleNamespace(
        period=period,
        value=Decimal(80),
        target=target,
        territory=None,
        breakdown={},
        status="A",
    )
    observed: list[Observed] = [shown]  # type: ignore[list-item]
    [found] = series.judged(document, observed)
    return found.target, found.compliance, found.light


@pytest.mark.parametrize(
    ("accumulation", "period", "target", "expected"),
    [
        (None, "2019", None, (100, 80, "medio")),
        ("flujo", "2019", None, (100, 80, "medio")),
        ("flujo", "2019-03", None, (None, None, "")),
        (None, "2019-Q1", None, (None, None, "")),
        ("acumulado", "2019-S1", None, (None, None, "")),
        ("stock", "2019-03", None, (100, 80, "medio")),
        ("capacidad", "2019-Q1", None, (100, 80, "medio")),
        ("flujo", "2019-03", Decimal(8), (8, 1000, "satisfactorio")),
        ("stock", "2018-03", None, (None, None, "")),
    ],
)
def test_one_rule_says_the_target(
    accumulation: str | None, period: str, target: Decimal | None, expected: Any
) -> None:
    assert at_the_desk(accumulation, period, target) == expected
    assert on_the_page(accumulation, period, target) == expected


@pytest.mark.parametrize(
    ("territory", "breakdown", "target", "light"),
    [
        ("76001", {}, None, "medio"),
        ("76001", {"sexo": "mujer"}, None, ""),
        ("76001", {"sexo": "mujer"}, Decimal(80), "satisfactorio"),
        (None, {}, None, ""),
    ],
)
def test_the_place_of_the_whole_is_the_same(
    territory: str | None, breakdown: dict[str, str], target: Decimal | None, light: str
) -> None:
    """Three figures are of the city: what is of another place is a part of nothing."""
    years = [
        {"period": year, "value": Decimal(1), "territory": "76001", "breakdown": {}}
        for year in ("2016", "2017", "2018")
    ]
    figure = {
        "period": "2019",
        "value": Decimal(80),
        "territory": territory,
        "breakdown": breakdown,
        "target": target,
    }
    record = Indicator(code="X", title="X", targets=AIMS)
    record.observations = [Observation(**one) for one in years]
    at_desk = observing.judge(observing.setting(record), figure).outcome

    shown = [
        SimpleNamespace(**{"target": None, "status": "A", **one})
        for one in (*years, figure)
    ]
    on_page = series.judged({"targets": AIMS}, shown)[-1]  # type: ignore[arg-type]
    assert (at_desk.light, on_page.light) == (light, light)
