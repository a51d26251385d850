"""Desk and page hold a figure against the same target."""

from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from tumbaga.catalog import observing
from tumbaga.records.indicator import Indicator
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
