"""Mending a word that no record has: half typed, run together, split, small, misspelt.

Nothing is mended to a word that no current record holds: a word of the index that stands
only in withdrawn records must not be told.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from .analysis import stems
from .engines.base import AllOf, AnyOf, Clause, Phrase, Term, Typed
from .question import Word
from .results import Change
from .synonyms import Synonyms
from .wishes import Wish, meant, of_run, of_terms, of_word
from .words import Words

MOST_MEANINGS = 6
SHORTEST_PART = 4  # letters of each of two words that were typed as one
_SMALL = re.compile(r"(?P<base>\w{3,}?)c?it(?P<gender>[ao])s?")


@dataclass(frozen=True, slots=True)
class Mender:
    """What may become of a word; ``live`` tells whether any current record holds it."""

    words: Callable[[], Words]
    synonyms: Synonyms
    live: Callable[[Clause], bool]

    def mended(self, wishes: tuple[Wish, ...]) -> tuple[Wish, ...]:
        """The same wishes, with what finds something in the place of what does not."""
        found: list[Wish] = []
        place = 0
        while place < len(wishes):
            wish = wishes[place]
            if both := self._joined(wishes[place : place + 2]):
                found.append(both)
                place += 2
                continue
            dead = wish.kind == "word" and not self.live(wish.clause)
            found.append((self._mend(wish.words[0]) if dead else None) or wish)
            place += 1
        return tuple(found)

    def begun(self, word: Word, shortest: int = 3) -> Wish | None:
        """All words that begin so."""
        terms = terms_of(self.words().beginning(word.folded, shortest))
        if not terms:
            return None
        change = Change("beginning", word.typed)
        wish = of_terms(word, terms, f"{word.typed}…", change)
        return wish if self.live(wish.clause) else None

    def told(self, other: str) -> bool:
        """Whether some current record holds this very word, so that it may be said."""
        terms = terms_of([other])  # a part of a code may be written and never found
        typed = Typed((self.words().written(other),))
        return bool(terms) and self.live(Term(terms[0])) and self.live(typed)

    def _mend(self, word: Word) -> Wish | None:
        return (
            self.begun(word)
            or self._parted(word)
            or self._enlarged(word)
            or self._respelt(word)
        )

    def _joined(self, pair: tuple[Wish, ...]) -> Wish | None:
        """Two words that no record has together and that are one: «ciclo ruta»."""
        if len(pair) < 2 or any(wish.kind != "word" for wish in pair):
            return None
        first, other = (wish.words[0] for wish in pair)
        one = first.folded + other.folded
        if not one.isalpha() or not self.told(one):
            return None
        if self.live(AllOf(tuple(wish.clause for wish in pair))):
            return None
        return self._instead(
            replace(first, typed=f"{first.typed} {other.typed}"), [one]
        )

    def _parted(self, word: Word) -> Wish | None:
        """One word that is two in a row: «aguapotable»."""
        text = word.folded
        for cut in range(SHORTEST_PART, len(text) - SHORTEST_PART + 1):
            parts = text[:cut], text[cut:]
            terms = terms_of(list(parts))
            if (
                len(terms) == 2
                and self.live(Phrase(terms))
                and all(map(self.told, parts))
            ):
                written = " ".join(map(self.words().written, parts))
                change = Change("spelling", word.typed, (written,))
                return of_run((of_word(word),), (written,), change)
        return None

    def _enlarged(self, word: Word) -> Wish | None:
        """Of what a diminutive is made: perritos, casita, vaquita."""
        for other in _bases(word.folded):
            if self.told(other):
                return self._instead(word, [other])
            if found := self._by_meaning(word, other):
                return found
        return None

    def _respelt(self, word: Word) -> Wish | None:
        if self.synonyms.knows(word.folded):
            return None  # the catalogue lacks it, and it is no slip: DIAN is not día
        known = [other for other in self.words().alike(word.folded) if self.told(other)]
        if known:
            return self._instead(word, known)
        others = self.synonyms.words().alike(word.folded)
        found = (self._by_meaning(word, other) for other in others)
        return next(filter(None, found), None)

    def _instead(self, word: Word, known: list[str]) -> Wish:
        """These words, and what the first of them means besides: «siclovia» is a
        ciclovía is a cicloruta.
        """
        written = tuple(map(self.words().written, known))
        change = Change("spelling", word.typed, written)
        wish = of_terms(word, terms_of(known), written[0], change)
        lesser = tuple(
            clause
            for meaning in self.synonyms.at(stems(known[0]), 0)[1][:MOST_MEANINGS]
            if self.live(clause := meant(meaning))
        )
        if not lesser or not isinstance(wish.clause, AnyOf):
            return wish
        return replace(wish, clause=AnyOf(wish.clause.parts, lesser))

    def _by_meaning(self, word: Word, other: str) -> Wish | None:
        """A word that no record holds and the synonyms do: what it stands for."""
        meanings = self.synonyms.at(stems(other), 0)[1]
        known = tuple(one for one in meanings if self.live(meant(one)))[:MOST_MEANINGS]
        if not known:
            return None
        change = Change("spelling", word.typed, known)
        return of_run((of_word(word),), known, change)


def _bases(word: str) -> Iterator[str]:
    match = _SMALL.fullmatch(word)
    if match is None:
        return
    base, gender = match["base"], match["gender"]
    if base.endswith("qu"):
        base = f"{base[:-2]}c"
    for ending in (gender, f"{gender}s", "e", "es", ""):
        yield base + ending


def terms_of(words: list[str]) -> tuple[str, ...]:
    """The terms of the index for these folded words, each once."""
    return tuple(dict.fromkeys(term for word in words for term in _asked(word) if term))


def _asked(word: str) -> tuple[str, ...]:
    return (word,) if any(sign.isdigit() for sign in word) else stems(word)
