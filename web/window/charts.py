"""Small line charts as SVG, drawn by the server; colours come from the theme alone."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup, escape

from ..filters import PERIOD, number, period
from ..languages import gettext as _
from ..languages import language

# Trimestre and quarter, semestre and half: the letter that each language uses.
LETTERS = {"es": {"Q": "T", "H": "S"}, "en": {"T": "Q", "S": "H"}}
INSET = 12  # pixels between the axis and the first figure
LABEL = 24  # pixels that a figure and its distance from the point take


@dataclass(frozen=True)
class Point:
    """A figure at a period, exactly as it was published."""

    period: str
    value: Decimal


@dataclass(frozen=True)
class Frame:
    """The drawing's size and the scale that puts figures on it."""

    width: int
    height: int
    low: float
    high: float
    periods: tuple[str, ...]
    left: int
    right: int = 84
    top: int = 20
    bottom: int = 34

    def x(self, when: str) -> float:
        place = self.periods.index(when)
        span = self.width - self.left - self.right - INSET
        return round(
            self.left + INSET + span * place / max(1, len(self.periods) - 1), 1
        )

    def y(self, value: Decimal | float) -> float:
        span = self.height - self.top - self.bottom
        part = (float(value) - self.low) / (self.high - self.low)
        return round(self.height - self.bottom - span * part, 1)


def line(
    points: Sequence[Point], targets: Sequence[Point], *, title: str, unit: str
) -> Markup:
    """Draw what was measured, and what was aimed at, for wide and for narrow screens.

    An aim for a whole year over months or quarters is drawn as a level across them.
    """
    described = _describe(points, targets, unit)
    drawn = [
        _svg(points, targets, width, height, name, title, described)
        for width, height, name in ((640, 320, "ancho"), (320, 260, "angosto"))
    ]
    return Markup("").join(drawn)


def _describe(points: Sequence[Point], targets: Sequence[Point], unit: str) -> str:
    first, last = points[0], points[-1]
    text = _(
        "La línea va de %(first)s en %(start)s a %(last)s en %(end)s (%(unit)s).",
        first=number(first.value),
        start=period(first.period),
        last=number(last.value),
        end=period(last.period),
        unit=unit or _("sin unidad"),
    )
    if targets:
        aim = targets[-1]
        text += " " + _(
            "La meta para %(year)s es %(value)s.",
            year=period(aim.period),
            value=number(aim.value),
        )
    return text + " " + _("Los valores están en la tabla que sigue.")


def ticks(low: float, high: float, about: int = 5) -> list[float]:
    """Round values that span ``low`` to ``high``, near ``about`` of them."""
    span = high - low
    if not math.isfinite(span) or span <= 0:
        return [low, low + 1]
    rough = span / about
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * m for m in (1, 2, 2.5, 5, 10) if power * m >= rough)
    start = math.floor(low / step)
    steps = range(start, math.ceil(high / step) + 1)
    return [round(index * step, 10) for index in steps]


def _svg(
    points: Sequence[Point],
    targets: Sequence[Point],
    width: int,
    height: int,
    name: str,
    title: str,
    described: str,
) -> Markup:
    values = [float(point.value) for point in (*points, *targets)]
    marks = ticks(min(0.0, *values), max(0.0, *values), 5 if width > 400 else 3)
    labels = [number(mark) for mark in marks]
    together = _same_rhythm(points, targets)
    timed = (*points, *targets) if together else points
    periods = tuple(sorted({point.period for point in timed}))
    left = 14 + 8 * max(len(label) for label in labels)
    frame = Frame(width, height, marks[0], marks[-1], periods, left)
    parts = [
        *_guides(frame, marks, labels),
        *_periods(frame),
        *(_aims if together else _level)(frame, targets, points[-1]),
        *_measured(frame, points, targets, spare=width < 400),
    ]
    return Markup(
        '<svg class="tb-{name}" viewBox="0 0 {w} {h}" role="img"'
        ' aria-labelledby="g-{name}-t g-{name}-d">'
        '<title id="g-{name}-t">{title}</title>'
        '<desc id="g-{name}-d">{described}</desc>{inside}</svg>'
    ).format(
        name=name,
        w=width,
        h=height,
        title=title,
        described=described,
        inside=Markup("".join(parts)),  # noqa: S704 each text in it was escaped
    )


def _text(x: float, y: float, anchor: str, style: str, text: str) -> str:
    return (
        f'<text x="{x}" y="{y}" text-anchor="{anchor}" class="{style}">'
        f"{escape(text)}</text>"
    )


