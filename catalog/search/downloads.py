"""How often the files of each record are taken: a number a day, and nothing of whom.

The most taken are liked a little more by the ranking (``weights.TAKEN``).
"""

import time
from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

from sqlalchemy import delete, func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from ...records.download import DownloadCount

COUNTED = timedelta(days=90)  # how far back what was taken is liked
KEPT = timedelta(days=800)  # two years and a little: a report compares years
MOST, FEWEST = 200, 5  # records that are liked, and the downloads that make one so
FRESH = 300.0  # seconds for which the list is good


def add(session: Session, taken: Iterable[tuple[str, date]]) -> None:
    """Count these downloads: each a record and a day. Once for each pair in a batch."""
    for (record, day), times in sorted(Counter(taken).items()):
        if _more(session, record, day, times):
            continue
        try:
            with session.begin_nested():
                session.add(DownloadCount(record=record, day=day, times=times))
        except IntegrityError:  # another node began the day meanwhile
            _more(session, record, day, times)


def _more(session: Session, record: str, day: date, times: int) -> bool:
    one = (DownloadCount.record == record) & (DownloadCount.day == day)
    more = update(DownloadCount).where(one)
    done = session.execute(more.values(times=DownloadCount.times + times))
    return bool(done.rowcount)  # type: ignore[attr-defined]


def most_taken(session: Session, today: date) -> tuple[str, ...]:
    """The records most taken in the last ninety days, the first one first."""
    number = func.sum(DownloadCount.times)
    query = (
        select(DownloadCount.record)
        .where(DownloadCount.day > today - COUNTED)
        .group_by(DownloadCount.record)
        .having(number >= FEWEST)
        .order_by(number.desc(), DownloadCount.record)
    )
    return tuple(session.scalars(query.limit(MOST)))


def forget(session: Session, today: date) -> None:
    """Drop the counts that no report asks for any more."""
    session.execute(delete(DownloadCount).where(DownloadCount.day < today - KEPT))


class Known:
    """The most taken, read again after some minutes: a search does not wait for it."""

    def __init__(self) -> None:
        self._read = -FRESH
        self._taken: tuple[str, ...] = ()

    def of(self, session: Session) -> tuple[str, ...]:
        now = time.monotonic()
        if now - self._read >= FRESH:
            self._taken = most_taken(session, date.today())
            self._read = now
        return self._taken
