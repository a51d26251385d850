"""From a dataflow with its figures to the draft of an indicator with its series."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from ...schemas.crosswalks import terms
from ...schemas.harvest import Found, Item
from ...schemas.tables import Unreadable
from ..sketch import Sketch
from ..words import plain
from . import naming, periods
from .asking import Unread, Waiting
from .flow import (
    MISPLACED,
    MOST,
    STATUS,
    TARGET,
    TEXTS,
    TIME,
    VALUE,
    Figure,
    Flow,
    spanish,
)
from .naming import AREA, LONGEST_NAME, LONGEST_VALUE, TOTAL

LONGEST = 5_000  # signs of a source or a note
_NUMBER = re.compile(r"-?\d{1,18}(?:\.\d{1,18})?")

MANY = "Trae más de {most} datos: se tomaron los primeros {most}."
NO_TIME = "{count} datos no dicen su periodo y no se tomaron."
STRANGE = "{count} datos nombran un código que no está en su lista y no se tomaron."
TWICE = "{count} datos venían repetidos: quedó el último de cada uno."


def map(item: Item) -> Found:  # noqa: A001 - the word of every harvester
    """The draft of an indicator, with its series, which may have to be asked for first."""
    try:
        flow = item.content
        flow = flow.filled() if isinstance(flow, Waiting | Unread) else flow
    except Unreadable as error:
        return Found(item.name, problem=str(error))
    sketch = Sketch(item.name, "indicator")
    if flow.lists is not None:
        theme, untold = flow.lists.theme(flow)
        sketch.line("theme", theme)
        flow, unnamed = flow.lists.named(flow)
        sketch.remarks += [one for one in (untold, unnamed) if one]
    sketch.line("title", spanish(flow.names) or flow.id)
    sketch.text("description", spanish(flow.descriptions))
    dated = _dated(flow, sketch)
    rhythm = next((one["FREQ"] for one in dated if one.get("FREQ")), "")
    code = terms.find("frequencies", rhythm) if rhythm else ""
    if code:
        sketch.data["frequency"] = code
    said = naming.values(dated)
    sketch.line("unit", naming.unit(flow, said), 200)
    broken = _Broken.of(flow, said)
    series = {_key(told): told for told in (_figure(one, broken) for one in dated)}
    if len(series) < len(dated):
        sketch.remarks.append(TWICE.format(count=len(dated) - len(series)))
    if series:
        sketch.data["observations"] = [*series.values()]
    if flow.address:
        sketch.part(title="Serie en SDMX", url=flow.address)
    sketch.known_by(flow.address)
    return sketch.found(organization="", identity=flow.address)


def _dated(flow: Flow, sketch: Sketch) -> list[Figure]:
    """The figures that can be taken; of the others it is told why not."""
    figures = flow.figures[:MOST]
    if len(flow.figures) > MOST:
        sketch.remarks.append(MANY.format(most=MOST))
    sound = [one for one in figures if MISPLACED not in one]
    if len(sound) < len(figures):
        count = len(figures) - len(sound)
        sketch.remarks.append(STRANGE.format(count=count))
    dated = [one for one in sound if one.get(TIME)]
    if len(dated) < len(sound):
        sketch.remarks.append(NO_TIME.format(count=len(sound) - len(dated)))
    return dated


def _key(told: dict[str, Any]) -> str:
    """What tells a figure from the others of its series."""
    parts = [(one["name"], one["value"]) for one in told.get("breakdown", ())]
    return repr((told["period"], told.get("territory"), parts))


@dataclass(frozen=True)
class _Broken:
    """By what the figures of a flow are broken down, and what that and its codes are
    called here.
    """

    by: list[str]
    names: dict[str, str]
    codes: dict[str, dict[str, str]]

    @classmethod
    def of(cls, flow: Flow, said: dict[str, set[str]]) -> _Broken:
        by = naming.breakdowns(said, flow.id)
        named = [*by, AREA]
        return cls(
            by,
            naming.called(named, flow.parts, LONGEST_NAME),
            {
                one: naming.called(
                    said.get(one, ()), flow.codes.get(one, {}), LONGEST_VALUE
                )
                for one in named
            },
        )

    def part(self, name: str, code: str) -> dict[str, str]:
        return {"name": self.names[name], "value": self.codes[name][code]}


def _figure(one: Figure, broken: _Broken) -> dict[str, Any]:
    told: dict[str, Any] = {"period": periods.ours(one[TIME])}
    area = one.get("REF_AREA", "")
    place = terms.find("territories", area) if area else ""
    if place:
        told["territory"] = place
    value = one.get(VALUE, "")
    if value and value.lower() != "nan":
        told["value"] = value
    status = terms.find("observation_status", one.get(STATUS, ""))
    if status:
        told["status"] = status
    told |= _said(one)
    parts = [
        broken.part(name, one[name])
        for name in broken.by
        if one.get(name) and one[name] != TOTAL
    ]
    if area and not place:
        parts.append(broken.part(AREA, area))
    if parts:
        told["breakdown"] = parts
    return told


def _said(one: Figure) -> dict[str, str]:
    """Where a figure comes from, what is to know of it, and what was aimed at."""
    told = {
        field: text
        for name, field in TEXTS.items()
        if (text := plain(one.get(name), LONGEST))
    }
    aim = one.get(TARGET, "")
    return told | {"target": aim} if _NUMBER.fullmatch(aim) else told
