"""Formulas of indicators: exact for all that is a sum, deaf to all that is not."""

import operator
from contextlib import suppress
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tumbaga.schemas.formulas import FormulaError, in_unit, is_percent, parse

VALUES = {"V1": 336, "V2": 364, "V3": Decimal("2.5")}


def compute(text):
    return parse(text).compute(VALUES)


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("V1", 336),
        ("V1+V2*2", 1064),
        ("(V1+V2)*2", 1400),
        ("V2-V1-V3", Decimal("25.5")),
        ("100/10/2", 5),
        ("-V1+2,5", Decimal("-333.5")),
        ("--V3", Decimal("2.5")),
        ("V3*10%", Decimal("0.25")),
        ("V1 x 2", 672),
        ("V1 x2", 672),
        ("X*2+V1-X*2", 336),
        ("PSEDA = V1 - 36", 300),
        ("Porcentaje de cumplimiento del plan = V1-36", 300),
    ],
)
def test_what_offices_write_is_computed(text, result):
    values = {**VALUES, "X": 7}

    assert parse(text).compute(values) == result


@pytest.mark.parametrize(
    "text",
    [
        "(V1/V2)*100",
        "V1/V2*100",
        "( V1 / V2 ) * 100",
        "(V1÷V2)×100",
        "[V1∕V2]·100",
        "{V1/V2}∗100",
        "(v1/v2)*100",
        "(Ｖ１／Ｖ２)＊１００",
        "V₁/V₂*100",
        "((((V1)/(V2)))*100)",
        "V1/V2 x100",
    ],
)
def test_one_formula_has_many_spellings(text):
    assert round(compute(text), 6) == Decimal("92.307692")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Falta la fórmula"),
        ("   \n", "Falta la fórmula"),
        ("=", "Falta la fórmula"),
        ("__import__('os')", "signo que no se puede calcular: «_»"),
        ("os.system(1)", "«.»"),
        ("print(1)", "Falta una operación antes de «(»"),
        ("V1.__class__", "«.»"),
        ("lambda: 1", "«:»"),
        ("V1;V2", "«;»"),
        ("V1**2", "antes de «*»"),
        ("V1^2", "«^»"),
        ("V1//V2", "antes de «/»"),
        ("∑V1/V2", "Las sumatorias no se pueden calcular"),
        ("V1/0", "siempre divide por cero"),
        ("V1/(V2-V2)", "siempre divide por cero"),
        ("V1/((V2+V1)-(V1+V2))", "siempre divide por cero"),
        ("V1/(0*V2)", "siempre divide por cero"),
        ("V1/(V2/7*7-V2)", "siempre divide por cero"),
        ("V1/V9", "«V9», que no está entre las variables (V1, V2)"),
        ("PIB = PIB/V1", "se usa a sí misma: «PIB»"),
        ("(V1", "Falta cerrar un paréntesis"),
        ("V1)", "Sobra un paréntesis"),
        ("V1+", "incompleta"),
        ("*V1", "antes de «*»"),
        ("V1 V2", "Falta una operación antes de «V2»"),
        ("2V1", "Falta una operación antes de «V1»"),
        ("A=V1=V2", "más de un signo igual"),
        ("(" * 10_000 + "V1" + ")" * 10_000, "caben 1000"),
        ("(" * 400 + "V1" + ")" * 400, "uno dentro de otro"),
        ("-" * 900 + "V1", "uno dentro de otro"),
        ("9" * 40, "demasiado largo"),
        ("१/V1", "cifras 0 a 9"),
        ("V1/V2\x00", "no se puede calcular"),
        ("V1\u202e/V2", "no se puede calcular"),
    ],
)
def test_what_is_no_sum_is_refused_and_says_what_would_be_right(text, said):
    with pytest.raises(FormulaError) as refusal:
        parse(text, ["V1", "V2"])

    assert said in str(refusal.value)


def test_a_third_of_three_is_one():
    assert parse("V1/3*3").compute({"V1": 1}) == 1


