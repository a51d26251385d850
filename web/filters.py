"""How figures, dates and links are written on a page; refuses links that run code."""

import re
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from flask import Flask
from markupsafe import Markup, escape

from ..schemas import spelling
from .languages import language

LINKABLE = ("http", "https", "mailto")
EMAIL = re.compile(r"^[^@\s<>\"']{1,64}@[^@\s<>\"']+\.[^@\s<>\"']{2,}$")
KILO = 1024


def number(value: Any, decimals: int | None = None) -> str:
    """Write 1234.5 as «1.234,5»; what is no number is written as it came."""
    return spelling.number(value, language(), decimals)


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
    return spelling.short_date(value, language())


def long_date(value: Any) -> str:
    """Write «14 de marzo de 2029»."""
    return spelling.long_date(value, language())


def period(value: Any) -> str:
    """Write a period of measurement: a year, a month, a quarter, a span."""
    return spelling.period(value, language())


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
