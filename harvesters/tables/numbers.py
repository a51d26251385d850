"""Numbers as offices write them: decimal comma, thousands, pesos, per cent."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

_SPACES = re.compile(r"[\s\u00a0\u202f]")
_APOSTROPHE = re.compile(r"['’´](?=\d{3})")
_MILLIONS = re.compile(r"['’´](?=\d{3}(?:\.\d{3})+(?!\d))")
_MONEY = re.compile(r"^(?:cop|us)?\$|cop$|pesos$", re.IGNORECASE)
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_PLAIN = re.compile(r"\d+(?:\.\d+)?(?:[eE][+-]?\d{1,2})?")
LONGEST_NUMBER = 40

REMEDY = "Escriba solo el número, con coma decimal y sin puntos de miles: 1234,5."


def number(text: str) -> Decimal:
    """Read a number, or raise ValueError with the remedy.

    The rule for one sign alone, which Spanish leaves open: *1.234* is 1.234 (a
    decimal point, as machines write it) and *1,234* is 1,234 (a decimal comma), so
    both are one and a bit. They are thousands only where something says so: a sign
    of pesos or of millions (*$ 1.200* is 1200, *1'200.000* is 1200000), the same sign
    twice (*1.234.567*), or both signs (*1.234,5* and *1,234.5*: the last one is the decimal). `ambiguous` says when the
    rule had to decide, so that the person can be shown what was read.
    """
    bare, money = _bare(text)
    sign, digits = (bare[0], bare[1:]) if bare[:1] in {"+", "-"} else ("", bare)
    dots, commas = digits.count("."), digits.count(",")
    if dots and commas:
        digits = _both(digits)
    elif dots + commas > 1 or (money and dots + commas == 1):
        digits = _grouped(digits)
    elif commas:
        digits = digits.replace(",", ".")
    if len(digits) > LONGEST_NUMBER or not _PLAIN.fullmatch(digits):
        raise ValueError(_refusal(text))
    try:
        return Decimal(sign + digits)
    except InvalidOperation:
        raise ValueError(_refusal(text)) from None


def ambiguous(text: str) -> bool:
    """Whether the one sign of a number could as well have been one of thousands."""
    bare, money = _bare(text)
    return not money and bool(re.fullmatch(r"-?[1-9]\d{0,2}[.,]\d{3}", bare))


def doubt(value: object, known: object) -> str:
    """What to tell of a text whose one sign was read as a decimal sign, if it was."""
    if not isinstance(value, str) or not ambiguous(value):
        return ""
    return (
        f"Se leyó como {str(known).replace('.', ',')}, con decimales. "
        "Si son miles, escriba el número sin puntos."
    )


def _bare(text: str) -> tuple[str, bool]:
    plain = _SPACES.sub("", text.replace("−", "-"))
    bare = _MONEY.sub("", _APOSTROPHE.sub("", _MILLIONS.sub(".", plain)))
    return bare.removesuffix("%"), bare != plain


def _both(digits: str) -> str:
    """The sign that stands last is the decimal; the other one must group by three."""
    decimal = max(".,", key=digits.rfind)
    whole, _, rest = digits.rpartition(decimal)
    if decimal in whole or not _GROUPED.fullmatch(whole):
        return ""
    return re.sub("[.,]", "", whole) + "." + rest


def _grouped(digits: str) -> str:
    if _GROUPED.fullmatch(digits) and not ("." in digits and "," in digits):
        return re.sub("[.,]", "", digits)
    return digits.replace(",", ".")


def _refusal(text: str) -> str:
    if re.match(r"\s*[<>≤≥]", text):
        return (
            "No es un número sino un límite: deje la celda vacía y diga en las "
            "observaciones que el dato se reserva o no alcanza el límite."
        )
    return f"No es un número. {REMEDY}"
