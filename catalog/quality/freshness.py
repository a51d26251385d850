"""Up to date: what the record says of its dates, against the frequency that it declares.

A record's own dates count, not the day of its last publication: correcting a word makes
no figure newer. What is dated after its publication counts as of that day.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from ...schemas import vocabularies
from .verdict import Check, Document, Said, group, groups, known, missing

SLACK = 4  # a quarter of the interval is allowed for publishing, if no lag is longer
LEAST = 7  # days allowed at least
MOST_LAG = 3660
PARTS = {"S": 6, "H": 6, "Q": 3, "T": 3, "B": 2, "C": 4}  # months in each
PERIOD = re.compile(r"(\d{4})(?:-?([SHQTBC])(\d)|-(\d{2})(?:-(\d{2}))?)?")
DATES = ("temporal_end", "generated", "issued")
DATED = {
    "distributions": ("issued", "modified"),
    "collection_periods": ("start", "end"),
}
Span = tuple[date, date]


def current(document: Document, today: date, modified: datetime) -> Check:
    """Whether what was due has come; a record without a due date is never late."""
    excused = _excused(document)
    if excused is not None:
        return Check("current", True, Said(f"current.{excused}"))
    last = _last(document, modified.date())
    days = _days(document)
    if last is None or days is None:
        code, path = _silence(document, days)
        return Check("current", False, Said(f"current.{code}"), missing((path,)))
    reached, told = last
    due = reached + timedelta(_allowed(document, int(days)))
    values = {"last": told, "due": due}
    if today <= due:
        return Check("current", True, Said("current.on_time", values))
    fix = Said("current.next", values)
    return Check("current", False, Said("current.late", values), fix)


def next_due(document: Document, modified: datetime) -> date | None:
    """The day by which something new is expected, if the record promises anything."""
    return expected(document, modified)[0]


def expected(document: Document, modified: datetime) -> tuple[date | None, bool]:
    """By when its next data should come; without a date, whether it is in order."""
    if _excused(document) is not None:
        return None, True
    last, days = _last(document, modified.date()), _days(document)
    if last is None or days is None:
        return None, False
    return last[0] + timedelta(_allowed(document, int(days))), True


def _excused(document: Document) -> str | None:
    """Why nothing new is expected by any date; what was never measured has no excuse."""
    if document.get("kind") == "document":
        return "fixed"
    if document.get("continuity") == "suspendido":
        return "suspended"
    if _unmeasured(document) or _days(document) != "":
        return None
    return str(document["frequency"])


def _unmeasured(document: Document) -> bool:
    return document.get("kind") == "indicator" and not known(document, "latest.value")


def _days(document: Document) -> str | None:
    """The days of the declared frequency, empty if it has none, None if undeclared."""
    declared = str(document.get("frequency"))
    term = vocabularies.get("frequencies").terms.get(declared)
    return None if term is None else term.extra["days"]


def _silence(document: Document, days: str | None) -> tuple[str, str]:
    """What it does not say, and the field that would say it."""
    if _unmeasured(document):
        return "unmeasured", "latest"
    return ("undated", "temporal_end") if days else ("undeclared", "frequency")


def _allowed(document: Document, days: int) -> int:
    lag = document.get("lag_days")
    said = min(lag, MOST_LAG) if isinstance(lag, int) else 0
    return days + max(said, days // SLACK, LEAST)


def _last(document: Document, modified: date) -> tuple[date, str] | None:
    """How far the record says that it has come, with the words that say so."""
    found = []
    for told in _told(document):
        period = span(told)
        if period is not None:
            start, end = period
            found.append((end if start <= modified else modified, told))
    return max(found, default=None)


def _told(document: Document) -> Iterator[str]:
    """Every date that says how far it has come; an indicator's is its last figure."""
    if document.get("kind") == "indicator":
        if not _unmeasured(document):
            yield str(group(document, "latest").get("period"))
        return
    survey = group(document, "characterisation")
    yield str(survey.get("date"))
    yield str(group(survey, "dissemination").get("last_published"))
    yield from (str(document.get(name)) for name in DATES)
    for key, names in DATED.items():
        for item in groups(document, key):
            yield from (str(item.get(name)) for name in names)


def span(text: str) -> Span | None:
    """The first and the last day of a period as it is written, if it is one."""
    first, slash, second = text.partition("/")
    start, end = _one(first), _one(second) if slash else None
    if slash:
        return (start[0], end[1]) if start and end else None
    return start


def _one(text: str) -> Span | None:
    found = PERIOD.fullmatch(text)
    if found is None:
        return None
    year, part, number, month, day = found.groups()
    try:
        if day:
            whole = date(int(year), int(month), int(day))
            return whole, whole
        if part or month:
            return _months(int(year), PARTS.get(part, 1), int(number or month))
        return date(int(year), 1, 1), date(int(year), 12, 31)
    except ValueError:
        return None


def _months(year: int, length: int, number: int) -> Span:
    """The ``number``-th stretch of so many months. Raises ``ValueError`` beyond 12."""
    last = length * number
    start = date(year, last - length + 1, 1)
    return start, date(year, last, monthrange(year, last)[1])
