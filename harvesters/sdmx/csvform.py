"""SDMX-CSV 1.0 and 2.0: a row for each figure, which says the dataflow that it is of."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from io import StringIO

from .flow import MOST, STATUS, UNCODED, VALUE, Figure, Flow, Words, of_reference

MARKS = ("STRUCTURE", "DATAFLOW")
"""What the first column is called; by it a file is known to be SDMX."""
QUIET = frozenset(
    ("STRUCTURE", "ACTION", "SERIES_KEY", "OBS_KEY", "STRUCTURE_NAME", "LAST UPDATE")
)
OWN = {"OBS_FLAG": STATUS}
"""What Eurostat calls otherwise in its sheets than in its messages of XML."""
NAMED = ("STRUCTURE_ID", "DATAFLOW")
DELETED = "D"
LONGEST = 10 * 2**20

_FIRST = re.compile(
    r"\"?(?:STRUCTURE|DATAFLOW)(?:\[[^\]]*\])?(?::[^,;\t|]*)?\"?([,;\t|])"
)
_DECIMAL = re.compile(r"-?\d+,\d+")
_CODED = re.compile(r"([\w@$.\-]+): (.*)", re.DOTALL)
_TIGHT = re.compile(r"([\w@$.\-]+):(.*)", re.DOTALL)
"""A code and its name; some services leave out the space."""
_FORMULAS = ("'=", "'+", "'-", "'@")
"""So a text begins that a spreadsheet would have taken for a formula."""
Codes = dict[str, Words]


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
    coded = _labels(header)
    names = [re.split(r"[\[:]", one)[0].strip() for one in header]
    names = [OWN.get(one, one) for one in names]
    parts = _parts(names, header)
    gathered: dict[str, Flow] = {}
    figures: dict[str, list[Figure]] = {}
    for named, row in _rows(rows, names):
        flow = gathered.get(named)
        if flow is None:
            agency, identifier, label = of_reference(named)
            flow = Flow(identifier, agency, {"": label} if label else {})
            gathered[named] = flow
        figure = _figure(row, flow.codes, coded, comma=found[1] == ";")
        figures.setdefault(named, []).append(figure)
    whole: dict[str, Flow] = {}
    for named, flow in gathered.items():
        used = set().union(*figures[named])
        flow.parts.update({one: text for one, text in parts.items() if one in used})
        one, before = flow.with_figures(figures[named]), whole.get(flow.key)
        whole[flow.key] = before.joined(one) if before else one
    return [*whole.values()]


def _labels(header: list[str]) -> re.Pattern[str] | None:
    """How a code stands before its name, if the sheet has names."""
    if any(": " in one for one in header):
        return _CODED
    return _TIGHT if any(":" in one for one in header) else None


def _parts(names: list[str], header: list[str]) -> Words:
    """The names of the columns, which a labelled heading says after their identifiers."""
    said = (one.partition(":")[2].strip() for one in header)
    return {
        name: text[:500]
        for name, text in zip(names, said, strict=True)
        if text and name not in UNCODED
    }


def _rows(
    rows: Iterator[list[str]], names: list[str]
) -> Iterator[tuple[str, dict[str, str]]]:
    """Each row that is no deletion: what it is of, and its columns by their names."""
    try:
        for row in rows:
            said = dict(zip(names, row, strict=False))
            named = next((said[one] for one in NAMED if said.get(one)), "")
            if named and said.get("ACTION") != DELETED:
                yield named, said
    except csv.Error:
        return


def _figure(
    row: dict[str, str], codes: Codes, coded: re.Pattern[str] | None, *, comma: bool
) -> Figure:
    """The values of a row; the names of its codes, if it has them, go to ``codes``."""
    figure: Figure = {}
    for name, value in row.items():
        if not value or name in QUIET or name in NAMED:
            continue
        if name in UNCODED:
            value = _plain(name, value, comma)
        elif coded and (said := coded.fullmatch(value)):
            value = said[1]
            known = codes.setdefault(name, {})
            if value not in known and len(known) < MOST:
                known[value] = said[2][:500]
        figure[name] = value[:500]
    return figure


def _plain(name: str, value: str, comma: bool) -> str:
    """A text or a number; some countries write 12,4."""
    if name == VALUE and comma and _DECIMAL.fullmatch(value):
        return value.replace(",", ".")
    return value[1:] if value.startswith(_FORMULAS) else value
