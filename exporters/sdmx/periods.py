"""Periods of ours as SDMX writes them, their frequency, and what they span.

Four months are SDMX's trimester (``T``); two months have no sign of their own and are
a time range (ISO 8601). SDMX Standards, section 6, 4.2.
"""

import calendar
import re
from datetime import date
from functools import lru_cache

from ...schemas import vocabularies

KEPT = 4096  # a city's figures are of the same few periods
_PART = re.compile(r"(\d{4})-([SQCTB])(\d)")
_SPAN = re.compile(r"(\d{4})-(\d{2})-\d{2}/P2M")
_MONTHS = {"S": 6, "Q": 3, "C": 4, "T": 4, "B": 2}
_FREQUENCIES = {"S": "S", "Q": "Q", "C": "A_3", "B": "M2"}
_YEARLY = {"A2", "A3", "A4", "A5", "A10"}
_LENGTHS = {4: "A", 7: "M", 10: "D"}


@lru_cache(maxsize=KEPT)
def frequency(period: str, rhythm: str | None) -> str:
    """The CL_FREQ code of a period; only years need the indicator's own rhythm."""
    if part := _PART.fullmatch(period):
        return _FREQUENCIES.get(part[2], "_U")
    found = _LENGTHS.get(len(period), "_U")
    if found == "A" and rhythm:
        known = vocabularies.get("frequencies").terms.get(rhythm)
        own = known.extra.get("sdmx", "") if known else ""
        return own if own in _YEARLY else found
    return found


@lru_cache(maxsize=KEPT)
def written(period: str) -> str:
    """``TIME_PERIOD`` (ObservationalTimePeriodType)."""
    part = _PART.fullmatch(period)
    if part and part[2] == "C":
        return f"{part[1]}-T{part[3]}"
    if part and part[2] == "B":
        return f"{part[1]}-{int(part[3]) * 2 - 1:02}-01/P2M"
    return period


def ours(period: str) -> str:
    """The same, the other way: what a reader finds is our own period again."""
    if span := _SPAN.fullmatch(period):
        return f"{span[1]}-B{(int(span[2]) + 1) // 2}"
    return period.replace("-T", "-C") if re.fullmatch(r"\d{4}-T\d", period) else period


def span(text: str) -> tuple[date, date]:
    """First and last day of a period, ours or SDMX's. Raises ``ValueError``."""
    if part := _PART.fullmatch(ours(text)):
        size = _MONTHS[part[2]]
        number = int(part[3])
        if not 1 <= number <= 12 // size:
            raise ValueError(text)
        return _months(int(part[1]), size * (number - 1) + 1, size)
    if week := re.fullmatch(r"(\d{4})-W(\d{2})", text):
        year, number = int(week[1]), int(week[2])
        return (
            date.fromisocalendar(year, number, 1),
            date.fromisocalendar(year, number, 7),
        )
    text = re.sub(r"^(\d{4})-A1$|^(\d{4})-M(\d{2})$", _reporting, text)
    if re.fullmatch(r"\d{4}", text):
        return date(int(text), 1, 1), date(int(text), 12, 31)
    if re.fullmatch(r"\d{4}-\d{2}", text):
        return _months(int(text[:4]), int(text[5:]), 1)
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:\d{2})?)?", text):
        day = date.fromisoformat(text[:10])
        return day, day
    raise ValueError(text)


def first_day(period: str) -> str:
    """A period as SDMX writes it, as the day on which it begins (ISO 8601)."""
    try:
        return span(period)[0].isoformat()
    except ValueError:
        return period


def _reporting(found: re.Match[str]) -> str:
    return found[1] or f"{found[2]}-{found[3]}"


def _months(year: int, first: int, size: int) -> tuple[date, date]:
    last = first + size - 1
    return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])
