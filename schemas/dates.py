"""Dates as people write them: partial ones kept partial, wrong ones refused."""

import re
from datetime import date, datetime

ISO = re.compile(r"^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$")
LATIN = re.compile(r"^(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})$")
FIRST_YEAR, LAST_YEAR = 1500, 2200
MONTHS = (
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
)


def partial_date(value: object) -> str:
    """Return YYYY, YYYY-MM or YYYY-MM-DD from ISO, day/month/year or a date.

    Raises ``ValueError`` with the remedy, in Spanish.
    """
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return value.isoformat()
    text = str(value).strip()
    if latin := LATIN.match(text):
        day, month, year = latin.groups()
    elif iso := ISO.match(
        text[:10] if re.match(r"\d{4}-\d\d-\d\d[T ]", text) else text
    ):
        year, month, day = iso.groups()
    else:
        raise ValueError(
            "No es una fecha. Escríbala como año-mes-día, por ejemplo 2024-02-28; "
            "también vale solo el año o año-mes."
        )
    return _checked(int(year), int(month or 0), int(day or 0))


def _checked(year: int, month: int, day: int) -> str:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"El año tiene que estar entre {FIRST_YEAR} y {LAST_YEAR}.")
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        raise ValueError(
            "Esa fecha no existe en el calendario. Escríbala como año-mes-día, "
            "por ejemplo 2024-02-28."
        ) from None
    if not month:
        return f"{year:04d}"
    return f"{year:04d}-{month:02d}" + (f"-{day:02d}" if day else "")
