"""What is open of one kind as of a point of the ledger, read in batches that begin small.

An answer that names everything first and then writes it reads the same places twice:
nothing that is published meanwhile can be in the second reading and not in the first.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select
from sqlalchemy.orm import Session

from ..records import reading
from ..records.planning import unindexed
from ..records.publication import Publication
from ..records.reading import PublicRecord
from .fragments import Sessions

FIRST, LARGEST = 4, 64  # records: the first answer soon, the last ones in few questions
NAMES = 1000
NAMED = (
    Publication.seq,
    Publication.slug,
    Publication.uid,
    Publication.superseded,
)


@dataclass(frozen=True, slots=True)
class Places:
    """The places of ``kind`` that were open at ``upto`` and published after ``since``."""

    sessions: Sessions
    kind: str
    upto: int
    since: datetime | None = None

    def slugs(self) -> Iterator[str]:
        """Their addresses in the order of ``seq``; no transaction is open meanwhile."""
        after = 0
        while True:
            with self.sessions() as session:
                query = self._ordered(after).with_only_columns(*NAMED).limit(NAMES)
                rows = session.execute(query).all()
                now = _now(session, rows)
            yield from (row.slug for row in rows if _stands(row, now))
            if len(rows) < NAMES:
                return
            after = rows[-1].seq

    def records(self) -> Iterator[list[PublicRecord]]:
        """What is open there now, in batches: of what was withdrawn, nothing."""
        after, size = 0, FIRST
        while True:
            with self.sessions() as session:
                rows = session.execute(self._ordered(after).limit(size)).all()
                found = _present(session, rows)
            yield found
            if len(rows) < size:
                return
            after, size = rows[-1].seq, min(2 * size, LARGEST)

    def _ordered(self, after: int) -> Select[Any]:
        # Not the index of addresses: it would be sorted anew for each batch.
        query = reading.open_at(self.upto).where(
            unindexed(Publication.kind) == self.kind, Publication.seq > after
        )
        if self.since is not None:
            query = query.where(Publication.modified > self.since)
        return query.order_by(Publication.seq)


def _present(session: Session, rows: Sequence[Any]) -> list[PublicRecord]:
    """The current record of each place."""
    now = _now(session, rows)
    size = len(reading.COLUMNS)
    return [
        now.get(row.uid) or PublicRecord(*tuple(row)[:size])
        for row in rows
        if _stands(row, now)
    ]


def _now(session: Session, rows: Sequence[Any]) -> dict[str, PublicRecord]:
    """What is open now of the records whose row was replaced."""
    replaced = [row.uid for row in rows if row.superseded is not None]
    return reading.by_uids(session, replaced) if replaced else {}


def _stands(row: Any, now: dict[str, PublicRecord]) -> bool:
    """Whether the record is still open, and at the same address."""
    if row.superseded is None:
        return True
    return row.uid in now and now[row.uid].slug == row.slug
