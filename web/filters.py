"""How figures, dates and links are written on a page; refuses links that run code."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from flask import Flask
from markupsafe import Markup, escape

from ..schemas.dates import MONTHS as SPANISH_MONTHS
from .languages import language

BOGOTA = ZoneInfo("America/Bogota")
MONTHS = {
    "es": [
        "ene",
        "feb",
        "mar",
        "abr",
        "may",
        "jun",
        "jul",
        "ago",
        "sep",
        "oct",
        "nov",
        "dic",
    ],
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
LINKABLE = ("http", "https", "mailto")
EMAIL = re.compile(r"^[^@\s<>\"']{1,64}@[^@\s<>\"']+\.[^@\s<>\"']{2,}$")
KILO = 1024


def number(value: Any, decimals: int | None = None) -> str:
    """Write 1234.5 as «1.234,5»; what is no number is written as it came."""
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
    if language() == "en":
        return written
    return written.translate(str.maketrans(",.", ".,"))


def money(value: Any) -> str:
    """Write pesos as «$ 26.250.000», never broken over two lines."""
    return f"$\N{NO-BREAK SPACE}{number(value)}"


def percent(value: Any) -> str:
    return f"{number(value, 1)}\N{NO-BREAK SPACE}%"


def size(octets: Any) -> str:
    """Write a file's size as a person reads it: «9 KB», «1,2 MB»."""
    count = float(octets)
    if count < KILO:
        return f"{number(int(count))} bytes"
    for unit in ("KB", "MB", "GB"):
        count /= KILO
        if count < KILO or unit == "GB":
            break
    decimals = 0 if unit == "KB" or count >= 10 else 1
    return f"{number(count, decimals)}\N{NO-BREAK SPACE}{unit}"


def short_date(value: Any) -> str:
    """Write «20 nov 2026», «nov 2026» or «2026», as much as is known."""
    return _dated(value, MONTHS, "{d} {m} {y}", "{m} {y}")


def long_date(value: Any) -> str:
    """Write «14 de marzo de 2029»."""
    if language() == "en":
        return _dated(value, LONG_MONTHS, "{d} {m} {y}", "{m} {y}")
    return _dated(value, LONG_MONTHS, "{d} de {m} de {y}", "{m} de {y}")


def _dated(value: Any, names: dict[str, list[str]], full: str, partial: str) -> str:
    if isinstance(value, datetime):
        value = value.astimezone(BOGOTA).date()
    if isinstance(value, date):
        value = value.isoformat()
    parts = re.match(r"^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", str(value))
    if parts is None or not 1 <= int(parts[2] or 1) <= 12:
        return str(value)
    if parts[2] is None:
        return parts[1]
    month = names[language()][int(parts[2]) - 1]
    pattern = partial if parts[3] is None else full
    return pattern.format(d=int(parts[3] or 1), m=month, y=parts[1])


def period(value: Any) -> str:
    """Write a period of measurement: a year, a month, a quarter, a span."""
    text = str(value)
    if "/" in text:
        start, _, end = text.partition("/")
        joint = " to " if language() == "en" else " a "
        return period(start) + joint + period(end)
    found = PERIOD.match(text.upper())
    if found:
        return PERIODS[language()][found[2]].format(found[3], found[1])
    return short_date(text)


def moment(value: datetime) -> str:
    """The machine's form of a date, for ``<time datetime>``."""
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def safe_url(value: Any) -> str | None:
    """Return the address if a browser may follow it, else nothing.

    ``javascript:`` and ``data:`` run code in our page; ``//host`` leaves it unseen.
    """
    text = str(value or "").strip()
    if not text or re.search(r"[\x00-\x20\x7f\\]", text):
        return None
    if text.startswith("/"):
        return None if text.startswith("//") else text
    try:
        parsed = urlsplit(text)
    except ValueError:
        return None
    if parsed.scheme.lower() not in LINKABLE:
        return None
    if parsed.scheme.lower() != "mailto" and not parsed.netloc:
        return None
    return text


def email(value: Any) -> str | None:
    """The address if it looks like one mailbox, so that a link may be made of it."""
    text = str(value or "").strip()
    return text if EMAIL.match(text) else None


def breakable(value: Any) -> Markup:
    """Let a long machine name break after its underscores."""
    return Markup("_<wbr>").join(escape(part) for part in str(value).split("_"))


def sentence(value: Any, longest: int = 240) -> str:
    """The first words of a text, cut at a word's end, for a list."""
    text = " ".join(str(value or "").split())
    if len(text) <= longest:
        return text
    return text[:longest].rsplit(" ", 1)[0] + "…"


def install(app: Flask) -> None:
    """Give the templates these ways of writing."""
    for function in (
        number,
        money,
        percent,
        size,
        short_date,
        long_date,
        period,
        moment,
        safe_url,
        email,
        breakable,
        sentence,
    ):
        app.add_template_filter(function, function.__name__)
