"""From wishes to a plan that finds something: half-typed, misspelt, any word; and says so.

Nothing is corrected to a word that no current record holds: a word of the index that
stands only in withdrawn records must not be told.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from .analysis import stems
from .engines.base import Ask, Clause, Snapshot, Term, Typed
from .question import Parsed, Question, Word
from .results import Change, Correction
from .wishes import Wish, exact, of_acronym, of_terms, of_word, plain, unwanted
from .words import Words

LITTLE = 3  # so few hits may come of a slip that some record shares
FAR = 10


@dataclass(frozen=True, slots=True)
class Plan:
    """The wishes as they will be asked, and what was changed to come to them."""

    wishes: tuple[Wish, ...]
    must_not: tuple[Clause, ...] = ()
    changes: tuple[Change, ...] = ()
    relaxed: bool = False

    @property
    def sought(self) -> frozenset[str]:
        return frozenset[str]().union(*(wish.sought for wish in self.wishes))

    def ask(self, scope: Ask) -> Ask:
        must = tuple(wish.clause for wish in self.wishes)
        return replace(scope, must=must, must_not=self.must_not, relaxed=self.relaxed)

    def correction(self, parsed: Parsed, question: Question) -> Correction | None:
        told = tuple(wish.change for wish in self.wishes if wish.change)
        changes = tuple(dict.fromkeys((*self.changes, *told)))
        if not changes and not self.relaxed:
            return None
        return Correction(
            original=parsed.text,
            searched=" ".join(wish.shown for wish in self.wishes),
            changes=changes,
            relaxed=self.relaxed,
            exact=replace(question, exact=True, page=1),
        )


@dataclass(frozen=True, slots=True)
class Answering:
    """One question before one snapshot; ``scope`` holds what is hidden, no filters."""

    snapshot: Snapshot
    words: Callable[[], Words]
    scope: Ask
    counted: dict[tuple[tuple[Clause, ...], tuple[Clause, ...]], int] = field(
        default_factory=dict
    )

    def plain(self, parsed: Parsed, *, literally: bool) -> Plan:
        """The question as it stands."""
        refused = unwanted(parsed, literally=literally)
        if literally:
            return Plan(exact(parsed), refused)
        return Plan(self._opened(plain(parsed)), refused)

    def repair(self, plan: Plan) -> Plan:
        """For a plan that found nothing: the first change of it that finds something.

        What finds something without the filters is no misspelling, and stays.
        """
        if not plan.wishes or self._finds(plan):
            return plan
        attempts = self._attempts(plan)
        return next((one for one in attempts if self._finds(one)), plan)

    def meant(self, plan: Plan, total: int) -> str | None:
        """The question with a far commoner word for a rare one that is much like it."""
        if not 0 < total <= LITTLE or any(wish.change for wish in plan.wishes):
            return None
        shown = [self._commoner(wish) or wish.shown for wish in plan.wishes]
        if shown == [wish.shown for wish in plan.wishes]:
            return None
        return " ".join(shown)

    def _commoner(self, wish: Wish) -> str | None:
        own = 0 if wish.phrase else self._count(Ask(must=(wish.clause,)))
        if not 0 < own <= LITTLE:
            return None
        for other in self.words().alike(wish.words[0].folded):
            (term, *_) = terms_of([other]) or ("",)
            if self._count(Ask(must=(Term(term),))) >= FAR * own and self._told(other):
                return self.words().written(other)
        return None

    def _attempts(self, first: Plan) -> Iterator[Plan]:
        repaired = replace(first, wishes=self._repaired(first.wishes))
        if repaired != first:
            yield repaired
        if widened := self._widened(repaired.wishes):
            yield replace(repaired, wishes=widened)
        if any(wish.phrase for wish in first.wishes):
            repaired = self._unquoted(repaired)
            yield repaired
        yield from self._relaxed(repaired)

    def _opened(self, wishes: tuple[Wish, ...]) -> tuple[Wish, ...]:
        """Acronyms with what they stand for, where some record says it."""
        return tuple(self._open(wish) for wish in wishes)

    def _open(self, wish: Wish) -> Wish:
        opened = None if wish.phrase else of_acronym(wish.words[0])
        if opened is None or not self._live(opened.clause):
            return wish
        only = self._count(Ask(must=(opened.clause,), must_not=(wish.clause,)))
        return opened if only else wish

    def _repaired(self, wishes: tuple[Wish, ...]) -> tuple[Wish, ...]:
        return tuple(
            wish
            if wish.phrase or self._live(wish.clause)
            else self._repair(wish.words[0]) or wish
            for wish in wishes
        )

    def _repair(self, word: Word) -> Wish | None:
        return self._begun(word) or self._respelt(word)

    def _begun(self, word: Word) -> Wish | None:
        terms = terms_of(self.words().beginning(word.folded))
        if not terms:
            return None
        change = Change("beginning", word.typed)
        wish = of_terms(word, terms, f"{word.typed}…", change)
        return wish if self._live(wish.clause) else None

    def _respelt(self, word: Word) -> Wish | None:
        words = self.words()
        known = [other for other in words.alike(word.folded) if self._told(other)]
        if not known:
            return None
        written = tuple(words.written(other) for other in known)
        change = Change("spelling", word.typed, written)
        return of_terms(word, terms_of(known), written[0], change)

    def _widened(self, wishes: tuple[Wish, ...]) -> tuple[Wish, ...] | None:
        """The last word may be half typed although it is a word as it stands."""
        last = max(
            (n for n, wish in enumerate(wishes) if not wish.phrase), default=None
        )
        if last is None or wishes[last].change or len(wishes) == 1:
            return None
        begun = self._begun(wishes[last].words[0])
        return (*wishes[:last], begun, *wishes[last + 1 :]) if begun else None

    def _unquoted(self, plan: Plan) -> Plan:
        kept = [wish for wish in plan.wishes if not wish.phrase]
        phrases = [wish for wish in plan.wishes if wish.phrase]
        opened = [of_word(word) for wish in phrases for word in wish.words]
        told = tuple(Change("unquoted", wish.shown.strip("«»")) for wish in phrases)
        wishes = (*kept, *self._repaired(tuple(opened)))
        return replace(plan, wishes=wishes, changes=(*plan.changes, *told))

    def _relaxed(self, plan: Plan) -> Iterator[Plan]:
        live = tuple(wish for wish in plan.wishes if self._live(wish.clause))
        dropped = [wish for wish in plan.wishes if wish not in live]
        told = tuple(Change("dropped", wish.shown) for wish in dropped)
        changes = (*plan.changes, *told)
        if dropped and live:
            yield replace(plan, wishes=live, changes=changes)
        if len(live) > 1:
            yield replace(plan, wishes=live, changes=changes, relaxed=True)

    def _told(self, other: str) -> bool:
        """Whether some current record holds this very word, so that it may be said."""
        return bool(terms_of([other])) and self._live(
            Typed((self.words().written(other),))
        )

    def _finds(self, plan: Plan) -> bool:
        ask = plan.ask(self.scope)
        if ask.relaxed:
            return self.snapshot.count(ask) > 0
        return self._count(ask) > 0

    def _live(self, clause: Clause) -> bool:
        return self._count(Ask(must=(clause,))) > 0

    def _count(self, ask: Ask) -> int:
        """How many hold this in the whole catalogue; asked once for each question."""
        key = ask.must, ask.must_not
        if key not in self.counted:
            asked = replace(ask, hidden=self.scope.hidden)
            self.counted[key] = self.snapshot.count(asked)
        return self.counted[key]


def terms_of(words: list[str]) -> tuple[str, ...]:
    """The terms of the index for these folded words, each once."""
    return tuple(dict.fromkeys(term for word in words for term in _asked(word) if term))


def _asked(word: str) -> tuple[str, ...]:
    return (word,) if any(sign.isdigit() for sign in word) else stems(word)
