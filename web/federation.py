"""What datos.gov.co lists of us and what is wrong with each, kept up with the ledger.

The first look of a process reads the whole catalogue; the next ones read what changed.
"""

import logging
from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from threading import Lock

from sqlalchemy.orm import Session

from ..catalog import selecting
from ..exporters import datajson, federation
from ..exporters.base import Catalogue
from ..exporters.left_out import CANNOT, seen
from ..records import reading
from ..records.reading import PublicRecord

log = logging.getLogger("tumbaga.left_out")
BATCH = 500
CODES = tuple(federation.PROBLEMS)
Sessions = Callable[[], AbstractContextManager[Session]]


@dataclass
class Watch:
    """``listed`` holds, by uid, what is wrong as bits: little memory for many records."""

    ledger_id: str = ""
    seq: int = 0
    listed: dict[str, int] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)

    def look(self, sessions: Sessions, catalogue: Catalogue) -> None:
        """Bring it up to the head."""
        with self.lock:
            with sessions() as session:
                head = reading.head(session)
            if head.ledger_id != self.ledger_id or head.seq < self.seq:
                self.ledger_id, self.seq, self.listed = head.ledger_id, 0, {}
            while self.seq < head.seq:
                with sessions() as session:
                    rows = reading.changes(
                        session, after=self.seq, upto=head.seq, limit=BATCH
                    )
                for one in rows:
                    self._take(one, catalogue)
                self.seq = rows[-1].seq if len(rows) == BATCH else head.seq

    def counts(self) -> dict[str, int]:
        """How many records have each problem."""
        masks = Counter(self.listed.values())
        return {
            code: sum(number for mask, number in masks.items() if mask >> place & 1)
            for place, code in enumerate(CODES)
        }

    def having(self, code: str) -> list[str]:
        """The uids of those that have a problem, in the order of the ledger."""
        place = CODES.index(code)
        return [uid for uid, mask in list(self.listed.items()) if mask >> place & 1]

    def _take(self, one: PublicRecord, catalogue: Catalogue) -> None:
        self.listed.pop(one.uid, None)
        if not selecting.is_open(one):
            return
        try:
            if datajson.accepts(one):
                wrong = federation.problems(one, catalogue)
                self.listed[one.uid] = sum(1 << CODES.index(code) for code in wrong)
        except Exception:
            log.exception(CANNOT, one.uid, datajson.KEY, extra=seen(one, datajson.KEY))
