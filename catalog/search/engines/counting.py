"""Counting facets on tantivy: exact, and of no more than half of the records.

What most records hold is counted by what the others hold; years by the runs in which
they come; a facet that no record has not at all. What was counted lately is kept as
long as the snapshot: another page or order of the same question counts nothing.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby

from tantivy import Occur, Query, Searcher

from ..lately import Lately
from .asking import BETWEEN, COMBINED, FIRST, LAST, WITHIN, matching
from .base import Ask, facet_field
from .bounds import Bounds

MOST_VALUES = 2000  # Colombia has 1,225 places
MOST_KEPT = 400
MOST_COMBINED = 200  # combinations of facets: each costs as much as some records
Counts = dict[str, dict[str, int]]
YEARS = (FIRST, LAST)


def runs(years: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The first and the last year of each run without a gap."""
    known = sorted({int(year) for year in years if year.isdecimal()})
    for _key, run in groupby(enumerate(known), key=lambda pair: pair[1] - pair[0]):
        found = [year for _place, year in run]
        yield f"{found[0]:04d}", f"{found[-1]:04d}"


class Counting:
    """The counts of one snapshot."""

    def __init__(self, searcher: Searcher, bounds: Bounds) -> None:
        self._searcher, self._bounds = searcher, bounds
        self._lately: Lately[Counts] = Lately(MOST_KEPT)
        self._held: dict[str, bool] = {}
        self._few: dict[str, bool] = {}

    def facets(self, ask: Ask) -> Counts:
        """Each facet under the filters of the others."""
        chosen = [name for name in ask.facets if ask.filters.get(name)]
        free = [name for name in ask.facets if name not in chosen]
        found = self._counts(ask, free)
        for name in chosen:
            others = {one: v for one, v in ask.filters.items() if one != name}
            found = found | self._counts(replace(ask, filters=others), [name])
        return found

    def clear(self) -> None:
        """Forget what was counted: only for measuring."""
        self._lately.clear()

    def _counts(self, ask: Ask, names: list[str]) -> Counts:
        if not names:
            return {}
        key = (_key(ask), *names)
        return self._lately.of(key, lambda: self._counted(ask, names))

    def _counted(self, ask: Ask, names: list[str]) -> Counts:
        query = matching(ask)
        everything = Ask(hidden=ask.hidden)
        if not (ask.must or ask.must_not):
            return self._aggregated(query, names)
        if 2 * self._bounds.least(ask) <= self._bounds.least(everything):
            return self._aggregated(query, names)
        whole = self._counts(everything, names)
        others = [(Occur.Must, matching(everything)), (Occur.MustNot, query)]
        less = self._aggregated(Query.boolean_query(others), names)
        return {name: self._left(name, query, whole, less) for name in names}

    def _left(
        self, name: str, query: Query, whole: Counts, less: Counts
    ) -> dict[str, int]:
        if len(whole[name]) >= MOST_VALUES:  # cut off: what is left cannot be told
            return self._aggregated(query, [name])[name]
        missing = less[name]
        left = {value: n - missing.get(value, 0) for value, n in whole[name].items()}
        return {value: n for value, n in left.items() if n}

    def _aggregated(self, query: Query, names: list[str]) -> Counts:
        held = [name for name in names if self._is_held(name)]
        combined = {
            field: together
            for field, together in COMBINED.items()
            if len({*together} & {*held}) > 1 and self._are_few(field)
        }
        apart = {*held}.difference(("year",), *combined.values())
        fields = [*combined, *map(facet_field, apart)]
        fields += YEARS if "year" in held else ()
        if not fields:
            return {name: {} for name in names}
        wanted = {one: {"terms": {"field": one, "size": MOST_VALUES}} for one in fields}
        answer = self._searcher.aggregate(query, wanted)
        counts = {
            one: {bucket["key"]: bucket["doc_count"] for bucket in found["buckets"]}
            for one, found in answer.items()
        }
        found = {name: counts.get(facet_field(name), {}) for name in names}
        for field, together in combined.items():
            found |= _taken_apart(counts[field], together, names)
        return found | ({"year": _years(counts)} if "year" in names else {})

    def _are_few(self, combined: str) -> bool:
        """Whether there are so few combinations that counting them pays."""
        if combined not in self._few:
            most = MOST_COMBINED + 1
            known = self._searcher.terms_with_prefix(combined, "", limit=most)
            self._few[combined] = len(known) < most
        return self._few[combined]

    def _is_held(self, name: str) -> bool:
        """Whether any record has a value of this facet."""
        if name not in self._held:
            found = self._searcher.terms_with_prefix(facet_field(name), "")
            self._held[name] = bool(found)
        return self._held[name]


def _taken_apart(
    combinations: Mapping[str, int], together: tuple[str, ...], names: list[str]
) -> Counts:
    """The counts of each facet from those of their combinations."""
    found: Counts = {name: {} for name in together if name in names}
    for combination, count in combinations.items():
        for name, values in zip(together, combination.split(BETWEEN), strict=True):
            if name in found and values:
                for value in values.split(WITHIN):
                    found[name][value] = found[name].get(value, 0) + count
    return found


def _years(counts: Mapping[str, Mapping[str, int]]) -> dict[str, int]:
    """How many runs are under way each year: those begun, less those that ended."""
    first, last = counts.get(FIRST, {}), counts.get(LAST, {})
    if not first:
        return {}
    found: dict[str, int] = {}
    running = 0
    for year in range(int(min(first)), int(max(last)) + 1):
        running += first.get(f"{year:04d}", 0)
        if running:
            found[str(year)] = running
        running -= last.get(f"{year:04d}", 0)
    return found


def _key(ask: Ask) -> tuple[object, ...]:
    chosen = [(name, values) for name, values in ask.filters.items() if values]
    filters = tuple(sorted((name, tuple(sorted(values))) for name, values in chosen))
    return ask.must, ask.must_not, ask.least, filters, ask.hidden
