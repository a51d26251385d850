"""The dates and moments of Solr that a question to CKAN may hold."""

import re
from datetime import UTC, datetime, timedelta

_MOMENT = re.compile(
    r"(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}:\d{2})(\.\d{1,9})?Z?)?", re.ASCII
)
STEP = timedelta(microseconds=1)


class Unreadable(ValueError):
    """A question that makes no sense here; the text says why, in Spanish."""


def read(text: str) -> datetime | None:
    """A date or a moment of Solr, in UTC; ``*`` is an open end."""
    if text == "*":
        return None
    if text == "NOW":
        return datetime.now(UTC)
    found = _MOMENT.fullmatch(text)
    moment = _exact(found) if found else None
    if moment is None:
        raise Unreadable(
            f"«{text[:40]}» no es una fecha: escriba 2026-11-21T00:00:00Z."
        )
    return moment


def _exact(found: re.Match[str]) -> datetime | None:
    """The moment, to the microsecond; nothing for a day or an hour that does not exist."""
    day, hour, fraction = found.groups()
    small = (fraction or ".0")[:7].ljust(7, "0")
    try:
        moment = datetime.fromisoformat(f"{day}T{hour or '00:00:00'}{small}+00:00")
    except ValueError:
        return None
    return min(moment, datetime.max.replace(tzinfo=UTC) - STEP)
