"""Data in SDMX-CSV 2.0 and 1.0: one figure a row, a column for each component.

With the labels and the keys that its reader asks for (SDMX-CSV 2.0, optional parameters).
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial

from ...schemas.texts import clean
from .. import left_out
from ..tabular.csv import cell
from . import labels, periods
from .artefacts import ATTRIBUTES, CODED
from .model import Flow, Names, Observation, Series

NAMES = tuple(name for name, _level, _required in ATTRIBUTES)
LABELS = ("id", "both", "name")
KEYS = ("none", "series", "obs", "both")
TIME_FORMATS = ("original", "normalized")


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the columns are.

    ``dimensions`` are those of all the flows that come, with their names where they are
    of our own; what a flow has not is empty. ``normalized`` writes the first day of each
    period, so that years and months stand in one column.
    """

    dimensions: Mapping[str, str] = field(default_factory=dict)
    version: str = "2.0"
    labels: str = "id"
    keys: str = "none"
    normalized: bool = False
    language: str = "es"

    def component(self, name: str) -> list[str]:
        """The heading of a component: one cell, or two with its name in its own."""
        named = labels.of_component(name, self.dimensions.get(name, ""))
        return self.cells(name, named)

    def cells(self, code: str, named: Names | None) -> list[str]:
        """A code with its name, as asked for; a text that is no code has no name."""
        said = self._said(named) if named else ""
        if self.labels == "name":
            return [code, cell(said)]
        return [f"{code}: {said}" if self.labels == "both" and said else code]

    def _said(self, named: Names) -> str:
        return clean(named.en if self.language == "en" and named.en else named.es)


def sheet(flow: Flow, version: str = "2.0") -> Sheet:
    """The plain columns of one flow."""
    return Sheet(labels.dimensions(flow), version)


def rows(flows: Iterable[Flow], asked: Sheet, agency: str) -> Iterator[str]:
    """The heading, then every figure of each flow."""
    first = ["DATAFLOW"]
    if asked.version == "2.0":
        name = ["STRUCTURE_NAME"] if asked.labels == "name" else []
        first = ["STRUCTURE", "STRUCTURE_ID", *name, "ACTION"]
    series = ["SERIES_KEY"] if asked.keys in {"series", "both"} else []
    figure = ["OBS_KEY"] if asked.keys in {"obs", "both"} else []
    components = (*asked.dimensions, "TIME_PERIOD", "OBS_VALUE", *NAMES)
    headings = [text for one in components for text in asked.component(one)]
    yield _lines([[*first, *series, *figure, *headings]])
    yield from left_out.each(flows, partial(flow_rows, asked, agency), "sdmx")


def flow_rows(asked: Sheet, agency: str, flow: Flow) -> str:
    return _lines(_rows(flow, asked, agency))


def _rows(flow: Flow, asked: Sheet, agency: str) -> Iterator[list[str]]:
    number = "1.0.0" if asked.version == "2.0" else "1.0"
    first = asked.cells(f"{agency}:{flow.id}({number})", flow.names)
    if asked.version == "2.0":
        first = ["dataflow", *first, "I"]
    for one in flow.series:
        key = dict(zip(flow.dimensions, one.key, strict=True))
        codes = [
            text
            for name in asked.dimensions
            for text in _coded(flow, name, key.get(name, ""), asked)
        ]
        for each in one.observations:
            figure = _figure(flow, one, each, asked)
            yield [*first, *_keys(one, each, asked), *codes, *figure]


def _keys(series: Series, one: Observation, asked: Sheet) -> Iterator[str]:
    said = ".".join(series.key)
    if asked.keys in {"series", "both"}:
        yield said
    if asked.keys in {"obs", "both"}:
        yield f"{said}.{one.period}"


def _figure(flow: Flow, series: Series, one: Observation, asked: Sheet) -> list[str]:
    """Time, value and attributes."""
    period = periods.first_day(one.period) if asked.normalized else one.period
    said = series.attributes | one.attributes
    found = [*asked.cells(period, None), *asked.cells(one.value or "", None)]
    for name in NAMES:
        value = said.get(name, "")
        if name in CODED:
            found += _coded(flow, name, value, asked)
        else:
            found += asked.cells(_text(value), None)
    return found


def _coded(flow: Flow, name: str, code: str, asked: Sheet) -> list[str]:
    """A code with its name, which is looked for only where it is asked for."""
    if not code or asked.labels == "id":
        return asked.cells(code, None)
    return asked.cells(code, labels.of_code(flow, name, code))


def _text(value: str) -> str:
    """Free text is for people, who open the file in a spreadsheet: no formula, and no
    sign that turns the writing around; the other forms of SDMX do not carry it either.
    """
    return cell(clean(value)) if value else ""


def _lines(rows: Iterable[list[str]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return out.getvalue()
