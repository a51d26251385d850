"""The years that a record speaks of, for the facet of that name."""

import re
from collections.abc import Mapping
from typing import Any

WIDEST = 100  # a longer span is a slip of the pen: both its ends are kept
_YEAR = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)")


def years(document: Mapping[str, Any]) -> list[str]:
    """The years covered; without a coverage, that of the latest figure or the making."""
    start = _year(document.get("temporal_start"))
    latest = document.get("latest")
    figure = _year(latest.get("period")) if isinstance(latest, dict) else None
    end = _year(document.get("temporal_end")) or figure
    if start and end and 0 <= end - start <= WIDEST:
        return [str(year) for year in range(start, end + 1)]
    if start or end:
        return [str(year) for year in (start, end) if year]
    for name in ("generated", "publication_date", "issued"):
        if year := _year(document.get(name)):
            return [str(year)]
    return []


def covered(document: Mapping[str, Any]) -> list[int]:
    """The same as numbers."""
    return [int(year) for year in years(document)]


def _year(value: object) -> int | None:
    found = _YEAR.search(value) if isinstance(value, str) else None
    return int(found.group()) if found else None
