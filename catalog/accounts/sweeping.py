"""Throwing away what is over: where people were, and what was written to them, is theirs.

The audit keeps who came in and when; addresses and mailboxes need not stay (Ley 1581 de
2012, art. 4, on keeping personal data no longer than their purpose asks).
"""

from datetime import timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from ...records.account import Attempt, Browser, EntryLink
from ...records.base import now
from ...records.outbox import Letter

COUNTS = timedelta(hours=1)  # the longest of the windows in which tries are counted
KEPT = timedelta(days=90)


def sweep(session: Session) -> None:
    """Delete old counts, browsers, links and letters; of each person the last browser
    stays, as the list of people says when they were last seen.
    """
    floor = now() - KEPT
    last = select(func.max(Browser.id)).group_by(Browser.person_id)
    for statement in (
        delete(Attempt).where(Attempt.since < now() - COUNTS),
        delete(Browser).where(Browser.seen < floor, Browser.id.not_in(last)),
        delete(EntryLink).where(EntryLink.expires < floor),
        delete(Letter).where(Letter.created < floor, Letter.due.is_(None)),
    ):
        session.execute(statement.execution_options(synchronize_session=False))
