"""Which records of a tantivy snapshot come first.

A record's score is multiplied by what it is worth by itself. To weigh every record takes
longer than to score it, so those that cannot come among the first are not weighed.
"""

from array import array
from collections.abc import Iterable
from math import log2
from operator import mul
from typing import Any

from tantivy import DocAddress, Order, Query, Searcher

from .asking import LIVE, matching, preferred, preferring
from .base import Ask

FIRST_PAGES = 100  # records, up to which what is preferred is found apart
NEAREST = 5  # times as many as are wanted are weighed
ROOM = 50  # more than that
Hits = list[tuple[Any, DocAddress]]


class Ranking:
    """The order of one snapshot."""

    def __init__(self, searcher: Searcher) -> None:
        self._searcher = searcher
        self._worth = 0.0

    def hits(self, ask: Ask) -> Hits:
        query = matching(ask)
        by: dict[str, Any] = {}
        last = ask.offset + ask.limit
        if ask.sort == "quick":
            nearest: Any = self._searcher.search(query, ask.limit * NEAREST, False)
            return self._weighed(nearest.hits)[: ask.limit]
        if ask.sort == "recent":
            by = {"order_by_field": "seq", "order": Order.Desc}
        elif ask.sort == "title":
            by = {"order_by_field": "order", "order": Order.Asc}
        elif last > FIRST_PAGES:
            query, by = preferring(query, ask), {"weight_by_field": "prior"}
        else:
            return self._apart(query, ask)[ask.offset : last]
        found: Any = self._searcher.search(
            query, ask.limit, False, offset=ask.offset, **by
        )
        return list(found.hits)

    def _apart(self, query: Query, ask: Ask) -> Hits:
        """What is preferred is found apart from the rest, and then put among it.

        A preference takes as long as a word when each record is held against it, and
        few records have it. No record is lost: whoever stands among the first without
        being preferred stands there too where nothing is.
        """
        last = ask.offset + ask.limit
        among = self._first(query, last)
        if not ask.prefer:
            return among
        liked = preferred(ask)
        first: Any = self._searcher.search(liked, last, False, weight_by_field="prior")
        places = {(a.segment_ord, a.doc): (score, a) for score, a in among}
        places |= {(a.segment_ord, a.doc): (score, a) for score, a in first.hits}
        return sorted(places.values(), key=_order)

    def _first(self, query: Query, last: int) -> Hits:
        """The first by score and worth.

        What stands behind the nearest by score cannot come among the first when the
        most that any record is worth is not enough for it.
        """
        most = ROOM + NEAREST * last
        found: Any = self._searcher.search(query, most, False)
        hits = self._weighed(found.hits)
        if len(hits) < most:
            return hits[:last]
        if found.hits[-1][0] * self._most_worth() < hits[last - 1][0]:
            return hits[:last]
        found = self._searcher.search(query, last, False, weight_by_field="prior")
        return list(found.hits)

    def _weighed(self, hits: Hits) -> Hits:
        places = [place for _, place in hits]
        priors: list[Any] = self._searcher.fast_field_values("prior", places)
        scores = (score for score, _ in hits)
        weighed = _singles(map(mul, scores, _worths(priors)))
        return sorted(zip(weighed, places, strict=True), key=_order)

    def _most_worth(self) -> float:
        """What the best record is worth; looked up once, and never told too low."""
        if not self._worth:
            best: Any = self._searcher.search(LIVE, 1, False, order_by_field="prior")
            (most,) = _worths([best.hits[0][0]])
            self._worth = most * 1.0001
        return self._worth


def _order(hit: tuple[Any, DocAddress]) -> tuple[float, int, int]:
    score, place = hit
    return -score, place.segment_ord, place.doc


def _worths(priors: Iterable[float]) -> Iterable[float]:
    """The factors that the engine makes of what the records are worth."""
    return _singles(map(log2, _singles(prior + 2 for prior in priors)))


def _singles(numbers: Iterable[float]) -> Iterable[float]:
    """As the engine reckons: a record has the same score on each page."""
    return array("f", numbers)
