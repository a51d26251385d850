"""How figures, dates and periods are written for people, in Spanish and in English.

Whoever writes for people uses it: pages, charts, printed sheets.
"""

import re
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any
from zoneinfo import ZoneInfo

from .dates import MONTHS as SPANISH_MONTHS

SIGNS = str.maketrans(",.", ".,")
BOGOTA = ZoneInfo("America/Bogota")
MONTHS = {
    "es": [name[:3] for name in SPANISH_MONTHS],
    "en": [
        "Jan",
        "Feb",
        "Mar",
        "Apr",
        "May",
        "Jun",
        "Jul",
        "Aug",
        "Sep",
        "Oct",
        "Nov",
        "Dec",
    ],
}
LONG_MONTHS = {
    "es": list(SPANISH_MONTHS),
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
}
PERIOD = re.compile(r"^(\d{4})-?([QTSHB])(\d)$")
PERIODS = {
    "es": {
        "Q": "{}.º trimestre de {}",
        "T": "{}.º trimestre de {}",
        "S": "{}.º semestre de {}",
        "H": "{}.º semestre de {}",
        "B": "{}.º bimestre de {}",
    },
    "en": {
        "Q": "quarter {} of {}",
        "T": "quarter {} of {}",
        "S": "half {} of {}",
        "H": "half {} of {}",
        "B": "two months {} of {}",
    },
}
# Trimestre and quarter, semestre and half: the letter that each language uses.
LETTERS = {"es": {"Q": "T", "H": "S"}, "en": {"T": "Q", "S": "H"}}


def number(value: Any, language: str = "es", decimals: int | None = None) -> str:
    """Write 1234.5 as «1.234,5»; what is no number is written as it came."""
    if type(value) is int and decimals is None:  # counts: a page has a hundred
        return _signed(f"{value:,}", language)
    try:
        exact = Decimal(str(value))
    except InvalidOperation:
        return str(value)
    if not exact.is_finite():
        return str(value)
    if decimals is None:
        plain = f"{exact:,f}"
        written = plain.rstrip("0").rstrip(".") if "." in plain else plain
    else:
        written = f"{exact:,.{decimals}f}"
    return _signed(written, language)


def _signed(written: str, language: str) -> str:
    """With the signs of the language: comma and point change places in Spanish."""
    return written if language == "en" else written.translate(SIGNS)


def short_date(value: Any, language: str = "es") -> str:
    """Write «20 nov 2026», «nov 2026» or «2026», as much as is known."""
    return _dated(value, MONTHS[language], "{d} {m} {y}", "{m} {y}")


def long_date(value: Any, language: str = "es") -> str:
    """Write «14 de marzo de 2029»."""
    if language == "en":
        return _dated(value, LONG_MONTHS["en"], "{d} {m} {y}", "{m} {y}")
    return _dated(value, LONG_MONTHS["es"], "{d} de {m} de {y}", "{m} de {y}")


def figures_of_date(value: Any) -> str:
    """Write «14/03/2029», «03/2029» or «2029», as forms and lists do."""
    found = re.match(r"^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$", str(value))
    return "/".join(filter(None, reversed(found.groups()))) if found else str(value)


def _dated(value: Any, names: list[str], full: str, partial: str) -> str:
    if isinstance(value, datetime):
        value = value.astimezone(BOGOTA).date()
    if isinstance(value, date):
        value = value.isoformat()
    parts = re.match(r"^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", str(value))
    if parts is None or not 1 <= int(parts[2] or 1) <= 12:
        return str(value)
    if parts[2] is None:
        return parts[1]
    pattern = partial if parts[3] is None else full
    return pattern.format(d=int(parts[3] or 1), m=names[int(parts[2]) - 1], y=parts[1])


def period(value: Any, language: str = "es") -> str:
    """Write a period of measurement: a year, a month, a quarter, a span."""
    text = str(value)
    if "/" in text:
        start, _, end = text.partition("/")
        joint = " to " if language == "en" else " a "
        return period(start, language) + joint + period(end, language)
    found = PERIOD.match(text.upper())
    if found:
        return PERIODS[language][found[2]].format(found[3], found[1])
    return short_date(text, language)


def brief(value: Any, language: str = "es") -> str:
    """Write a period as short as an axis needs it: «T4 2018»."""
    found = PERIOD.match(str(value).upper())
    if found is None:
        return period(value, language)
    letter = LETTERS[language].get(found[2], found[2])
    return f"{letter}{found[3]} {found[1]}"
