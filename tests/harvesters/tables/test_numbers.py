"""Numbers as offices write them."""

from decimal import Decimal

import pytest
from tumbaga.harvesters.tables.numbers import ambiguous, number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", "12"),
        ("1.234,56", "1234.56"),
        ("1,234.56", "1234.56"),
        ("1.234.567", "1234567"),
        ("1,234,567", "1234567"),
        ("1.234.567,8", "1234567.8"),
        ("1.234", "1.234"),
        ("1,234", "1.234"),
        ("12,5", "12.5"),
        ("12 %", "12"),
        ("12,5%", "12.5"),
        ("$ 1.200", "1200"),
        ("$1'200.000", "1200000"),
        ("COP$ 1.200.000,50", "1200000.50"),
        ("1.200 pesos", "1200"),
        ("1 234,5", "1234.5"),
        ("-5", "-5"),
        ("−5,5", "-5.5"),
        ("1E+3", "1000"),
        ("0,001", "0.001"),
    ],
)
def test_a_number_is_read_as_it_was_meant(text, value):
    assert number(text) == Decimal(value)


@pytest.mark.parametrize(
    "text",
    ["doce", "1.2.3", "1,23,4", "NaN", "Infinity", "1e400", "", "1.23,456.7", "9" * 60],
)
def test_what_is_no_number_is_told_with_the_remedy(text):
    with pytest.raises(ValueError, match="Escriba solo el número"):
        number(text)


def test_a_limit_is_told_as_a_limit():
    with pytest.raises(ValueError, match="un límite"):
        number("<5")


def test_only_a_lone_sign_before_three_figures_is_ambiguous():
    assert ambiguous("1.234")
    assert ambiguous("123,456")
    assert not ambiguous("$ 1.200")
    assert not ambiguous("0.125")
    assert not ambiguous("1.234,5")
    assert not ambiguous("1234.567")
