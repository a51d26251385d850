"""Formulas on a page: MathML, which browsers draw and screen readers say.

Only a formula that we can read becomes mathematics; any other stays the text it is.
"""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask
from markupsafe import Markup

from ..schemas.formula_layout import readable, write
from ..schemas.formula_spoken import spoken

_SIGNS = {"+": "+", "-": "\N{MINUS SIGN}", "*": "\N{MULTIPLICATION SIGN}"}


@dataclass(frozen=True)
class Drawn:
    """A formula to show: as MathML, and as the sentence that says it."""

    mathml: Markup
    sentence: str


class _Chalk:
    """Writes MathML Core; what people wrote is always escaped."""

    bars = True

    def number(self, text: str) -> Markup:
        return Markup("<mn>{}</mn>").format(text)

    def name(self, letters: str, index: str) -> Markup:
        if index:
            return Markup("<msub><mi>{}</mi><mn>{}</mn></msub>").format(letters, index)
        return Markup("<mi>{}</mi>").format(letters)

    def joined(self, left: Markup, sign: str, right: Markup) -> Markup:
        return Markup("{}<mo>{}</mo>{}").format(left, _SIGNS[sign], right)

    def fraction(self, above: Markup, below: Markup) -> Markup:
        return Markup("<mfrac><mrow>{}</mrow><mrow>{}</mrow></mfrac>").format(
            above, below
        )

    def negative(self, inner: Markup) -> Markup:
        return Markup('<mrow><mo form="prefix">\N{MINUS SIGN}</mo>{}</mrow>').format(
            inner
        )

    def percent(self, inner: Markup) -> Markup:
        return Markup("{}<mo>%</mo>").format(inner)

    def enclosed(self, inner: Markup) -> Markup:
        return Markup("<mrow><mo>(</mo>{}<mo>)</mo></mrow>").format(inner)


def mathematics(text: str | None) -> Drawn | None:
    """The formula drawn, or nothing when it has to stay text."""
    formula = readable(text)
    if formula is None:
        return None
    body = write(formula, _Chalk())
    if formula.name:
        named = Markup("<mtext>{}</mtext><mo>=</mo>").format(formula.name)
        body = named + body
    sentence = spoken(formula)
    drawn = Markup(
        '<math display="block" alttext="{0}" aria-label="{0}"><mrow>{1}</mrow></math>'
    ).format(sentence, body)
    return Drawn(drawn, sentence)


def install(app: Flask) -> None:
    """Give the templates the filter ``mathematics``."""
    app.add_template_filter(mathematics)
