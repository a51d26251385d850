"""Dates as offices write them, and as spreadsheets count them, to partial dates."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from ...schemas.dates import FIRST_YEAR, LAST_YEAR, MONTHS

FIRST_SERIAL, LAST_SERIAL = 10_000, 73_050
"""1927 to 2099: counts of days outside it are years or mistakes."""

_DAY_FIRST = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})(?:[ T]\d.*)?")
_YEAR_FIRST = re.compile(r"(\d{4})[/.\-](\d{1,2})[/.\-](\d{1,2})(?:[ T]\d.*)?")
_MONTH_YEAR = re.compile(r"(\d{1,2})[/\-](\d{4})")
_YEAR_MONTH = re.compile(r"(\d{4})[/\-](\d{1,2})")
_WORDS = re.compile(
    r"(?:(\d{1,2})(?:\.?º|°)? ?(?:de ?)?)?([a-z]+)\.?,? ?(?:del? )?(\d{4})"
)
_SHORT_YEAR = re.compile(r"\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2}")
_SPAN = re.compile(
    r"(.+?)\s+(?:[-–—]|al?|hasta(?: el)?)\s+(.+)|(\d{4}-[\d-]+)/(\d{4}-[\d-]+)"
)
_YEARS = re.compile(r"(?:vigencia\s+)?(\d{4})\s*[-–—/]\s*(\d{4})", re.IGNORECASE)
_LEADING = re.compile(r"^(?:vigencia|desde|del?)\s+", re.IGNORECASE)

REMEDY = (
    "Escríbala como día/mes/año o año-mes-día, por ejemplo 28/02/2024 o 2024-02-28; "
    "también vale solo el año."
)


def moment(value: object, *, epoch_1904: bool = False) -> str:
    """Give YYYY, YYYY-MM or YYYY-MM-DD, or raise ValueError with the remedy.

    Day comes before month, as in Colombia. A bare number is a year up to four
    digits, and the day count of a spreadsheet beyond.
    """
    if isinstance(value, date):
        return _exact(value.year, value.month, value.day)
    text = " ".join(str(value).split())
    if re.fullmatch(r"\d{5}(?:\.\d+)?", text):
        return _serial(float(text), epoch_1904)
    text = re.sub(r"^(\d{4})\.0+$", r"\1", text)
    if parts := _parts(text):
        return _exact(*parts)
    if _SHORT_YEAR.fullmatch(text):
        raise ValueError(f"Falta el siglo: escriba el año con cuatro cifras. {REMEDY}")
    raise ValueError(f"No es una fecha. {REMEDY}")


def span(text: str) -> tuple[str, str]:
    """Read *2016-2019*, *enero de 2020 a mayo de 2021* or a single date, as a period."""
    text = " ".join(text.split())
    start = end = _LEADING.sub("", text)
    if years := _YEARS.fullmatch(text):
        start, end = years.groups()
    elif halves := _SPAN.fullmatch(start):
        start, end = (half for half in halves.groups() if half)
    elif not _parts(start):
        raise ValueError(f"No es un período. Escríbalo como 2016-2019. {REMEDY}")
    first, last = moment(start), moment(end)
    if first[: len(last)] > last[: len(first)]:
        raise ValueError("El período termina antes de empezar: revise las dos fechas.")
    return first, last


_Parts = tuple[int, int | None, int | None]


def _parts(text: str) -> _Parts | None:
    """Year, month and day of any of the spellings, as far as they were given."""
    if found := _DAY_FIRST.fullmatch(text):
        return int(found[3]), int(found[2]), int(found[1])
    if found := _YEAR_FIRST.fullmatch(text):
        return int(found[1]), int(found[2]), int(found[3])
    if found := _MONTH_YEAR.fullmatch(text):
        return int(found[2]), int(found[1]), None
    if found := _YEAR_MONTH.fullmatch(text):
        return int(found[1]), int(found[2]), None
    if re.fullmatch(r"\d{4}", text):
        return int(text), None, None
    return _in_words(text.casefold())


def _in_words(text: str) -> _Parts | None:
    found = _WORDS.fullmatch(text)
    name = found[2].replace("setiembre", "septiembre") if found else ""
    if found is None or name not in MONTHS:
        return None
    return int(found[3]), MONTHS.index(name) + 1, int(found[1]) if found[1] else None


def _exact(year: int, month: int | None, day: int | None) -> str:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(
            f"El año {year} no puede ser: tiene que estar entre {FIRST_YEAR} y "
            f"{LAST_YEAR}. {REMEDY}"
        )
    if month is None:
        return f"{year:04d}"
    if not 1 <= month <= 12:
        raise ValueError(f"El mes {month} no existe. {_swapped(year, month, day)}")
    if day is None:
        return f"{year:04d}-{month:02d}"
    last = calendar.monthrange(year, month)[1]
    if not 1 <= day <= last:
        raise ValueError(
            f"El día {day} no existe: {MONTHS[month - 1]} de {year} tiene {last} días. "
            f"Escriba, por ejemplo, {last:02d}/{month:02d}/{year}."
        )
    return f"{year:04d}-{month:02d}-{day:02d}"


def _swapped(year: int, month: int, day: int | None) -> str:
    if day is not None and 1 <= day <= 12 < month <= 31:
        return f"El día va antes del mes: quizá es {month:02d}/{day:02d}/{year}."
    return REMEDY


def _serial(days: float, epoch_1904: bool) -> str:
    """Undo a day count. Beyond 1927 the false 29 February 1900 needs no more care."""
    if not FIRST_SERIAL <= days <= LAST_SERIAL:
        raise ValueError(f"No es una fecha. {REMEDY}")
    start = date(1904, 1, 1) if epoch_1904 else date(1899, 12, 30)
    return (start + timedelta(days=int(days))).isoformat()
