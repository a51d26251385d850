"""Figures that are being written: what they come to, and which ones they replace."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ..records.indicator import Indicator
from . import compliance
from .asset_values import key_of
from .compliance import Outcome

DIFFERS = "Con las variables da {computed}, y aquí dice {typed}. Revise cuál es."
JUDGED_BY = (
    "formula",
    "formula_variables",
    "unit",
    "direction",
    "accumulation",
    "targets",
)
_CLOSE = Decimal("0.005")


@dataclass(frozen=True)
class Judged:
    """What a figure comes to; ``remark`` is what to look at before saving it."""

    outcome: Outcome
    computed: Decimal | None
    remark: str = ""


def judge(indicator: Mapping[str, Any], figure: Mapping[str, Any]) -> Judged:
    """The result of a figure, its compliance and its light; from its variables where
    it has no value.
    """
    period, value = str(figure.get("period", "")), figure.get("value")
    target = figure.get("target")
    parts = compliance.components_of(figure)
    computed = None
    if parts and indicator.get("formula"):
        made = compliance.compute(indicator, parts, period, target=target)
        computed = made.result
        if value is None:
            return Judged(_of_whole(made, indicator, figure), computed)
    found = compliance.judge(indicator, value, period, target=target)
    remark = ""
    if computed is not None and value is not None and _far(computed, value):
        remark = DIFFERS.format(computed=_said(computed), typed=_said(value))
    return Judged(_of_whole(found, indicator, figure), computed, remark)


def computed(indicator: Mapping[str, Any], figure: Mapping[str, Any]) -> dict[str, Any]:
    """The figure with its value, where the formula gives one and nobody wrote it."""
    if figure.get("value") is not None:
        return dict(figure)
    result = judge(indicator, figure).computed
    if result is None:
        return dict(figure)
    return {**figure, "value": result.quantize(Decimal("1e-8"))}


def setting(indicator: Indicator) -> dict[str, Any]:
    """What judging asks of an indicator; each figure brings its own target."""
    said: dict[str, Any] = {name: getattr(indicator, name) for name in JUDGED_BY}
    said["thresholds"] = indicator.thresholds
    said["place"] = compliance.place_of(indicator.observations)
    said |= {"code": indicator.code, "title": indicator.title}
    return said | {"acronym": indicator.acronym, "observations": ()}


def merged(
    held: Sequence[Mapping[str, Any]], given: Sequence[Mapping[str, Any]]
) -> tuple[list[dict[str, Any]], int]:
    """The figures with the new ones among them, and how many of those they replace."""
    kept = {key(one): dict(one) for one in held}
    replaced = 0
    for one in given:
        name = key(one)
        replaced += name in kept
        kept[name] = {**kept.get(name, {}), **one}
    return list(kept.values()), replaced


def key(figure: Mapping[str, Any]) -> tuple[Any, ...]:
    """What names a figure, right or not yet."""
    try:
        return key_of(dict(figure))
    except KeyError:  # not right yet: it is like no other
        return (id(figure),)


def _of_whole(
    outcome: Outcome, indicator: Mapping[str, Any], figure: Mapping[str, Any]
) -> Outcome:
    """Targets of a year are of the whole: a part without its own has no light."""
    own = figure.get("target") is not None
    if own or compliance.is_whole(figure, indicator.get("place")):
        return outcome
    return Outcome(outcome.period, outcome.result)


def _far(one: Decimal, other: Decimal) -> bool:
    return abs(one - other) > max(_CLOSE, abs(one) * _CLOSE)


def _said(value: Decimal) -> str:
    return f"{value.quantize(Decimal('0.01')):f}".replace(".", ",")
