"""Where a chart's axes begin and end, which marks they bear, how a value is written."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal

from ...schemas import spelling
from .words import SAID

# A million, and a million of millions: «billón» in Spanish, "trillion" in English.
LARGE = ((10**12, "billions"), (10**6, "millions"))
LONGEST_AXIS = 600  # periods; beyond it a gap is not filled in
_RHYTHMS = {"": 1, "S": 2, "H": 2, "Q": 4, "T": 4, "B": 6}
_PARTED = re.compile(r"(\d{4})-?([SHQTB])(\d)")
_MONTH = re.compile(r"(\d{4})-(\d{2})")


def ticks(low: float, high: float, about: int = 5) -> list[float]:
    """Round values that span ``low`` to ``high``, near ``about`` of them."""
    span = high - low
    if not math.isfinite(span) or span <= 0:
        return [low, low + 1]
    rough = span / about
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * m for m in (1, 2, 2.5, 5, 10) if power * m >= rough * 0.999)
    start = math.floor(low / step)
    steps = range(start, math.ceil(high / step) + 1)
    return [round(index * step, 10) for index in steps]


def rhythm(period: str) -> str:
    """What kind of period it is: a year is "", a quarter "Q", a month "M"…"""
    if re.fullmatch(r"\d{4}", period):
        return ""
    if found := _PARTED.fullmatch(period.upper()):
        return found[2]
    return "M" if _MONTH.fullmatch(period) else f"?{len(period)}"


def commonest(periods: Iterable[str]) -> str:
    """The rhythm of most of them; a year among months is no point of their line."""
    return Counter(map(rhythm, periods)).most_common(1)[0][0]


def stretch(periods: Iterable[str]) -> list[str]:
    """All the periods from the first to the last, so that a gap is seen as a gap."""
    known = sorted(set(periods))
    kinds = {rhythm(one) for one in known}
    if len(kinds) != 1 or len(known) < 2:
        return known
    first, last = _number(known[0]), _number(known[-1])
    if first is None or last is None or last - first >= LONGEST_AXIS:
        return known
    return [_named(place, known[0]) for place in range(first, last + 1)]


def _number(period: str) -> int | None:
    kind = rhythm(period)
    if kind == "M":
        return int(period[:4]) * 12 + int(period[5:7]) - 1
    if kind in _RHYTHMS:
        parts = _RHYTHMS[kind]
        return int(period[:4]) * parts + (int(period[-1]) - 1 if kind else 0)
    return None


def _named(place: int, like: str) -> str:
    kind = rhythm(like)
    if kind == "M":
        return f"{place // 12:04}-{place % 12 + 1:02}"
    parts = _RHYTHMS[kind]
    year = f"{place // parts:04}"
    return f"{year}{like[4:-1]}{place % parts + 1}" if kind else year


def shown(periods: Sequence[str], room: int) -> list[str]:
    """Those that the axis names: the last one always, and no more than there is room."""
    every = max(1, math.ceil((len(periods) - 1) / max(2, room)))
    return list(periods[::-1][::every])[::-1]


def short(value: Decimal, largest: float, language: str) -> str:
    """A value as a drawing can show it; the table has the exact figure."""
    by, word = unit(largest, language) if value else (1, "")
    value, largest = value / by, largest / by
    decimals = 1 if largest >= 10 else 2 if largest >= 1 else 3
    text = spelling.number(round(value, decimals), language)
    return text.replace("-", "\N{MINUS SIGN}") + word


def unit(largest: float, language: str) -> tuple[int, str]:
    """What large values are divided by on a chart, and the word for it."""
    for by, name in LARGE:
        if largest >= by:
            return by, f" {SAID[language][name]}"
    return 1, ""
