"""How many records hold a clause, at least and at most: told by the lengths of the lists.

No list is read. The lengths count what was replaced since the last merge, so what is
said is true for the records that are there, and near it where few were replaced.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace

from tantivy import Searcher

from .asking import PAIRS, pairs
from .base import AllOf, Among, AnyOf, Ask, Clause, Is, Phrase, Term, Typed, facet_field

FEW = 8  # alternatives, of which each is looked up


class Bounds:
    """Of one snapshot."""

    def __init__(self, searcher: Searcher) -> None:
        self._length: Callable[[str, object], int] = searcher.doc_freq
        self._all = sum(self._length("live", state) for state in (True, False))
        self._gone = self._all - searcher.num_docs

    def least(self, ask: Ask) -> int:
        """So many match it in any case; 0 where that cannot be told."""
        if any(ask.filters.values()):
            return 0
        parts = [self._at_least(clause) for clause in ask.must]
        found = max(parts) if ask.least == 1 and parts else self._overlap(parts)
        refused = sum(self.most(clause) for clause in ask.must_not)
        stamps = self._length("live", False)
        return max(0, found - refused - self._gone - len(ask.hidden) - stamps)

    def at_most(self, ask: Ask) -> int:
        """No more match it: not more than hold its rarest part."""
        parts = [self.most(clause) for clause in ask.must]
        if ask.least and parts:
            parts = [sum(parts)]
        chosen = (Is(name, values) for name, values in ask.filters.items() if values)
        return min([self._all, *parts, *map(self.most, chosen)])

    def none(self, ask: Ask) -> bool:
        """Whether nothing can match it."""
        found = map(self._nothing, ask.must)
        return bool(ask.must) and (all(found) if ask.least else any(found))

    def _nothing(self, clause: Clause) -> bool:
        """Of many alternatives one that is there tells it."""
        if isinstance(clause, AnyOf):
            return all(map(self._nothing, (*clause.parts, *clause.lesser)))
        return self.most(clause) == 0

    def lean(self, ask: Ask) -> Ask:
        """The same without the alternatives that no record has.

        A single one that is left is looked for where the rest of the question is; of
        several, every record is gone through.
        """
        return replace(ask, must=tuple(self._lean(clause) for clause in ask.must))

    def _lean(self, clause: Clause) -> Clause:
        if not isinstance(clause, AnyOf):
            return clause
        if len(clause.parts) + len(clause.lesser) > FEW:
            return clause
        parts = tuple(part for part in clause.parts if self.most(part))
        lesser = tuple(part for part in clause.lesser if self.most(part))
        if len(parts) == 1 and not lesser:
            return parts[0]
        return AnyOf(parts, lesser)

    def most(self, clause: Clause) -> int:
        match clause:
            case Term(text, field):
                return self._length(field, text)
            case Is(facet, values):
                return sum(self._length(facet_field(facet), one) for one in values)
            case Among(uids):
                return len(uids)
            case Phrase() | Typed() | AllOf():
                return min(self._parts(clause), default=0)
            case AnyOf(parts, lesser):
                return sum(self.most(part) for part in (*parts, *lesser))

    def _parts(self, clause: Phrase | Typed | AllOf) -> list[int]:
        match clause:
            case Phrase((term,), field):
                return [self._length(field, term)]
            case Phrase(terms, field):
                return [self._length(PAIRS[field], two) for two in pairs(terms)]
            case Typed(words):
                return [self._length("typed", word) for word in words]
            case AllOf(parts):
                return [self.most(part) for part in parts]

    def _at_least(self, clause: Clause) -> int:
        match clause:
            case Term() | Typed((_,)) | Phrase((_,) | (_, _)):
                return self.most(clause)
            case Is(facet, values):
                lengths = (self._length(facet_field(facet), one) for one in values)
                return max(lengths, default=0)
            case AllOf(parts):
                return self._overlap(self._at_least(part) for part in parts)
            case AnyOf(parts, lesser):
                found = (self._at_least(part) for part in (*parts, *lesser))
                return max(found, default=0)
            case _:
                return 0

    def _overlap(self, lengths: Iterable[int]) -> int:
        """What lists of these lengths share, when they share as little as they can."""
        found = self._all
        for length in lengths:
            found += length - self._all
        return max(0, found)
