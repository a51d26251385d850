"""The Vega-Lite specification of a choice: for the page, wide or narrow, or as a file.

The data are in it and nothing is fetched: a specification never has a ``url``.
"""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from ...schemas import spelling
from . import scales
from .choosing import Choice
from .panel import LETTER, Panel, layers, room, shift
from .words import LIGHT, LOCALES, SAID, THEME

SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
VERSION = "5.21"  # of Vega-Lite, with which it is drawn
WIDE, NARROW, FILE = (640, 300), (320, 240), (800, 420)
NARROWEST = 60  # pixels of a plot, whatever its labels take
MOST_ROOM = 0.4  # of the width, that names may take at the end of their lines
MOST_SHIFT = 40  # pixels that a label may leave its line; else each gets its panel

Specification = dict[str, Any]


def page(choice: Choice, language: str, *, wide: bool) -> Specification:
    """As it stands in the page: coloured by the theme, without a title of its own."""
    return _drawn(choice, language, WIDE if wide else NARROW, THEME)


def file(
    choice: Choice, language: str, *, title: str, unit: str, source: str
) -> Specification:
    """As it travels alone: with its title, its unit, its source and a white ground."""
    drawn = _drawn(choice, language, FILE, LIGHT)
    below = [unit] if unit else []
    if source:
        below.append(SAID[language]["source"].format(source=source))
    heading = {
        "text": _wrapped(title, 78),
        "subtitle": [*_wrapped(" · ".join(below), 105)],
    }
    anchored = {"anchor": "start", "frame": "bounds", "offset": 24}
    colours = {"color": LIGHT["tinta"], "subtitleColor": LIGHT["tinta-2"]}
    size = {"fontSize": 19, "subtitleFontSize": 13, "subtitlePadding": 6}
    return {
        **drawn,
        "title": {**heading, **anchored, **colours, **size},
        "background": "#ffffff",
        "padding": 20,
    }


def described(choice: Choice, language: str, unit: str) -> str:
    """The chart in words, for who does not see it."""
    said = SAID[language]
    texts = []
    for line in choice.lines:
        first, last = line.points[0], line.points[-1]
        texts.append(
            said["path"].format(
                name=line.name or said["line"],
                first=spelling.number(first.value, language),
                start=spelling.period(first.period, language),
                last=spelling.number(last.value, language),
                end=spelling.period(last.period, language),
                unit=f" ({unit})" if unit else "",
            )
        )
    aims = [*choice.targets[-1:], *([choice.level] if choice.level else [])]
    texts += [
        said["target"].format(
            period=spelling.period(aim.period, language),
            value=spelling.number(aim.value, language),
        )
        for aim in aims
    ]
    return " ".join([*texts, said["table"]])


def _drawn(
    choice: Choice, language: str, size: tuple[int, int], colours: dict[str, str]
) -> Specification:
    width, height = size
    spare = width < 400
    values = choice.values
    marks = scales.ticks(min(0.0, *values), max(0.0, *values), 3 if spare else 5)
    panel = Panel(width, height, marks, choice.periods, colours, language, spare)
    left = _left(panel)
    beside = room(panel, choice)
    single = replace(panel, width=max(NARROWEST, width - left - beside))
    crowded = beside > width * MOST_ROOM or shift(single, choice) > MOST_SHIFT
    if len(choice.lines) > 1 and crowded:
        body = _apart(choice, panel, left)
    else:
        body = _plot(single, choice)
    return {
        "$schema": SCHEMA,
        "background": None,
        "padding": 4,
        **body,
        "config": _config(colours, language),
    }


def _left(panel: Panel) -> int:
    """The pixels that the marks of the vertical axis take."""
    texts = [
        scales.short(Decimal(str(mark)), panel.largest, panel.language)
        for mark in panel.marks
    ]
    return round(max(map(len, texts)) * LETTER) + 14


def _plot(panel: Panel, choice: Choice) -> Specification:
    return {
        "width": panel.width,
        "height": panel.height,
        "layer": layers(panel, choice),
    }


def _apart(choice: Choice, panel: Panel, left: int) -> Specification:
    """Small multiples: a panel for each line, on the same scales."""
    columns = 1 if panel.spare else 2
    plots = []
    for line in choice.lines:
        alone = Choice((replace(line, name=""),))
        wide = panel.width // columns - left - room(panel, alone) - 10
        small = replace(panel, width=max(NARROWEST, wide), height=150, spare=True)
        name = _wrapped(line.name, int(wide // LETTER))
        title = {"text": name, "anchor": "start", "frame": "group"}
        plots.append({"title": title, **_plot(small, alone)})
    return {"concat": plots, "columns": columns, "spacing": 24}


def _config(colours: dict[str, str], language: str) -> dict[str, Any]:
    axis = {
        "labelFontSize": 13,
        "labelColor": colours["tinta-2"],
        "labelPadding": 6,
        "gridColor": colours["linea"],
        "domainColor": colours["borde"],
        "tickColor": colours["borde"],
    }
    return {
        "font": "sans-serif",
        "locale": {"number": LOCALES[language]},
        "view": {"stroke": None},
        "axis": axis,
        "axisX": {"grid": False},
        "axisY": {"domain": False, "ticks": False},
        "text": {"fontSize": 13, "fontWeight": "bold"},
        "title": {"color": colours["tinta"], "fontSize": 14},
    }


def _wrapped(text: str, longest: int) -> list[str]:
    """Lines of whole words, three at most."""
    lines: list[str] = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + len(word) >= longest:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines[:3] if len(lines) <= 3 else [*lines[:2], f"{lines[2]}…"]
