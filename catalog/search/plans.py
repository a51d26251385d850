"""A plan: the wishes as they will be asked, what is preferred, and what was changed."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from .documents import whole
from .engines.base import AllOf, Among, AnyOf, Ask, Clause, Phrase, Term
from .question import Parsed, Question
from .results import Change, Correction
from .weights import TAKEN, TOGETHER, WHOLE, WITH_ALL
from .wishes import Wish

MOST_TOGETHER = 6


@dataclass(frozen=True, slots=True)
class Plan:
    """The wishes as they will be asked, and what was changed to come to them.

    ``least`` of them are enough; 0 means all. ``few`` records have all, and are shown
    with those that have almost all: without what is ``spare``, if that is told. ``taken``
    are the most taken records.
    """

    wishes: tuple[Wish, ...]
    must_not: tuple[Clause, ...] = ()
    changes: tuple[Change, ...] = ()
    least: int = 0
    few: int = 0
    text: str = ""
    taken: tuple[str, ...] = ()
    spare: tuple[Wish, ...] = ()

    @property
    def sought(self) -> frozenset[str]:
        return frozenset[str]().union(
            *(wish.sought for wish in (*self.wishes, *self.spare))
        )

    def ask(self, scope: Ask) -> Ask:
        return replace(
            scope,
            must=tuple(wish.clause for wish in self.wishes),
            must_not=self.must_not,
            least=self.least,
            prefer=tuple(self._preferred()) if self.wishes else (),
        )

    def _preferred(self) -> Iterator[tuple[Clause, float]]:
        """What comes first: names that are the question, or hold its words."""
        for key in dict.fromkeys(whole(self.text)):
            yield Term(key, "named"), WHOLE
        terms = [term for wish in self.wishes for term in wish.row]
        if 1 < len(terms) <= MOST_TOGETHER:
            yield Phrase(tuple(terms), "names"), TOGETHER
        clauses = tuple(wish.clause for wish in self.wishes)
        if self.spare:
            yield AllOf((*clauses, *(wish.clause for wish in self.spare))), WITH_ALL
        elif self.least and len(clauses) > 1:
            yield AllOf(clauses), 1.0
        if self.taken:  # a share of the score once more: no sum suits every question
            matching = (AnyOf(clauses),) if self.least else clauses
            yield AllOf((Among(self.taken), *matching)), TAKEN

    def correction(self, parsed: Parsed, question: Question) -> Correction | None:
        asked = (*self.wishes, *self.spare)
        told = tuple(wish.change for wish in asked if wish.change)
        changes = tuple(dict.fromkeys((*self.changes, *told)))
        if not changes and not self.least and not self.few:
            return None
        return Correction(
            original=parsed.text,
            searched=" ".join(wish.shown for wish in asked),
            changes=changes,
            relaxed=bool(self.least),
            most=self.least > 1,
            few=self.few,
            exact=replace(question, exact=True, page=1),
        )
