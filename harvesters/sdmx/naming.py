"""What the dimensions and codes of a flow's figures are called, as far as anything says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from ..words import line
from .flow import STATUS, TIME, UNCODED, VALUE, Figure, Flow

AREA, UNITS = "REF_AREA", ("UNIT_MEASURE", "UNIT", "unit")
TIMES = ("UNIT_MULT", "UNIT_MULTIPLIER")
QUIET = ("CONF_STATUS", "DECIMALS")
PLACED = frozenset({TIME, VALUE, STATUS, "FREQ", AREA, *UNCODED, *QUIET})
"""Dimensions and attributes that have a field of their own, or need none."""
TOTAL = "_T"
"""The code of all together: a figure of ours says that by no breakdown."""
NOTHING = frozenset(("", TOTAL, "_Z"))

PEOPLE = ("SEX", "AGE", "URBANISATION")
"""Told even where all figures are of one: they are of those alone."""
OURS = "INDICATOR"
"""In this dimension a service of ours repeats the flow; what else it has are breakdowns."""
LONGEST_NAME, LONGEST_VALUE = 100, 200


def values(figures: Iterable[Figure]) -> dict[str, set[str]]:
    """What each dimension and attribute says in all the figures."""
    found: dict[str, set[str]] = {}
    for one in figures:
        for name, value in one.items():
            if name not in UNCODED:
                found.setdefault(name, set()).add(value)
    return found


def breakdowns(said: dict[str, set[str]], identifier: str) -> list[str]:
    """The dimensions that tell figures apart, and those that say whom all are of."""
    alone = [] if said.get(OURS) != {identifier} else [*said]
    alone = [one for one in (*PEOPLE, *alone) if one not in (OURS, *TIMES, *UNITS)]
    return sorted(
        name
        for name, codes in said.items()
        if name not in PLACED
        and (len(codes) > 1 or (name in alone and not codes <= NOTHING))
    )


def wanted(flow: Flow) -> list[str]:
    """What should have a name: breakdowns, the unit, and places that may be strange."""
    said = values(flow.figures)
    also = [one for one in (*UNITS, AREA) if one in said]
    also += [one for one in TIMES if said.get(one, set()) - {"0", ""}]
    return [*dict.fromkeys([*breakdowns(said, flow.id), *also])]


def unit(flow: Flow, said: dict[str, set[str]]) -> str:
    """The unit in which all the figures are, with its multiple; blank where they differ."""
    name = next((one for one in UNITS if one in said), "")
    by = next((one for one in TIMES if one in said), "")
    codes, times = said.get(name, set()), said.get(by, {"0"})
    if len(codes) != 1 or len(times) != 1:
        return ""
    [code], [multiple] = codes, times
    if code in NOTHING:
        return ""
    text = line(flow.codes.get(name, {}).get(code), 150) or line(code, 150)
    if multiple in {"", "0"}:
        return text
    called = line(flow.codes.get(by, {}).get(multiple), 40)
    return f"{text} ({called or f'por 10^{multiple}'})"


def called(names: Iterable[str], said: dict[str, str], longest: int) -> dict[str, str]:
    """Each code with its name, or itself where it has none; no two of one name."""
    texts = {
        one: line(said.get(one), longest) or line(one, longest) or one[:longest]
        for one in names
    }
    count = Counter(texts.values())
    return {
        one: text
        if count[text] == 1 or text == one
        else f"{text[: longest - len(one) - 3]} ({one})"[-longest:]
        for one, text in texts.items()
    }
