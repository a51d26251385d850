"""One panel of a chart as Vega-Lite layers: lines, points, targets and direct labels.

Everything that people wrote goes in as data, never into an expression or a field name.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any

from ...schemas import spelling
from . import scales
from .choosing import Choice, Line, Point
from .words import SAID

Layer = dict[str, Any]
LETTER = 7.4  # pixels that a letter of 13 px takes, on average
APART = 15  # pixels between the feet of two labels
FORMAT = ",.6~f"  # with its precision, or Vega would choose one that rounds
LOW = 26  # pixels above the foot of the plot in which no label fits below
CROWDED = 8  # points; more of them are not labelled one by one


@dataclass(frozen=True)
class Panel:
    """The size of the plot, in pixels, the scales that it shares and how it speaks."""

    width: int
    height: int
    marks: list[float]
    periods: list[str]
    colours: dict[str, str]
    language: str
    spare: bool

    @property
    def largest(self) -> float:
        return max(abs(mark) for mark in self.marks)

    def y(self, point: Point) -> float:
        """How far below the top of the plot a value stands."""
        low, high = self.marks[0], self.marks[-1]
        return self.height * (1 - (float(point.value) - low) / (high - low))

    def brief(self, period: str) -> str:
        return spelling.brief(period, self.language)

    def short(self, point: Point) -> str:
        return scales.short(point.value, self.largest, self.language)


def layers(panel: Panel, choice: Choice) -> list[Layer]:
    """From the back to the front: aims, lines, labels."""
    ends = _ends(panel, choice)
    drawn: list[Layer] = [_aims(panel, choice.targets)] if choice.targets else []
    if choice.level:
        drawn.append(_level(panel, choice.level))
    for place, line in enumerate(choice.lines):
        colour = panel.colours[f"s{place + 1}"]
        drawn += _line(panel, line, colour, filled=len(choice.lines) == 1)
    if len(choice.lines) == 1:
        drawn.append(_values(panel, choice))
    drawn.append(_labels(panel, ends))
    return drawn


def shift(panel: Panel, choice: Choice) -> float:
    """How far the labels at the end had to give way to each other, in pixels."""
    return max(abs(float(end["dy"])) for end in _ends(panel, choice))


def room(panel: Panel, choice: Choice) -> int:
    """The pixels that the labels take at the right of the plot."""
    longest = max((len(end["rotulo"]) for end in _ends(panel, choice)), default=0)
    return round(longest * LETTER) + 12


def _rows(panel: Panel, points: Sequence[Point]) -> list[dict[str, Any]]:
    """One row a period; a gap that is longer than usual breaks the line."""
    places = {period: place for place, period in enumerate(panel.periods)}
    steps = [
        places[after.period] - places[before.period]
        for before, after in pairwise(points)
    ]
    usual = sorted(steps)[len(steps) // 2] if steps else 1
    rows: list[dict[str, Any]] = []
    for place, point in enumerate(points):
        if place and steps[place - 1] > usual:
            missing = panel.periods[places[point.period] - 1]
            rows.append(_row(panel, missing, None))
        rows.append(_row(panel, point.period, point.value))
    return rows


def _row(
    panel: Panel, period: str, value: Decimal | None, **more: Any
) -> dict[str, Any]:
    shown = None if value is None else float(value)
    return {"periodo": period, "cuando": panel.brief(period), "valor": shown, **more}


def _place(panel: Panel) -> dict[str, Any]:
    """Where a row stands, and the axes; the same in every layer."""
    longest = max(len(panel.brief(one)) for one in panel.periods)
    room = int(panel.width // (longest * LETTER + 16))
    named = [panel.brief(one) for one in scales.shown(panel.periods, room)]
    low, high = panel.marks[0], panel.marks[-1]
    return {
        "x": {
            "field": "cuando",
            "type": "ordinal",
            "scale": {
                "type": "point",
                "domain": [panel.brief(one) for one in panel.periods],
                "padding": 0.3,
            },
            "axis": {"values": named, "title": None, "labelAngle": 0},
        },
        "y": {
            "field": "valor",
            "type": "quantitative",
            "scale": {"domain": [low, high], "nice": False, "zero": False},
            "axis": {"values": panel.marks, "title": None, **_written(panel)},
        },
    }


def _written(panel: Panel) -> dict[str, Any]:
    by, word = scales.unit(panel.largest, panel.language)
    if by == 1:
        return {"format": FORMAT}
    large = f"format(datum.value / {by}, '{FORMAT}') + '{word}'"
    return {"labelExpr": f"datum.value == 0 ? '0' : {large}"}


def _line(panel: Panel, line: Line, colour: str, *, filled: bool) -> list[Layer]:
    data = {"values": _rows(panel, line.points)}
    place = _place(panel)
    area = {
        "data": data,
        "mark": {"type": "area", "color": colour, "opacity": 0.08},
        "encoding": place,
    }
    stroke = {
        "data": data,
        "mark": {
            "type": "line",
            "color": colour,
            "strokeWidth": 3,
            "point": {"color": colour, "size": 55, "filled": True},
        },
        "encoding": place,
    }
    return [area, stroke] if filled else [stroke]


def _aims(panel: Panel, aims: Sequence[Point]) -> Layer:
    colour = panel.colours["s2"]
    rows = [_row(panel, aim.period, aim.value) for aim in aims]
    return {
        "data": {"values": rows},
        "mark": {
            "type": "line",
            "color": colour,
            "strokeWidth": 2,
            "strokeDash": [6, 4],
            "point": {"color": colour, "size": 60, "filled": True},
        },
        "encoding": _place(panel),
    }


def _level(panel: Panel, aim: Point) -> Layer:
    """One target for all the periods, from the first to the last."""
    ends = (panel.periods[0], panel.periods[-1])
    return {
        "data": {"values": [_row(panel, one, aim.value) for one in ends]},
        "mark": {
            "type": "line",
            "color": panel.colours["s2"],
            "strokeWidth": 2,
            "strokeDash": [6, 4],
        },
        "encoding": _place(panel),
    }


def _values(panel: Panel, choice: Choice) -> Layer:
    """The values along the line; the last one stands at the end, with its name."""
    line = choice.lines[0]
    inner = line.points[:-1]
    aims = {aim.period: panel.y(aim) for aim in choice.targets}
    if panel.spare or len(line.points) > CROWDED:
        inner = () if _squeezed(panel, line.points, aims) else inner[:1]
    rows = [
        _row(
            panel,
            point.period,
            point.value,
            rotulo=panel.short(point),
            dy=_beside(panel, line.points, place, aims.get(point.period)),
            lado=_side(panel, point, aims.get(point.period), first=place == 0),
        )
        for place, point in enumerate(inner)
    ]
    mark = {"type": "text", "color": panel.colours["s1"], "baseline": "middle"}
    beside = {"align": {"expr": "datum.lado"}, "dy": {"expr": "datum.dy"}}
    return {
        "data": {"values": rows},
        "mark": {**mark, **beside},
        "encoding": {**_place(panel), "text": {"field": "rotulo", "type": "nominal"}},
    }


def _side(panel: Panel, point: Point, aim: float | None, *, first: bool) -> str:
    """The first label stands off the axis, unless it has to stand above its point."""
    y = panel.y(point)
    above = panel.height - y < LOW or (aim is not None and 0 < aim - y < LOW)
    return "left" if first and not above else "center"


def _squeezed(panel: Panel, points: Sequence[Point], aims: Mapping[str, float]) -> bool:
    """Whether the first label has an aim above it and a falling line below."""
    first, second = points[:2]
    aim = aims.get(first.period)
    near = aim is not None and 0 <= panel.y(first) - aim < LOW
    return near and second.value < first.value


def _beside(
    panel: Panel, points: Sequence[Point], place: int, aim: float | None
) -> float:
    """Above its point, or below it where an aim or the rising line is in the way."""
    y = panel.y(points[place])
    rises = place == 0 and points[1].value > points[0].value
    crossed = aim is not None and 0 <= y - aim < LOW
    taken = panel.height - y < LOW or (aim is not None and 0 < aim - y < LOW)
    return 18 if (crossed or rises) and not taken else -15


def _ends(panel: Panel, choice: Choice) -> list[dict[str, Any]]:
    """The labels at the right: each line's last value and name, and the aim's."""
    said = SAID[panel.language]
    found = []
    for place, line in enumerate(choice.lines):
        last = line.points[-1]
        name = f"{panel.short(last)} {line.name}".strip()
        found.append((last, name, panel.colours[f"s{place + 1}"]))
    aims = [*choice.targets[-1:]]
    if choice.level:
        aims = [Point(panel.periods[-1], choice.level.value)]
    for aim in aims:
        label = said["aim"].format(value=panel.short(aim))
        found.append((aim, label, panel.colours["cobre"]))
    return _spread(panel, found)


def _spread(
    panel: Panel, labels: Sequence[tuple[Point, str, str]]
) -> list[dict[str, Any]]:
    """Move labels of one period apart, from the top down, so that each can be read."""
    rows: list[dict[str, Any]] = []
    floor: dict[str, float] = {}
    for point, label, colour in sorted(labels, key=lambda one: panel.y(one[0])):
        wanted = panel.y(point)
        y = max(wanted, floor.get(point.period, -APART) + APART)
        floor[point.period] = y
        away = round(y - wanted, 1)
        own = {"rotulo": label, "color": colour, "dy": away}
        rows.append(_row(panel, point.period, point.value, **own))
    return rows


def _labels(panel: Panel, rows: list[dict[str, Any]]) -> Layer:
    mark = {"type": "text", "align": "left", "baseline": "middle", "dx": 10}
    return {
        "data": {"values": rows},
        "mark": {**mark, "dy": {"expr": "datum.dy"}},
        "encoding": {
            **_place(panel),
            "text": {"field": "rotulo", "type": "nominal"},
            "color": {"field": "color", "type": "nominal", "scale": None},
        },
    }
