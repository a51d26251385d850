"""The half-yearly report on requests: counters, and nothing of anybody.

Decreto 1081 de 2015, art. 2.1.1.6.2: received, transferred, refused, and the time that
answers took. Who reads it learns of no request by itself.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ..records.request import InformationRequest
from . import working_days

HALVES = {1: "primer", 2: "segundo"}


@dataclass(frozen=True)
class Half:
    """Half a year; as text ``2026-2``."""

    year: int
    half: int

    def __str__(self) -> str:
        return f"{self.year}-{self.half}"

    @property
    def name(self) -> str:
        return f"{HALVES[self.half]} semestre de {self.year}"

    @property
    def first(self) -> date:
        return date(self.year, 1 if self.half == 1 else 7, 1)

    @property
    def last(self) -> date:
        return date(self.year, 6, 30) if self.half == 1 else date(self.year, 12, 31)


@dataclass(frozen=True)
class Report:
    """``mean_days`` are working days up to the answer or the refusal; ``late`` were
    closed, or wait, after their term; ``satisfaction`` is the mean of ``rated`` answers.
    """

    received: int
    transferred: int
    refused: int
    answered: int
    mean_days: float | None
    late: int = 0
    rated: int = 0
    satisfaction: float | None = None


def half_of(day: date) -> Half:
    """The half year in which a day falls."""
    return Half(day.year, 1 if day.month < 7 else 2)


def halves(session: Session, today: date) -> list[Half]:
    """Every half year since the first request, the newest first."""
    first = session.scalar(select(func.min(InformationRequest.received))) or today
    found, one = [], half_of(today)
    while one.last >= first:
        found.append(one)
        one = Half(one.year, 1) if one.half == 2 else Half(one.year - 1, 2)
    return found


def of_half(session: Session, half: Half, today: date) -> Report:
    """The counters of a half year, as far as it has gone."""
    return report(session, half.first, half.last, today)


def report(session: Session, start: date, end: date, today: date) -> Report:
    """The counters, by the day on which each was received."""
    query = select(InformationRequest).where(
        InformationRequest.received.between(start, end)
    )
    found = list(session.scalars(query))
    count = [one.state for one in found].count
    times = [
        working_days.between(one.received, one.closed)
        for one in found
        if one.closed is not None and one.state in ("answered", "refused")
    ]
    marks = [one.satisfaction for one in found if one.satisfaction is not None]
    return Report(
        received=len(found),
        transferred=count("transferred"),
        refused=count("refused"),
        answered=count("answered"),
        mean_days=_mean(times),
        late=sum((one.closed or today) > one.due for one in found),
        rated=len(marks),
        satisfaction=_mean(marks),
    )


def _mean(numbers: list[int]) -> float | None:
    return round(sum(numbers) / len(numbers), 1) if numbers else None
