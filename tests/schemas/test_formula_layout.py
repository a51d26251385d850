"""A formula written as mathematics says what the formula computes, and no more."""

import random

import pytest
from tumbaga.schemas.formula_layout import readable, write
from tumbaga.schemas.formula_spoken import spoken
from tumbaga.schemas.formulas import FormulaError, parse
from tumbaga.web.mathematics import mathematics


class Typewriter:
    """Writes a formula in one line; its bars keep apart what is over and under them."""

    def __init__(self, *, bars):
        self.bars = bars

    def number(self, text):
        return text.replace(".", "").replace(",", ".")

    def name(self, letters, index):
        return letters + index

    def joined(self, left, sign, right):
        return f"{left}{sign}{right}"

    def fraction(self, above, below):
        return f"(({above})/({below}))" if self.bars else f"{above}/{below}"

    def negative(self, inner):
        return f"-{inner}"

    def percent(self, inner):
        return f"{inner}%"

    def enclosed(self, inner):
        return f"({inner})"


def any_formula(chance, depth=0):
    if depth > 4 or chance.random() < 0.25:
        return chance.choice(["V1", "V2", "costo", "100", "0,5", "1234.5"])
    one, other = any_formula(chance, depth + 1), any_formula(chance, depth + 1)
    shape = chance.choice(["{}{s}{}", "({}){s}({})", "({}{s}{})", "-({})", "({})%"])
    return shape.format(one, other, s=chance.choice("+-*/"))


VALUES = {"V1": 7, "V2": 3, "costo": 11}


@pytest.mark.parametrize("bars", [True, False])
def test_what_is_drawn_is_what_is_computed(bars):
    chance, compared = random.Random(1712), 0
    while compared < 300:
        try:
            formula = parse(any_formula(chance))
            expected = formula.compute(VALUES)
        except FormulaError:
            continue
        again = parse(write(formula, Typewriter(bars=bars)))
        assert again.compute(VALUES) == expected, formula.text
        compared += 1


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("(V1/V2)*100", "V1 dividido por V2, por 100"),
        ("D = V1/V2 × 100", "D es igual a V1 dividido por V2, por 100"),
        (
            "(V1-V2)/(V3+V4)",
            "abre paréntesis, V1 menos V2, cierra paréntesis, dividido por "
            "abre paréntesis, V3 más V4, cierra paréntesis",
        ),
        ("total_casos x 1000,5", "total casos por 1.000,5"),
        ("-V1 + 5%", "menos V1 más 5 por ciento"),
    ],
)
def test_a_formula_is_said_in_spanish(text, sentence):
    assert spoken(parse(text)) == sentence


def test_the_fraction_of_the_mockup_in_mathml():
    drawn = mathematics("D = (V1/V2)*100")
    assert "<mtext>D</mtext><mo>=</mo><mfrac>" in drawn.mathml
    assert "<msub><mi>V</mi><mn>1</mn></msub>" in drawn.mathml
    assert "<mo>(</mo>" not in drawn.mathml  # the bar says it
    assert 'alttext="D es igual a V1 dividido por V2, por 100"' in drawn.mathml


@pytest.mark.parametrize(
    "text",
    [
        "La suma de los casos",
        "V1/0",
        "",
        None,
        "__import__('os')",
        "/".join(["V1"] * 9),  # more bars than anybody reads
    ],
)
def test_what_is_no_formula_stays_text(text):
    assert readable(text) is None
    assert mathematics(text) is None


def test_a_name_is_never_markup():
    drawn = mathematics("<b>x</b> = V1/V2")
    assert "<b>" not in drawn.mathml
    assert "&lt;b&gt;" in drawn.mathml


def test_a_formula_as_long_as_they_may_be_is_drawn():
    assert "V1 más V1" in mathematics("+".join(["V1"] * 300)).sentence
