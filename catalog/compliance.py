"""What an indicator's figures say: result, compliance with the target, traffic light.

Reads an indicator of the desk or the values of a draft; writes nothing.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ..records.indicator import MEDIUM, SATISFACTORY
from ..schemas.errors import Problem
from ..schemas.formulas import Formula, FormulaError, in_unit, parse

NO_FORMULA = "El indicador no tiene fórmula: escriba el resultado."
NO_TARGET = "No hay meta para {period}: escríbala para saber si se cumplió."
NO_RESULT = "No hay resultado para {period}."
ZERO_TARGET = "La meta es 0: no se puede decir qué parte de ella se cumplió."
BELOW_ZERO = "La meta es menor que 0: no se puede decir qué parte de ella se cumplió."

STANDING = ("stock", "capacidad")
"""Accumulations that say how things stand: a year's target holds for its parts too."""

YEAR = len("2019")

_HUNDREDTH, _FAR = Decimal("0.01"), Decimal(10**9)


@dataclass(frozen=True, slots=True)
class Outcome:
    """``compliance`` is per cent of the target; ``light`` satisfactorio, medio, critico.

    Where one of them is not known, ``reason`` says why and what to do.
    """

    period: str
    result: Decimal | None = None
    target: Decimal | None = None
    compliance: Decimal | None = None
    light: str = ""
    reason: str = ""


def compute(
    indicator: Any,
    components: Mapping[str, Decimal | int | str],
    period: str,
    *,
    target: Decimal | None = None,
) -> Outcome:
    """Compute the formula of ``indicator`` for a period, and judge the result.

    Without ``target``, that of the period's observation or of its year counts.
    """
    aim = target if target is not None else target_of(indicator, period)
    try:
        values = {name: Decimal(str(one)) for name, one in components.items()}
        result = in_unit(formula_of(indicator), values, _get(indicator, "unit"))
    except FormulaError as error:
        return Outcome(period, target=aim, reason=str(error))
    return judge(indicator, result, period, target=aim)


def judge(
    indicator: Any,
    result: Decimal | None,
    period: str,
    *,
    target: Decimal | None = None,
) -> Outcome:
    """Compliance and traffic light of a result."""
    aim = target if target is not None else target_of(indicator, period)
    if result is None:
        return Outcome(period, target=aim, reason=NO_RESULT.format(period=period))
    if aim is None:
        return Outcome(period, result, reason=NO_TARGET.format(period=period))
    met = compliance(result, aim, _get(indicator, "direction"))
    if met is None:
        return Outcome(
            period, result, aim, reason=BELOW_ZERO if aim < 0 else ZERO_TARGET
        )
    return Outcome(period, result, aim, met, light(met, _get(indicator, "thresholds")))


def compliance(
    result: Decimal, target: Decimal, direction: str | None = None
) -> Decimal | None:
    """What part of the target is met, per cent, or None where that makes no sense.

    ``decreciente``: at or below the target it is met, all of it; above, by how much it
    falls short. ``estable``: the distance on either side counts. Otherwise more is
    better, and over a hundred is said as it is.
    """
    if direction == "decreciente" and target >= 0:
        return Decimal(100) if result <= target else target / result * 100
    if target <= 0:
        return None
    if direction == "estable":
        return max(Decimal(0), 100 - abs(result - target) / target * 100)
    return result / target * 100


def light(met: Decimal, thresholds: Mapping[str, Any] | None = None) -> str:
    """The traffic light of a compliance, by the indicator's own thresholds or 90 and 70.

    It is told as people see it, of two decimals: 89,996 is 90.
    """
    said = thresholds or {}
    shown = met.quantize(_HUNDREDTH) if abs(met) < _FAR else met
    if shown >= Decimal(str(said.get("satisfactory", SATISFACTORY))):
        return "satisfactorio"
    return "medio" if shown >= Decimal(str(said.get("medium", MEDIUM))) else "critico"


def outcomes(indicator: Any) -> list[Outcome]:
    """Judge every figure of the whole, in time; computed where only its parts are known."""
    found = []
    figures = _get(indicator, "observations") or ()
    place = place_of(figures)
    for one in figures:
        if not is_whole(one, place):
            continue
        period, value, aim = (_get(one, name) for name in ("period", "value", "target"))
        parts = components_of(one)
        if value is None and parts:
            found.append(compute(indicator, parts, period, target=aim))
        else:
            found.append(judge(indicator, value, period, target=aim))
    return sorted(found, key=lambda outcome: outcome.period)


def formula_of(indicator: Any) -> Formula:
    """Read the formula with its variables. Raises ``FormulaError``."""
    text = _get(indicator, "formula")
    if not text:
        raise FormulaError(NO_FORMULA)
    symbols = [one["symbol"] for one in _get(indicator, "formula_variables") or ()]
    own = [str(_get(indicator, name) or "") for name in ("code", "acronym", "title")]
    return parse(text, symbols, own=own)


def unreadable(values: Any) -> Problem | None:
    """What is said of a formula by which nothing can be worked out; the same at every
    door.
    """
    text = _get(values, "formula")
    if not text:
        return None
    try:
        formula_of(values)
    except FormulaError as error:
        return Problem("formula", "Fórmula", str(text)[:80], str(error))
    return None


def components_of(observation: Any) -> dict[str, Decimal]:
    """The values of the variables, from a record or from a draft."""
    held = _get(observation, "components") or {}
    if not isinstance(held, Mapping):
        held = {one["symbol"]: one["value"] for one in held}
    return {name: Decimal(str(value)) for name, value in held.items()}


def place_of(figures: Iterable[Any]) -> str | None:
    """The place of the whole: that which most figures without breakdown share."""
    places = Counter(_at(one) for one in figures if not _get(one, "breakdown"))
    return places.most_common(1)[0][0] if places else None


def is_whole(figure: Any, place: str | None) -> bool:
    """Whether a figure is of the whole, whose place is ``place``: targets are of it."""
    return not _get(figure, "breakdown") and _at(figure) == place


def _at(figure: Any) -> str | None:
    return _get(figure, "territory") or None


def target_of(indicator: Any, period: str) -> Decimal | None:
    """The target that a figure of the whole of this period is held against, if any.

    It is the period's own; else that of its year, if the figure is the year's or is
    known to say how things stand: January is not held against what the whole year
    should bring. The desk, the page and the printed sheet all ask this.
    """
    for one in _get(indicator, "observations") or ():
        if _get(one, "period") == period and _get(one, "target") is not None:
            return Decimal(str(_get(one, "target")))
    if len(period) > YEAR and _get(indicator, "accumulation") not in STANDING:
        return None
    for one in _get(indicator, "targets") or ():
        if str(one.get("year")) == period[:YEAR] and one.get("value") is not None:
            return Decimal(str(one["value"]))
    return None


def _get(subject: Any, name: str) -> Any:
    return subject.get(name) if isinstance(subject, Mapping) else getattr(subject, name)
