"""All that a question finds, in its order: for lists that are taken away whole.

An engine is asked for some thousands of uids at a time, all of one snapshot: what is
published meanwhile moves nothing, and no list of a million hits is ever held.
"""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass, replace
from hashlib import blake2b

from ...records.reading import Head, PublicRecord
from .engines.base import Ask, Snapshot
from .results import Correction
from .seeking import Sought

FIRST, SLICE = 500, 10_000  # who waits gets the first ones soon
LONG = 100_000  # by title the engine reads every name that it skips


@dataclass(frozen=True, slots=True)
class Whole:
    """``mark`` is another one when the list may be another one; ``head`` is the ledger's
    when it was asked.
    """

    total: int
    mark: str
    head: int
    correction: Correction | None
    ask: Ask
    snapshot: Snapshot

    def slices(self) -> Iterator[tuple[str, ...]]:
        """The uids. Who reads them asks the ledger for their current rows."""
        start, size = 0, FIRST
        then = LONG if self.ask.sort == "title" else SLICE
        while start < self.total:
            asked = replace(self.ask, offset=start, limit=size)
            yield self.snapshot.search(asked).uids
            start, size = start + size, then

    def holds(self, record: PublicRecord) -> bool:
        """Whether what is current now may be told to match: a name alone may not, if it
        was more when it was found.
        """
        return record.disclosure == "full" or record.seq <= self.head


def whole_of(sought: Sought, seen: Hashable, top: Head) -> Whole:
    """The list behind a question that was asked for its first hit."""
    told = repr((seen, top.ledger_id, top.seq, top.etag, sought.ask))
    mark = blake2b(told.encode("utf-8", "replace"), digest_size=12).hexdigest()
    return Whole(
        sought.found.total,
        mark,
        top.seq,
        sought.correction,
        sought.ask,
        sought.answering.snapshot,
    )
