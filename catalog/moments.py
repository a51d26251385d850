"""What was public at an earlier moment, beside what is public now."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ..records import reading
from ..records.publication import Publication, PublicationHistory
from ..records.reading import PublicRecord


@dataclass(frozen=True)
class Turn:
    """One asset that the ledger touched: as it was open before, and as it is open now."""

    uid: str
    before: PublicRecord | None
    after: PublicRecord | None


def seq_before(session: Session, moment: datetime) -> int:
    """Where the ledger stood at ``moment``: ``modified`` rises with ``seq``."""
    last = (
        select(Publication.seq)
        .where(Publication.modified < moment)
        .order_by(Publication.seq.desc())
        .limit(1)
    )
    return session.scalar(last) or 0


def count(session: Session, since: int, kinds: Sequence[str]) -> int:
    """How many assets the ledger touched after ``since``."""
    touched = select(func.count(Publication.uid.distinct())).where(
        Publication.seq > since, Publication.kind.in_(kinds)
    )
    return session.scalar(touched) or 0


def turns(
    session: Session, since: int, kinds: Sequence[str], *, limit: int
) -> list[Turn]:
    """The assets touched after ``since``, the last ones first.

    For the desk only: what was public then and is closed now is read from its history.
    """
    rows = session.execute(
        select(Publication.uid)
        .where(
            Publication.seq > since,
            Publication.superseded.is_(None),
            Publication.kind.in_(kinds),
        )
        .order_by(Publication.seq.desc())
        .limit(limit)
    )
    uids = [row.uid for row in rows]
    now, then = reading.by_uids(session, uids), _then(session, since, uids)
    return [Turn(uid, then.get(uid), now.get(uid)) for uid in uids]


def _then(session: Session, since: int, uids: list[str]) -> dict[str, PublicRecord]:
    query = reading.open_at(since).where(Publication.uid.in_(uids))
    found = {row.uid: PublicRecord(*tuple(row)[:-1]) for row in session.execute(query)}
    blank = {one.seq: one for one in found.values() if not one.text}
    kept = session.execute(
        select(PublicationHistory.seq, PublicationHistory.document).where(
            PublicationHistory.seq.in_(blank)
        )
    )
    for seq, text in kept:
        found[blank[seq].uid] = replace(blank[seq], text=text)
    return {uid: one for uid, one in found.items() if one.text}
