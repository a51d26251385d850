"""The term of a reserve, counted in America/Bogota; decides nothing about openness."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from ...schemas.spelling import BOGOTA
from ..languages import gettext as _
from ..languages import ngettext


@dataclass(frozen=True)
class Term:
    """How far a reserve has come; ``share`` is the part gone by, from 0 to 100."""

    starts: date
    ends: date
    share: float
    gone: str
    whole: str
    over: bool


def today() -> date:
    """The day it is where the law counts."""
    return datetime.now(BOGOTA).date()


def term(classification: dict[str, Any]) -> Term | None:
    """Count the term, if the decision gives both of its days."""
    starts, ends = _day(classification, "starts"), _day(classification, "ends")
    if starts is None or ends is None or ends <= starts:
        return None
    now = min(max(today(), starts), ends)
    share = (now - starts).days / (ends - starts).days * 100
    return Term(
        starts=starts,
        ends=ends,
        share=round(share, 1),
        gone=_span(starts, now),
        whole=_span(starts, ends),
        over=today() > ends,  # the last day still counts as closed
    )


def _day(classification: dict[str, Any], key: str) -> date | None:
    try:
        return date.fromisoformat(str(classification.get(key)))
    except ValueError:
        return None


def _span(start: date, end: date) -> str:
    months = (end.year - start.year) * 12 + end.month - start.month
    if end.day < start.day:
        months -= 1
    years, months = divmod(max(0, months), 12)
    parts = []
    if years:
        parts.append(ngettext("%(num)d año", "%(num)d años", years))
    if months or not years:
        parts.append(ngettext("%(num)d mes", "%(num)d meses", months))
    return _(" y ").join(parts)
