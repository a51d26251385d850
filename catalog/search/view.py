"""One snapshot of an index, with what is worked out from it once."""

from collections.abc import Hashable

from sqlalchemy.orm import Session

from ...records.reading import Head, changes
from .engines.base import Engine, Snapshot
from .lately import Lately
from .results import Suggestion
from .wordlists import WordList
from .words import Words

LAGGING = 1000
Seen = tuple[Hashable, Hashable]  # the marks of the place and of the engine
MOST_COUNTED = 20_000  # words and runs of words, in how many records
MOST_SUGGESTED = 2000  # beginnings of questions


class View:
    """One snapshot with what is worked out from it once."""

    def __init__(
        self, engine: Engine, snapshot: Snapshot, seen: Seen, listed: WordList
    ) -> None:
        self.engine = engine
        self.snapshot = snapshot
        self.seen = seen
        self.counted: Lately[int] = Lately(MOST_COUNTED)
        self.suggested: Lately[tuple[Suggestion, ...]] = Lately(MOST_SUGGESTED)
        self._listed = listed
        self._hidden: tuple[int, frozenset[str]] = (-1, frozenset())

    def words(self) -> Words:
        return self._listed.of(self.snapshot)

    def hidden(self, session: Session, top: Head) -> frozenset[str]:
        """What shrank after the stamp: out of hits, counts and facets at once."""
        upto, found = self._hidden  # read once: another thread may look from elsewhere
        if upto != top.seq:
            found = _shrunk(session, self.snapshot.stamp.seq, top.seq)
            self._hidden = (top.seq, found)
        return found


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
