"""A formula on paper: drawn as one writes it by hand, with the bars of its fractions.

Each piece is a box that knows its width, how far it reaches over and under the axis of
the line (where bars and minus signs lie), and how it is drawn from its left end.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable

from ...schemas.formula_layout import readable, write
from ...schemas.formula_spoken import spoken
from .. import paper
from . import styles

SIZE, SMALL = 11.0, 0.7
NARROWEST = 0.55
"""What has to be drawn smaller than this to fit the line is written as text."""

_RISE, _TALL, _DEEP, _DROP = 0.3, 0.5, 0.55, 0.25  # parts of the size of the letters
_GAP, _ROOM = 2.0, 3.0  # points between bar and letters, and at both ends of a bar
_SIGNS = {"+": "+", "-": "\N{MINUS SIGN}", "*": "\N{MULTIPLICATION SIGN}"}
_AROUND = 3.5  # points at both sides of a sign


@dataclass(frozen=True)
class Box:
    """A drawn piece; ``draw`` takes the canvas, its left end and the axis's height."""

    width: float
    over: float
    under: float
    draw: Callable[[Any, float, float], None]


class Fractions(Flowable):  # type: ignore[misc]
    """The whole formula as one thing that is not broken over lines."""

    def __init__(self, box: Box) -> None:
        super().__init__()
        self.box = box
        self.scale = 1.0

    def wrap(self, room: float, _height: float) -> tuple[float, float]:
        self.scale = min(1.0, room / self.box.width)
        self.width = self.box.width * self.scale
        self.height = (self.box.over + self.box.under) * self.scale + 2 * _GAP
        return self.width, self.height

    def draw(self) -> None:
        self.canv.setFillColor(paper.INK)
        self.canv.setStrokeColor(paper.INK)
        self.canv.setLineWidth(0.7)
        self.canv.scale(self.scale, self.scale)
        self.box.draw(self.canv, 0, self.box.under + _GAP / self.scale)


def drawn(text: str) -> list[Flowable]:
    """The formula drawn with the sentence that says it; nothing if it has to stay text."""
    formula = readable(text)
    if formula is None:
        return []
    box = write(formula, _Pencil())
    if formula.name:
        box = _row(_letters(formula.name), _sign("="), box)
    if box.width * NARROWEST > styles.WIDTH:
        return []
    return [Fractions(box), styles.text(f"Se lee: {spoken(formula)}.", styles.QUIET)]


class _Pencil:
    """Makes the boxes."""

    bars = True

    def number(self, text: str) -> Box:
        return _letters(text)

    def name(self, letters: str, index: str) -> Box:
        if not index:
            return _letters(letters)
        return _row(_letters(letters), _letters(index, SIZE * SMALL, -_DROP * SIZE))

    def joined(self, left: Box, sign: str, right: Box) -> Box:
        return _row(left, _sign(_SIGNS[sign]), right)

    def fraction(self, above: Box, below: Box) -> Box:
        return _fraction(above, below)

    def negative(self, inner: Box) -> Box:
        return _row(_letters("\N{MINUS SIGN}"), inner)

    def percent(self, inner: Box) -> Box:
        return _row(inner, _letters("%"))

    def enclosed(self, inner: Box) -> Box:
        return _row(_bracket(inner, "("), inner, _bracket(inner, ")"))


def _letters(text: str, size: float = SIZE, shift: float = 0.0) -> Box:
    """A word; ``shift`` moves it from the line, down when it is below nought."""
    said = paper.drawable(text)

    def draw(canvas: Any, left: float, axis: float) -> None:
        canvas.setFont(paper.PLAIN, size)
        canvas.drawString(left, axis - _RISE * SIZE + shift, said)

    width = stringWidth(said, paper.PLAIN, size)
    return Box(width, _TALL * SIZE, _DEEP * SIZE - shift, draw)


def _sign(sign: str) -> Box:
    """A sign between two pieces, with air around it."""
    air = Box(_AROUND, 0, 0, lambda _canvas, _left, _axis: None)
    return _row(air, _letters(sign), air)


def _row(*boxes: Box) -> Box:
    def draw(canvas: Any, left: float, axis: float) -> None:
        for box in boxes:
            box.draw(canvas, left, axis)
            left += box.width

    over = max(box.over for box in boxes)
    under = max(box.under for box in boxes)
    return Box(sum(box.width for box in boxes), over, under, draw)


def _fraction(above: Box, below: Box) -> Box:
    width = max(above.width, below.width) + 2 * _ROOM

    def draw(canvas: Any, left: float, axis: float) -> None:
        canvas.line(left + 0.5, axis, left + width - 0.5, axis)
        start = left + (width - above.width) / 2
        above.draw(canvas, start, axis + _GAP + above.under)
        start = left + (width - below.width) / 2
        below.draw(canvas, start, axis - _GAP - below.over)

    over = _GAP + above.over + above.under
    return Box(width, over, _GAP + below.over + below.under, draw)


def _bracket(inner: Box, sign: str) -> Box:
    """A parenthesis as tall as what it holds."""
    tall = inner.over + inner.under
    scale = max(1.0, tall / (SIZE * (_TALL + _DEEP)))
    width = stringWidth(sign, paper.PLAIN, SIZE)

    def draw(canvas: Any, left: float, axis: float) -> None:
        middle = axis + (inner.over - inner.under) / 2
        canvas.saveState()
        canvas.translate(left, middle - _RISE * SIZE * scale)
        canvas.scale(1, scale)
        canvas.setFont(paper.PLAIN, SIZE)
        canvas.drawString(0, 0, sign)
        canvas.restoreState()

    return Box(width, inner.over, inner.under, draw)
