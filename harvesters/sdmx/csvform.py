"""SDMX-CSV 1.0 and 2.0: a row for each figure, which says the dataflow that it is of."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from io import StringIO

from .flow import VALUE, Figure, Flow, of_reference

MARKS = ("STRUCTURE", "DATAFLOW")
"""What the first column is called; by it a file is known to be SDMX."""
QUIET = frozenset(("STRUCTURE", "ACTION", "SERIES_KEY", "OBS_KEY", "STRUCTURE_NAME"))
NAMED = ("STRUCTURE_ID", "DATAFLOW")
DELETED = "D"
LONGEST = 10 * 2**20

_FIRST = re.compile(
    r"\"?(?:STRUCTURE|DATAFLOW)(?:\[[^\]]*\])?(?::[^,;\t|]*)?\"?([,;\t|])"
)
_DECIMAL = re.compile(r"-?\d+,\d+")


def is_one(text: str) -> bool:
    """Whether a text begins as SDMX-CSV does."""
    return _FIRST.match(text) is not None


def flows(text: str) -> list[Flow]:
    """The dataflows that the rows name, each with its figures."""
    found = _FIRST.match(text)
    if found is None:
        return []
    csv.field_size_limit(LONGEST)
    rows = csv.reader(StringIO(text), delimiter=found[1])
    header = next(rows)
    labelled = any(": " in one for one in header)
    names = [re.split(r"[\[:]", one)[0].strip() for one in header]
    gathered: dict[str, Flow] = {}
    figures: dict[str, list[Figure]] = {}
    for named, figure in _rows(rows, names, labelled, comma=found[1] == ";"):
        agency, identifier, label = of_reference(named)
        flow = Flow(identifier, agency, {"": label} if label else {})
        gathered.setdefault(flow.key, flow)
        figures.setdefault(flow.key, []).append(figure)
    return [flow.with_figures(figures[key]) for key, flow in gathered.items()]


def _rows(
    rows: Iterator[list[str]], names: list[str], labelled: bool, *, comma: bool
) -> Iterator[tuple[str, Figure]]:
    """Each row that is no deletion: what it is of, and its values by their names."""
    try:
        for row in rows:
            said = dict(zip(names, row, strict=False))
            named = next((said[one] for one in NAMED if said.get(one)), "")
            if not named or said.get("ACTION") == DELETED:
                continue
            yield (
                named,
                {
                    name: _value(name, value, labelled, comma)
                    for name, value in said.items()
                    if value and name not in QUIET and name not in NAMED
                },
            )
    except csv.Error:
        return


def _value(name: str, value: str, labelled: bool, comma: bool) -> str:
    """``A: Anual`` says a code and its label; some countries write 12,4."""
    said = value.split(": ", 1)[0] if labelled else value
    if name == VALUE and comma and _DECIMAL.fullmatch(said):
        said = said.replace(",", ".")
    return said[:500]
