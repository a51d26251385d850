"""From wishes to a plan that finds something: half-typed, misspelt, any word; and says so.

Nothing is corrected to a word that no current record holds: a word of the index that
stands only in withdrawn records must not be told.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from ...schemas import territories, vocabularies
from .engines.base import (
    AllOf,
    Ask,
    Clause,
    Snapshot,
    Term,
)
from .lately import Lately
from .mending import MOST_MEANINGS, Mender, terms_of
from .plans import Plan
from .question import Parsed, Word
from .results import Change
from .spanish import PALE, fold
from .synonyms import Synonyms
from .wishes import (
    Wish,
    exact,
    in_names,
    meant,
    of_run,
    of_word,
    plain,
    unwanted,
)
from .words import Words

LITTLE = 3  # so few hits may come of a slip that some record shares
FAR = 10
ENOUGH = 3  # words, of which one may be missing
COMMON = 20  # records that have one of two words, from which it may be missing


@dataclass(frozen=True, slots=True)
class Answering:
    """One question before one snapshot; ``scope`` holds what is hidden, no filters."""

    snapshot: Snapshot
    words: Callable[[], Words]
    synonyms: Synonyms
    scope: Ask
    counted: Lately[int]

    @property
    def _mender(self) -> Mender:
        return Mender(self.words, self.synonyms, self._live)

    def plain(self, parsed: Parsed, *, literally: bool) -> Plan:
        """The question as it stands, with other words for the same things."""
        refused = unwanted(parsed, literally=literally)
        if literally:
            return Plan(exact(parsed), refused, text=parsed.text)
        wishes = (*self._opened(plain(parsed)), *self._starred(parsed))
        return Plan(wishes, refused, text=parsed.text)

    def within_names(self, plan: Plan, words: tuple[Word, ...]) -> Plan:
        """The same, and these words have to stand in a name."""
        return replace(plan, wishes=(*plan.wishes, in_names(words))) if words else plan

    def repair(self, plan: Plan) -> Plan:
        """For a plan that found nothing: the first change of it that finds something.

        What finds something without the filters is no misspelling, and stays.
        """
        if not plan.wishes or self._finds(plan):
            return plan
        attempts = self._attempts(plan)
        return next((one for one in attempts if self._finds(one)), plan)

    def enlarge(self, plan: Plan) -> Plan:
        """Where few records have all words, those with almost all too; and one fewer where
        few have almost all.

        A lone wrong answer would hide the right one. What the filters leave is not few.
        """
        wishes = plan.wishes
        if 0 < plan.least < ENOUGH or len(wishes) < 2 or not all(map(_open, wishes)):
            return plan
        total = self._count(plan.ask(self.scope))
        if not 0 < total <= LITTLE:
            return plan
        if plan.least:
            return replace(plan, least=plan.least - 1)
        if len(wishes) >= ENOUGH:
            return replace(plan, least=len(wishes) - 1, few=total)
        return self._without_the_common(replace(plan, few=total)) or plan

    def _without_the_common(self, plan: Plan) -> Plan | None:
        """Of two words the name of a place, or else the one that many records have, may
        be missing.
        """
        held = [
            (_is_place(one), self._count(Ask(must=(one.clause,))))
            for one in plan.wishes
        ]
        first, other = plan.wishes
        subject, spare = (first, other) if held[0] < held[1] else (other, first)
        if max(count for _place, count in held) < COMMON:
            return None
        return replace(plan, wishes=(subject,), spare=(spare,))

    def meant(self, plan: Plan, total: int) -> str | None:
        """The question with a far commoner word for a rare one that is much like it.

        Offered only when it finds more than the question did.
        """
        if not 0 < total <= LITTLE or any(wish.change for wish in plan.wishes):
            return None
        better = [self._commoner(wish) for wish in plan.wishes]
        if not any(better):
            return None
        pairs = list(zip(better, plan.wishes, strict=True))
        must = tuple(Term(one[1]) if one else wish.clause for one, wish in pairs)
        if self._count(Ask(must=must, must_not=plan.must_not)) <= total:
            return None
        return " ".join(one[0] if one else wish.shown for one, wish in pairs)

    def _commoner(self, wish: Wish) -> tuple[str, str] | None:
        """How a far commoner word is written, and its term."""
        own = self._count(Ask(must=(wish.clause,))) if wish.kind == "word" else 0
        if not 0 < own <= LITTLE:
            return None
        mender = self._mender
        for other in self.words().alike(wish.words[0].folded):
            term = next(iter(terms_of([other])), "")
            if not term:
                continue
            times = self._count(Ask(must=(Term(term),)))
            if times >= FAR * own and mender.told(other):
                return self.words().written(other), term
        return None

    def _attempts(self, first: Plan) -> Iterator[Plan]:
        repaired = replace(first, wishes=self._mender.mended(first.wishes))
        if repaired != first:
            yield repaired
        if widened := self._widened(repaired.wishes):
            yield replace(repaired, wishes=widened)
        if any(wish.kind == "phrase" for wish in first.wishes):
            repaired = self._unquoted(repaired)
            yield repaired
        yield from self._relaxed(repaired)

    def _opened(self, wishes: tuple[Wish, ...]) -> tuple[Wish, ...]:
        """Words and runs of words with what else they are called, where it is said."""
        count = sum(wish.kind == "word" for wish in wishes)  # they stand first
        terms = [wish.words[0].terms[0] for wish in wishes[:count]]
        opened: list[Wish] = []
        place = 0
        while place < count:
            size, meanings = self.synonyms.at(terms, place)
            run = wishes[place : place + size]
            one = self._open(run, meanings[:MOST_MEANINGS]) if meanings else None
            opened += [one] if one else run
            place += size
        return (*opened, *wishes[count:])

    def _open(self, run: tuple[Wish, ...], meanings: tuple[str, ...]) -> Wish | None:
        own = tuple(wish.clause for wish in run)
        itself: Clause = own[0] if len(own) == 1 else AllOf(own)
        adding = tuple(
            meaning
            for meaning in meanings
            if self._holds(Ask(must=(meant(meaning),), must_not=(itself,)))
        )
        if not adding:
            return None
        typed = " ".join(word.typed for wish in run for word in wish.words)
        how = "expansion" if self._holds(Ask(must=own)) else "spelling"
        return of_run(run, adding, Change(how, typed, adding))  # type: ignore[arg-type]

    def _starred(self, parsed: Parsed) -> tuple[Wish, ...]:
        """The words typed with a star; one that nothing begins with stands alone."""
        return tuple(
            self._mender.begun(word, 1) or of_word(word) for word in parsed.begun
        )

    def _widened(self, wishes: tuple[Wish, ...]) -> tuple[Wish, ...] | None:
        """The last word may be half typed although it is a word as it stands."""
        last = max(
            (n for n, wish in enumerate(wishes) if wish.kind == "word"), default=None
        )
        if last is None or len(wishes) == 1:
            return None
        begun = self._mender.begun(wishes[last].words[0])
        return (*wishes[:last], begun, *wishes[last + 1 :]) if begun else None

    def _unquoted(self, plan: Plan) -> Plan:
        kept = [wish for wish in plan.wishes if wish.kind != "phrase"]
        phrases = [wish for wish in plan.wishes if wish.kind == "phrase"]
        opened = [of_word(word) for wish in phrases for word in wish.words]
        told = tuple(Change("unquoted", wish.shown.strip("«»")) for wish in phrases)
        wishes = (*kept, *self._mender.mended(tuple(opened)))
        return replace(plan, wishes=wishes, changes=(*plan.changes, *told))

    def _relaxed(self, plan: Plan) -> Iterator[Plan]:
        live = tuple(wish for wish in plan.wishes if self._live(wish.clause))
        dropped = [wish for wish in plan.wishes if wish not in live]
        told = tuple(Change("dropped", wish.shown.strip("«»")) for wish in dropped)
        changes = (*plan.changes, *told)
        if dropped and live:
            yield replace(plan, wishes=live, changes=changes)
        strong = tuple(wish for wish in live if not _pale(wish))
        if 0 < len(strong) < len(live):
            pale = [wish for wish in live if wish not in strong]
            less = tuple(Change("let_go", wish.shown) for wish in pale)
            changes, live = (*changes, *less), strong
            yield replace(plan, wishes=live, changes=changes)
        if len(live) > 1:
            nearly = replace(plan, wishes=live, changes=changes)
            yield replace(nearly, least=self._together(nearly))

    def _together(self, plan: Plan) -> int:
        """How many of its wishes some record has together: fewer than all, at least one.

        One or two fewer as a rule; else by halves, for each is a look at all records.
        """
        some, all_ = 1, len(plan.wishes)
        while all_ - some > 1:
            gently = all_ > len(plan.wishes) - 2
            middle = all_ - 1 if gently else (some + all_) // 2
            if self._finds(replace(plan, least=middle)):
                some = middle
            else:
                all_ = middle
        return some

    def _finds(self, plan: Plan) -> bool:
        return self._holds(plan.ask(self.scope))

    def _live(self, clause: Clause) -> bool:
        return self._holds(Ask(must=(clause,)))

    def _holds(self, ask: Ask) -> bool:
        """Whether any record in the whole catalogue holds this."""
        return bool(self._once(ask, self.snapshot.holds))

    def _count(self, ask: Ask) -> int:
        """How many hold this in the whole catalogue."""
        return self._once(ask, self.snapshot.count)

    def _once(self, ask: Ask, how: Callable[[Ask], int]) -> int:
        """Asked once for each snapshot."""
        asked = replace(ask, hidden=self.scope.hidden, prefer=())
        key = how.__name__, ask.must, ask.must_not, ask.least, self.scope.hidden
        return self.counted.of(key, lambda: how(asked))


def _open(wish: Wish) -> bool:
    """Whether it was typed as words, and is not to be held to."""
    return wish.kind == "word" or wish.change is not None


def _is_place(wish: Wish) -> bool:
    return wish.kind == "word" and wish.words[0].folded in _places()


@cache
def _places() -> frozenset[str]:
    """Departments and municipalities of one word."""
    names = (
        fold(name)
        for term in vocabularies.get("territories")
        for name in (term.es, *term.extra.get("aliases", "").split("|"))
        if territories.level(term.code) in ("departamento", "municipio")
    )
    return frozenset(name for name in names if " " not in name)


def _pale(wish: Wish) -> bool:
    return wish.kind == "word" and wish.words[0].folded in PALE
