"""Working days in Colombia: no weekends, and no holidays of Ley 51 de 1983."""

from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from holidays import HolidayBase


@cache
def _calendar() -> "HolidayBase":
    """The calendar of Ley 51 de 1983, with its moved Mondays."""
    import holidays

    return holidays.country_holidays("CO")


def is_working(day: date) -> bool:
    return day.weekday() < 5 and day not in _calendar()


def after(start: date, days: int) -> date:
    """The working day on which a term of so many ends; ``start`` itself never counts.

    ``days`` is from 0 on; 0 is the first working day from ``start`` on.
    """
    day = start
    while not is_working(day):
        day += timedelta(days=1)
    if days == 0:
        return day
    day, left = start, days
    while left:
        day += timedelta(days=1)
        left -= is_working(day)
    return day


def between(start: date, end: date) -> int:
    """Working days after ``start`` up to ``end``; negative once ``end`` has gone by."""
    if end < start:
        return -between(end, start)
    span = (end - start).days
    return sum(is_working(start + timedelta(days=one)) for one in range(1, span + 1))
