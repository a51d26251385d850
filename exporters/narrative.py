"""What several forms say in the same words: authors, places as points, whole days."""

import calendar
from typing import Any

from ..records.reading import PublicRecord
from ..schemas import vocabularies
from .base import Catalogue
from .dcat.coverage import term
from .values import partial_date, said


def office(record: PublicRecord, catalogue: Catalogue) -> str:
    """The organisation that produced it, or the entity itself."""
    given = record.document.get("organization") or {}
    return said(given.get("name")) or catalogue.publisher_name


def kind(record: PublicRecord) -> str:
    return vocabularies.get("kinds").label(record.kind)


def points(document: dict[str, Any]) -> list[tuple[float, float]]:
    """Longitude and latitude of the territories that it covers, where these are known."""
    found = []
    for code in document.get("spatial") or []:
        place = term("territories", code)
        if place is None:
            continue
        latitude, longitude = place.extra.get("latitude"), place.extra.get("longitude")
        if latitude and longitude:
            found.append((float(longitude), float(latitude)))
    return list(dict.fromkeys(found))


def first_day(value: object) -> str | None:
    """The first day of a year, of a month, or the day itself."""
    known = partial_date(value)
    return (known + "-01-01")[:10] if known else None


def last_day(value: object) -> str | None:
    """The last day of a year, of a month, or the day itself."""
    known = partial_date(value)
    if known is None or len(known) == 10:
        return known
    if len(known) == 4:
        return f"{known}-12-31"
    year, month = int(known[:4]), int(known[5:])
    return f"{known}-{calendar.monthrange(year, month)[1]}"