def test_the_longest_formula_is_computed_at_once():
    formula = parse("*".join(["V1"] * 333))

    assert formula.compute({"V1": 1}) == 1


def test_a_formula_may_not_use_the_indicator_itself():
    with pytest.raises(FormulaError, match="a sí misma"):
        parse("(PSEDA/V2)*100", ["PSEDA", "V2"], own=["pseda"])


@pytest.mark.parametrize("text", ["V1/V2", "V1/(V2-V3)", "1/(V1*V2)"])
def test_a_divisor_that_comes_out_as_nought_says_which_values(text):
    with pytest.raises(FormulaError) as refusal:
        parse(text).compute({"V1": 3, "V2": 0, "V3": 0})

    assert "divide por cero" in str(refusal.value)
    assert "V2 = 0" in str(refusal.value)


def test_a_value_that_lacks_or_is_no_number_is_named():
    with pytest.raises(FormulaError, match="Falta el valor de V2"):
        parse("V1/V2").compute({"V1": 1})
    with pytest.raises(FormulaError, match="V2 no es un número"):
        parse("V1/V2").compute({"V1": 1, "V2": Decimal("NaN")})
    with pytest.raises(FormulaError, match="V1 es demasiado grande"):
        parse("V1*V1").compute({"V1": Decimal("1e999999")})


@pytest.mark.parametrize(
    ("text", "fraction"),
    [
        ("V1/V2", True),
        ("(V1/V2)*100%", True),
        ("1-(V1/V2)", True),
        ("(V1-V2)/V1", True),
        ("(V1/V2)*100", False),
        ("V2/V1*100", False),
        ("V1", False),
        ("(V1+V2)/2", False),
        ("V1+V2/V1", False),
        ("50", False),
    ],
)
def test_a_ratio_without_its_hundred_is_known(text, fraction):
    assert parse(text).is_fraction is fraction


@pytest.mark.parametrize("text", ["V1/V2", "(V1/V2)*100", "(V1/V2)*100%"])
def test_in_per_cent_the_three_ways_are_one(text):
    values = {"V1": 1, "V2": 4}

    assert in_unit(parse(text), values, "Porcentaje (%)") == 25


def test_in_another_unit_a_ratio_stays_as_it_is():
    assert in_unit(parse("V1/V2"), {"V1": 30, "V2": 4}, "Días") == Decimal("7.5")
    assert not is_percent("Número")
    assert not is_percent(None)


def _leaf_number(number):
    return str(number), lambda _values: Fraction(number)


def _leaf_name(name):
    return name, lambda values: Fraction(values[name])


def _pair(parts):
    (left, one), sign, (right, other) = parts
    return f"({left} {sign} {right})", lambda v: SIGNS[sign](one(v), other(v))


def _minus(inner):
    text, value = inner
    return f"(-{text})", lambda values: -value(values)


SIGNS = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
}
LEAVES = st.integers(0, 999).map(_leaf_number) | st.sampled_from(
    ["V1", "V2", "V3"]
).map(_leaf_name)
EXPRESSIONS = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(sorted(SIGNS)), inner).map(_pair),
        inner.map(_minus),
    ),
    max_leaves=12,
)


@settings(deadline=None, max_examples=200)
@given(EXPRESSIONS, st.tuples(*[st.integers(-99, 99)] * 3))
def test_the_result_is_that_of_exact_arithmetic(expression, numbers):
    text, value = expression
    values = dict(zip(("V1", "V2", "V3"), numbers, strict=True))
    try:
        exact = value(values)
    except ZeroDivisionError:
        with pytest.raises(FormulaError):
            parse(text).compute(values)
        return

    ours = parse(text).compute(values)

    assert abs(Fraction(ours) - exact) <= Fraction(1, 10**20) * (1 + abs(exact))


@settings(deadline=None, max_examples=300)
@given(st.text(max_size=60) | st.text("V12x()+-*/%=. ,_'\"eE∑×÷", max_size=60))
def test_no_text_does_anything_but_be_read_or_refused(text):
    with suppress(FormulaError):
        formula = parse(text)
        formula.compute(dict.fromkeys(formula.variables, 3))
