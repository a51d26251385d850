"""Formulas of indicators: read by hand, computed exactly. Runs no code, looks up nothing.

A formula is a program of steps for a stack: no depth of it can exhaust the machine. It
is computed in fractions, so that a third of three is one and a divisor is nought only
where it is; the result is a decimal of fifty digits.
"""

from __future__ import annotations

import decimal
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from .formula_reading import Step, read
from .formula_signs import REMEDY, FormulaError, fold, shown, signs

__all__ = ["Formula", "FormulaError", "in_unit", "is_percent", "parse"]

SAMPLES = (Fraction("1009.37"), Fraction("27.613"), Fraction("0.7919"))
LARGEST_POWER = 40
"""Of ten, up or down, in a value: beyond it is no figure of a city."""

BY_ZERO = (
    "La fórmula siempre divide por cero. Revise lo que está después de la raya de "
    "división, por ejemplo (V1/V2)*100."
)

_CONTEXT = decimal.Context(prec=50, rounding=decimal.ROUND_HALF_EVEN)


@dataclass(frozen=True, slots=True)
class Formula:
    """``variables`` are named as they were written, each once, in their order."""

    text: str
    steps: tuple[Step, ...]
    variables: tuple[str, ...]
    name: str = ""
    """What stands before ``=``, if anything does."""

    def compute(self, values: Mapping[str, Decimal | int]) -> Decimal:
        """Give the exact result. Raises ``FormulaError`` where there is none.

        Upper and lower case are the same; what the formula does not name is not used.
        """
        given = {fold(name): Decimal(value) for name, value in values.items()}
        known = {}
        for name in self.variables:
            if fold(name) not in given:
                raise FormulaError(f"Falta el valor de {name}. Escriba un número.")
            known[fold(name)] = _value(name, given[fold(name)])
        try:
            exact = _run(self.steps, known)
        except ZeroDivisionError:
            said = "; ".join(f"{one} = {given[fold(one)]:f}" for one in self.variables)
            raise FormulaError(
                f"Con estos valores la fórmula divide por cero ({said}). Revise el "
                "divisor, o deje el dato vacío con el estado «Sin dato»."
            ) from None
        with decimal.localcontext(_CONTEXT):
            return Decimal(exact.numerator) / Decimal(exact.denominator)

    @property
    def is_fraction(self) -> bool:
        """Whether it is a ratio without its hundred: 0,85 and not 85.

        ``100%`` is one: ``(V1/V2)*100%`` is a fraction as well.
        """
        follows = (*self.steps[1:], "")
        hundred = any(
            step == 100 and after != "%"
            for step, after in zip(self.steps, follows, strict=True)
            if isinstance(step, Decimal)
        )
        return bool(self.variables) and not hundred and _degree(self.steps) == 0


def parse(
    text: str, variables: Iterable[str] | None = None, *, own: Iterable[str] = ()
) -> Formula:
    """Read a formula; what stands before ``=`` is its name.

    With ``variables``, a name that is not among them is refused; ``own`` are the names
    of the indicator itself, which its formula may not use. Raises ``FormulaError``.
    """
    name, body = _named(text)
    steps, names = read(signs(body))
    formula = Formula(shown(body), steps, names, shown(name))
    _no_circle(formula, [name, *own])
    if variables is not None:
        _known(formula, list(variables))
    _no_zero(formula)
    return formula


def _named(text: str) -> tuple[str, str]:
    *before, body = text.split("=")
    if len(before) > 1:
        raise FormulaError(
            "La fórmula tiene más de un signo igual. Escriba una sola cuenta, por "
            "ejemplo (V1/V2)*100."
        )
    if not body.strip():
        raise FormulaError("Falta la fórmula. Escríbala, por ejemplo, (V1/V2)*100.")
    return (before[0] if before else ""), body


def _no_circle(formula: Formula, own: list[str]) -> None:
    names = {fold(name) for name in own if name.strip()}
    for name in formula.variables:
        if fold(name) in names:
            raise FormulaError(
                f"La fórmula se usa a sí misma: «{name}» es el indicador. Escriba la "
                "cuenta con sus variables, por ejemplo (V1/V2)*100."
            )


def _known(formula: Formula, variables: list[str]) -> None:
    listed = {fold(one) for one in variables}
    for name in formula.variables:
        if fold(name) not in listed:
            there_are = ", ".join(variables) or "ninguna"
            raise FormulaError(
                f"La fórmula usa «{shown(name)}», que no está entre las variables "
                f"({there_are}). Agréguela con lo que mide, o corrija el nombre."
            )


def _no_zero(formula: Formula) -> None:
    """A divisor that is nought wherever one looks is nought."""
    for sample in SAMPLES:
        values = {
            fold(name): sample * (place + 3)
            for place, name in enumerate(formula.variables)
        }
        try:
            _run(formula.steps, values)
        except ZeroDivisionError:
            continue
        return
    raise FormulaError(BY_ZERO)


def _value(name: str, value: Decimal) -> Fraction:
    if not value.is_finite():
        raise FormulaError(f"El valor de {name} no es un número. {REMEDY}")
    if value and abs(value.adjusted()) > LARGEST_POWER:
        raise FormulaError(
            f"El valor de {name} es demasiado grande o pequeño: revíselo."
        )
    return Fraction(value)


def _run(steps: tuple[Step, ...], known: Mapping[str, Fraction]) -> Fraction:
    stack: list[Fraction] = []
    for step in steps:
        if isinstance(step, Decimal):
            stack.append(Fraction(step))
        elif step.startswith("="):
            stack.append(known[step[1:]])
        elif step == "neg":
            stack.append(-stack.pop())
        elif step == "%":
            stack.append(stack.pop() / 100)
        else:
            right = stack.pop()
            stack.append(_apply(step, stack.pop(), right))
    return stack.pop()


def _apply(operation: str, left: Fraction, right: Fraction) -> Fraction:
    if operation == "+":
        return left + right
    if operation == "-":
        return left - right
    return left * right if operation == "*" else left / right


def _degree(steps: tuple[Step, ...]) -> int | None:
    """Of what degree it is in its variables, taken as of one unit; None if of none."""
    stack: list[int | None] = []
    for step in steps:
        if isinstance(step, Decimal) or step.startswith("="):
            stack.append(0 if isinstance(step, Decimal) else 1)
        elif step not in {"neg", "%"}:
            right, left = stack.pop(), stack.pop()
            if left is None or right is None:
                stack.append(None)
            elif step in {"+", "-"}:
                stack.append(left if left == right else None)
            else:
                stack.append(left + right if step == "*" else left - right)
    return stack.pop()


def in_unit(
    formula: Formula, values: Mapping[str, Decimal | int], unit: str | None
) -> Decimal:
    """The result in the indicator's unit. Raises ``FormulaError``.

    Where that is per cent, a ratio without its hundred is written with it: V1/V2 and
    (V1/V2)*100 are one indicator, and sheets have both.
    """
    result = formula.compute(values)
    return result * 100 if is_percent(unit) and formula.is_fraction else result


def is_percent(unit: str | None) -> bool:
    """Whether a unit of measure is per cent, however it is written."""
    return (unit or "").strip().casefold().startswith(("porcent", "por ciento", "%"))
