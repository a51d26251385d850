"""Counting facets on tantivy: exact, in the way that reads least.

What few records match is gathered record by record; what many match is held against the
lists of all values, which takes as long whatever is asked. Years are counted by the runs
in which they come; a facet that no record has not at all. What was counted lately is kept
as long as the snapshot: another page or order of the same question counts nothing.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import groupby

from tantivy import Query, Searcher

from ..lately import Lately
from .asking import (
    BETWEEN,
    COMBINED,
    COUNTED,
    FIRST,
    GROUPS,
    LAST,
    OF,
    WITHIN,
    matching,
)
from .base import Ask, facet_field
from .bounds import Bounds

MOST_VALUES = 2000  # Colombia has 1,225 places
MOST_KEPT = 400
MOST_COMBINED = 200  # combinations of facets: each costs as much as some records
MANY = 5  # to gather a record takes so many times as long as to pass it in a list
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
        self._sizes: dict[str, int] = {}

    def works(self, ask: Ask) -> list[Callable[[], Counts]]:
        """Each facet under the filters of the others: what there is to do, longest first."""
        chosen = [name for name in ask.facets if ask.filters.get(name)]
        free = [name for name in ask.facets if name not in chosen]
        asked = [(ask, free)] if free else []
        for name in chosen:
            others = {one: v for one, v in ask.filters.items() if one != name}
            asked.append((replace(ask, filters=others), [name]))
        sized = [(self._bounds.at_most(one), one, names) for one, names in asked]
        sized.sort(key=lambda each: each[0], reverse=True)
        return [partial(self._counts, *each) for each in sized]

    def clear(self) -> None:
        """Forget what was counted: only for measuring."""
        self._lately.clear()

    def _counts(self, most: int, ask: Ask, names: list[str]) -> Counts:
        key = (_key(ask), *names)
        return self._lately.of(key, lambda: self._counted(most, ask, names))

    def _counted(self, most: int, ask: Ask, names: list[str]) -> Counts:
        """Counted anew; no more than ``most`` records match."""
        held = [name for name in names if self._size(facet_field(name))]
        many = MANY * most > self._searcher.num_docs
        how = self._passed if many else self._gathered
        counts = how(matching(ask), held) if held else {}
        return {name: _of(name, counts) for name in names}

    def _passed(self, query: Query, names: Sequence[str]) -> Counts:
        """Every value's list is passed once, and held against what was found."""
        wanted = [field for field in GROUPS if _told(field, names)]
        if 2 * len(wanted) <= len(GROUPS):
            return {one: self._list(one, query) for one in wanted}
        found: Counts = {field: {} for field in wanted}
        for value, count in self._list(COUNTED, query).items():
            field, _, value = value.partition(OF)
            found.setdefault(field, {})[value] = count
        return found

    def _list(self, field: str, query: Query) -> dict[str, int]:
        found = self._searcher.terms_with_prefix(field, "", filter_query=query)
        return {value: count for value, count in found if count}

    def _gathered(self, query: Query, names: Sequence[str]) -> Counts:
        """Every record that was found is asked for its values."""
        combined = [
            field
            for field, together in COMBINED.items()
            if len({*together} & {*names}) > 1 and self._size(field) <= MOST_COMBINED
        ]
        apart = {*names}.difference(("year",), *(COMBINED[one] for one in combined))
        fields = [*combined, *map(facet_field, apart)]
        fields += YEARS if "year" in names else ()
        wanted = {one: {"terms": {"field": one, "size": MOST_VALUES}} for one in fields}
        answer = self._searcher.aggregate(query, wanted)
        return {
            one: {bucket["key"]: bucket["doc_count"] for bucket in found["buckets"]}
            for one, found in answer.items()
        }

    def _size(self, field: str) -> int:
        """How many values a field has; no more than what pays to be combined, and one."""
        if field not in self._sizes:
            most = MOST_COMBINED + 1
            known = self._searcher.terms_with_prefix(field, "", limit=most)
            self._sizes[field] = len(known)
        return self._sizes[field]


def _told(field: str, names: Sequence[str]) -> bool:
    """Whether a field tells of one of these facets."""
    if field in COMBINED:
        return not {*COMBINED[field]}.isdisjoint(names)
    if field in YEARS:
        return "year" in names
    return field in map(facet_field, names)


def _of(name: str, counts: Counts) -> dict[str, int]:
    """The counts of one facet, from those of the fields that tell of it."""
    if name == "year":
        return _years(counts)
    if (own := facet_field(name)) in counts:
        return counts[own]
    for field, together in COMBINED.items():
        if name in together and field in counts:
            return _taken_apart(counts[field], together.index(name))
    return {}


def _taken_apart(combinations: Mapping[str, int], place: int) -> dict[str, int]:
    """The counts of one facet from those of the combinations in which it stands."""
    found: dict[str, int] = {}
    for combination, count in combinations.items():
        if values := combination.split(BETWEEN)[place]:
            for value in values.split(WITHIN):
                found[value] = found.get(value, 0) + count
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
