"""An indicator and its public figures as a dataflow with series.

One structure for each dataflow: the first five dimensions are the same everywhere, then
come the indicator's own breakdowns in alphabetical order, so that a new breakdown of one
indicator never changes the keys of another.
"""

import logging
from collections.abc import Iterable
from decimal import Decimal

from ...records.reading import Observed, PublicRecord
from ..dcat.record import description, title
from ..tabular.csv import number
from ..values import said
from . import names, periods
from .model import Code, Flow, Names, Observation, Series

FIRST = ("FREQ", "REF_AREA", "INDICATOR", "SEX", "AGE")
SUPPRESSED = "Q"  # CL_OBS_STATUS: missing, suppressed
NOWHERE = "_Z"
NO_UNIT = Code("_Z", Names("Sin unidad", "No unit"))
log = logging.getLogger("tumbaga.sdmx")


def flow(record: PublicRecord, observed: Iterable[Observed], area: str) -> Flow:
    """The dataflow; ``area`` is the code of the whole city, where a figure says none."""
    figures = list(observed)
    own, concepts, labels = _breakdowns(figures)
    dimensions = FIRST + tuple(sorted(own - set(FIRST)))
    document = record.document
    found: dict[tuple[str, ...], Series] = {}
    flow_id = names.flow(record)
    unit = unit_of(record)
    shared = {"UNIT_MEASURE": unit.id, "UNIT_MULT": "0", "DECIMALS": _decimals(figures)}
    for one in figures:
        key = _key(one, dimensions, flow_id, document.get("frequency"), area)
        series = found.setdefault(key, Series(key, shared))
        series.observations.append(_observation(one))
    return Flow(
        id=flow_id,
        names=Names(title(record)),
        dimensions=dimensions,
        labels=labels,
        concepts=concepts,
        series=tuple(_single(found[key], flow_id) for key in sorted(found)),
        unit=unit,
        description=description(record),
        theme=said(document.get("theme")),
        uid=record.uid,
        seq=record.seq,
    )


def unit_of(record: PublicRecord) -> Code:
    """The unit's code and its name as the office writes it."""
    unit = said(record.document.get("unit"))
    return Code(names.identifier(unit), Names(unit)) if unit else NO_UNIT


def _breakdowns(
    figures: list[Observed],
) -> tuple[set[str], dict[str, str], dict[str, dict[str, str]]]:
    """The dimensions that the figures are broken down by, with every label found."""
    own: set[str] = set()
    concepts: dict[str, str] = {}
    labels: dict[str, dict[str, str]] = {}
    for one in figures:
        for name, value in one.breakdown.items():
            dimension = names.dimension(str(name))
            own.add(dimension)
            concepts.setdefault(dimension, said(name) or dimension)
            code = names.category(dimension, str(value))
            labels.setdefault(dimension, {}).setdefault(code, said(value) or code)
    return own, concepts, labels


def _key(
    one: Observed,
    dimensions: tuple[str, ...],
    flow_id: str,
    rhythm: str | None,
    area: str,
) -> tuple[str, ...]:
    place = one.territory or area or NOWHERE
    values = {
        "FREQ": periods.frequency(one.period, rhythm),
        "REF_AREA": place
        if place.isalnum() and place.isascii()
        else names.identifier(place),
        "INDICATOR": flow_id,
    }
    for name, value in one.breakdown.items():
        dimension = names.dimension(str(name))
        values.setdefault(dimension, names.category(dimension, str(value)))
    return tuple(values.get(each, names.TOTAL) for each in dimensions)


def _observation(one: Observed) -> Observation:
    """Status always said; what was suppressed for secrecy never has its figure."""
    hidden = one.status == SUPPRESSED
    value = None if hidden or one.value is None else number(one.value)
    attributes = {
        "OBS_STATUS": one.status or ("M" if value is None else "A"),
        "CONF_STATUS": "C" if hidden else "F",
        "SOURCE_DETAIL": said(one.source),
        "COMMENT_OBS": said(one.note),
        "TARGET_VALUE": "" if hidden or one.target is None else number(one.target),
    }
    kept = {name: text for name, text in attributes.items() if text}
    return Observation(periods.written(one.period), value, kept)


def _single(series: Series, flow_id: str) -> Series:
    """One figure for each period: SDMX has no place for a second one."""
    seen: dict[str, Observation] = {}
    for one in series.observations:
        if one.period in seen:
            log.warning("%s: dos valores para %s %s", flow_id, series.key, one.period)
        seen.setdefault(one.period, one)
    series.observations = sorted(seen.values(), key=lambda one: one.period)
    return series


def _decimals(figures: list[Observed]) -> str:
    places = [
        len(number(one.value).partition(".")[2])
        for one in figures
        if isinstance(one.value, Decimal)
    ]
    return str(min(max(places, default=0), 15))
