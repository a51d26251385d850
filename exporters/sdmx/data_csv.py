"""Data in SDMX-CSV 2.0 and 1.0: one figure a row, a column for each component."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from ...schemas.texts import clean
from .. import left_out
from ..tabular.csv import cell
from .artefacts import ATTRIBUTES, CODED
from .model import Flow

NAMES = tuple(name for name, _level, _required in ATTRIBUTES)


def rows(
    flows: Iterable[Flow],
    dimensions: Sequence[str],
    agency: str,
    version: str = "2.0",
) -> Iterator[str]:
    """``dimensions`` are those of all the flows that come; what a flow has not is empty."""
    first = (
        ["STRUCTURE", "STRUCTURE_ID", "ACTION"] if version == "2.0" else ["DATAFLOW"]
    )
    yield _line([*first, *dimensions, "TIME_PERIOD", "OBS_VALUE", *NAMES])
    write = partial(flow_rows, dimensions, agency, version)
    yield from left_out.each(flows, write, "sdmx")


def flow_rows(dimensions: Sequence[str], agency: str, version: str, flow: Flow) -> str:
    return "".join(_rows(flow, dimensions, agency, version))


def _rows(
    flow: Flow, dimensions: Sequence[str], agency: str, version: str
) -> Iterator[str]:
    first = (
        ["dataflow", f"{agency}:{flow.id}(1.0.0)", "I"]
        if version == "2.0"
        else [f"{agency}:{flow.id}(1.0)"]
    )
    for one in flow.series:
        key = dict(zip(flow.dimensions, one.key, strict=True))
        codes = [key.get(name, "") for name in dimensions]
        for each in one.observations:
            said = one.attributes | each.attributes
            yield _line(
                [
                    *first,
                    *codes,
                    each.period,
                    each.value or "",
                    *(_attribute(name, said.get(name, "")) for name in NAMES),
                ]
            )


def _attribute(name: str, value: str) -> str:
    """Free text is for people, who open the file in a spreadsheet: no formula, and no
    sign that turns the writing around; the other forms of SDMX do not carry it either.
    """
    return value if name in CODED else cell(clean(value))


def _line(cells: list[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue()
