"""One snapshot of an index, with what is worked out from it once."""

import time

from sqlalchemy.orm import Session

from ...records.reading import Head, changes
from .engines.base import Ask, Engine, Snapshot
from .lately import Lately
from .words import Words

LAGGING = 1000
MOST_COUNTED = 20_000  # words and runs of words, in how many records
COSTLY = 0.05  # seconds to read all words, from which a list is used for longer
SPARED = 20  # times what it took to read them


class View:
    """One snapshot with what is worked out from it once."""

    def __init__(self, engine: Engine, snapshot: Snapshot, seen: object) -> None:
        self.engine = engine
        self.snapshot = snapshot
        self.seen = seen
        self.counted: Lately[int] = Lately(MOST_COUNTED)
        self._words: Words | None = None
        self._built = self._cost = 0.0
        self._borrowed = False
        self._hidden: tuple[int, frozenset[str]] = (-1, frozenset())
        self._themes: tuple[frozenset[str], frozenset[str]] | None = None

    def words(self) -> Words:
        """The words of the index; of a large one those of some seconds ago may do.

        Each word is asked for before it is told, so an old list only lacks new ones.
        """
        now = time.monotonic()
        if self._words is None or self._is_old(now):
            self._words = Words(self.snapshot.vocabulary())
            self._built, self._cost = now, time.monotonic() - now
            self._borrowed = False
        return self._words

    def borrow(self, other: "View | None") -> None:
        """Go on with the words of the view before this one, if they cost much."""
        if other is not None and other._words is not None and other._cost > COSTLY:
            self._words, self._borrowed = other._words, True
            self._built, self._cost = other._built, other._cost

    def _is_old(self, now: float) -> bool:
        return self._borrowed and now - self._built > SPARED * self._cost

    def themes(self, hidden: frozenset[str]) -> frozenset[str]:
        """The themes that some record has; counted once for what is hidden now."""
        if self._themes is None or self._themes[0] != hidden:
            found = self.snapshot.search(Ask(hidden=hidden, limit=1, facets=("theme",)))
            self._themes = hidden, frozenset(found.facets["theme"])
        return self._themes[1]

    def hidden(self, session: Session, top: Head) -> frozenset[str]:
        """What shrank after the stamp: out of hits, counts and facets at once."""
        if self._hidden[0] != top.seq:
            self._hidden = (top.seq, _shrunk(session, self.snapshot.stamp.seq, top.seq))
        return self._hidden[1]


def _shrunk(session: Session, after: int, upto: int) -> frozenset[str]:
    found: set[str] = set()
    while after < upto:
        rows = changes(session, after=after, upto=upto, limit=LAGGING)
        found |= {
            row.uid
            for row in rows
            if row.state != "published" or row.disclosure != "full"
        }
        after = rows[-1].seq if len(rows) == LAGGING else upto
    return frozenset(found)