def _guides(frame: Frame, marks: list[float], labels: list[str]) -> list[str]:
    parts = []
    for mark, label in zip(marks, labels, strict=True):
        y = frame.y(mark)
        style = "tb-g-eje" if mark == 0 else "tb-g-guia"
        end = frame.width - frame.right
        parts.append(
            f'<line x1="{frame.left}" x2="{end}" y1="{y}" y2="{y}" class="{style}"/>'
        )
        parts.append(_text(frame.left - 8, y + 4, "end", "tb-g-texto", label))
    return parts


def _periods(frame: Frame) -> list[str]:
    room = max(2, (frame.width - frame.left - frame.right) // 66)
    every = max(1, math.ceil((len(frame.periods) - 1) / room))
    y = frame.height - frame.bottom + 20
    shown = list(frame.periods[::-1][::every])
    return [
        _text(frame.x(when), y, "middle", "tb-g-texto", _brief(when)) for when in shown
    ]


def _path(frame: Frame, points: Sequence[Point]) -> str:
    return "L".join(f"{frame.x(p.period)},{frame.y(p.value)}" for p in points)


def _aims(frame: Frame, targets: Sequence[Point], measured: Point) -> list[str]:
    if not targets:
        return []
    last = targets[-1]
    x, y = frame.x(last.period), frame.y(last.value)
    label_y = y + 4
    if last.period == measured.period and abs(frame.y(measured.value) - y) < 16:
        label_y += -14 if last.value >= measured.value else 14  # two labels, one place
    parts = [f'<circle cx="{x}" cy="{y}" r="4.5" class="tb-g-meta-punto"/>']
    if len(targets) > 1:
        parts.append(f'<path d="M{_path(frame, targets)}" class="tb-g-meta"/>')
    label = _("%(value)s meta", value=number(last.value))
    parts.append(_text(x + 9, label_y, "start", "tb-g-meta-valor", label))
    return parts


def _level(frame: Frame, targets: Sequence[Point], measured: Point) -> list[str]:
    aims = [aim for aim in targets if aim.period == measured.period[:4]]
    if not aims:
        return []
    y = frame.y(aims[-1].value)
    end = frame.width - frame.right
    label = _("%(value)s meta", value=number(aims[-1].value))
    above = aims[-1].value >= measured.value
    near = abs(frame.y(measured.value) - y) < 16
    label_y = y + 4 + (0 if not near else -14 if above else 14)
    return [
        f'<path d="M{frame.left},{y}L{end},{y}" class="tb-g-meta"/>',
        _text(end + 9, label_y, "start", "tb-g-meta-valor", label),
    ]


def _same_rhythm(points: Sequence[Point], targets: Sequence[Point]) -> bool:
    """Whether aims are set for periods like those measured: years beside years."""
    return all(len(aim.period) == len(points[0].period) for aim in targets)


def _brief(when: str) -> str:
    """A period as short as an axis needs it: «T4 2018»."""
    found = PERIOD.match(when.upper())
    if found is None:
        return period(when)
    letter = LETTERS[language()].get(found[2], found[2])
    return f"{letter}{found[3]} {found[1]}"


def _measured(
    frame: Frame, points: Sequence[Point], targets: Sequence[Point], *, spare: bool
) -> list[str]:
    path = _path(frame, points)
    base = frame.y(max(0.0, frame.low))
    first, last = frame.x(points[0].period), frame.x(points[-1].period)
    aims = [frame.y(aim.value) for aim in targets]
    parts = [
        f'<path d="M{path}L{last},{base}L{first},{base}Z" class="tb-g-area"/>',
        f'<path d="M{path}" class="tb-g-linea"/>',
    ]
    for place, point in enumerate(points):
        x, y = frame.x(point.period), frame.y(point.value)
        parts.append(f'<circle cx="{x}" cy="{y}" r="4" class="tb-g-punto"/>')
        crossed = any(0 <= y - aim < LABEL for aim in aims) and base - y > LABEL
        label_y = round(y + 20 if crossed else y - 10, 1)
        if place == len(points) - 1:
            parts.append(_text(x + 9, y + 4, "start", "tb-g-valor", _short(point)))
        elif place == 0:
            rises = points[1].value > point.value and base - y > LABEL
            beside = round(y + 20, 1) if rises else label_y  # not under the line
            parts.append(
                _text(round(x - 4, 1), beside, "start", "tb-g-valor", _short(point))
            )
        elif not (spare or len(points) > 8):
            parts.append(_text(x, label_y, "middle", "tb-g-valor", _short(point)))
    return parts


def _short(point: Point) -> str:
    """One decimal is what a drawing can show; the table has the exact figure."""
    return number(round(point.value, 1))
