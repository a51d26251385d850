"""The offices of the catalogue, from their current rows: names, and who is below whom."""

from collections.abc import Iterable, Iterator, Mapping
from threading import Lock

from sqlalchemy.orm import Session

from ...records.reading import Head, page
from .analysis import stems
from .documents import title_of

MOST = 10_000
DEEPEST = 12  # a tree that is deeper, or a ring, is cut


class Offices:
    """As of one head of the ledger."""

    def __init__(self, rows: Iterable[tuple[str, str, str, str]] = ()) -> None:
        """``rows``: uid, name, acronym, uid of the office above."""
        self.names: dict[str, str] = {}
        self._short: dict[str, str] = {}
        self._above: dict[str, str] = {}
        self._below: dict[str, list[str]] = {}
        for uid, name, short, above in rows:
            self.names[uid] = name or uid
            self._short[uid] = short
            if above and above != uid:
                self._above[uid] = above
        for uid, above in self._above.items():
            self._below.setdefault(above, []).append(uid)

    def above(self, uid: str) -> Iterator[str]:
        """The offices over this one, the nearest first."""
        seen = {uid}
        for _level in range(DEEPEST):
            uid = self._above.get(uid, "")
            if not uid or uid in seen:
                return
            seen.add(uid)
            yield uid

    def with_those_below(self, uids: Iterable[str]) -> tuple[str, ...]:
        """These offices and all that are part of them."""
        found: dict[str, None] = {}
        waiting = list(uids)
        while waiting:
            uid = waiting.pop()
            if uid not in found:
                found[uid] = None
                waiting += self._below.get(uid, ())
        return tuple(found)

    def rolled_up(self, counts: Mapping[str, int]) -> dict[str, int]:
        """An office answers for what those below it hold, too."""
        total = dict(counts)
        for uid, count in counts.items():
            for over in self.above(uid):
                total[over] = total.get(over, 0) + count
        return total

    def depth(self, uid: str) -> int:
        return sum(1 for _over in self.above(uid))

    def in_tree(self, counts: Mapping[str, int]) -> list[str]:
        """Each office under the one above it, the ones with most first."""
        order: list[str] = []

        def place(uids: Iterable[str]) -> None:
            for uid in sorted(uids, key=lambda one: (-counts[one], one)):
                if uid not in placed:
                    placed.add(uid)
                    order.append(uid)
                    place([one for one in self._below.get(uid, ()) if one in counts])

        placed: set[str] = set()
        place([uid for uid in counts if self._above.get(uid, "") not in counts])
        place(counts)
        return order

    def called(self, text: str) -> tuple[str, ...]:
        """The offices of this acronym or, failing that, with these words in the name."""
        wanted = set(stems(text))
        if not wanted:
            return ()
        short = [uid for uid, one in self._short.items() if set(stems(one)) == wanted]
        return tuple(
            short
            or [uid for uid, name in self.names.items() if wanted <= set(stems(name))]
        )


class Known:
    """The offices as of the last head seen: read again only when the ledger moves."""

    def __init__(self) -> None:
        self._asof: tuple[str, int] = ("", -1)
        self._offices = Offices()
        self._lock = Lock()

    def of(self, session: Session, top: Head) -> Offices:
        with self._lock:
            if self._asof != (top.ledger_id, top.seq):
                rows = page(
                    session,
                    after=0,
                    upto=top.seq,
                    limit=MOST,
                    kinds=("organization",),
                )
                self._offices = Offices(
                    (
                        row.uid,
                        title_of(row.document),
                        str(row.document.get("acronym") or ""),
                        str((row.document.get("parent") or {}).get("uid", "")),
                    )
                    for row in rows
                )
                self._asof = (top.ledger_id, top.seq)
            return self._offices
