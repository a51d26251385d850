"""Other words for the same thing: acronyms, and what people call what the city files.

The list is the vocabulary ``synonyms`` and what the desk has added to it. It works on
questions alone, so a change needs no other index and shows at the next question.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ...records.synonym import Synonym
from ...schemas import vocabularies
from .analysis import stems
from .words import Words

LONGEST_KEY = 6  # words
_ASOF = select(func.count(), func.max(Synonym.__table__.c.modified))  # each search
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """``word`` also means each of ``meanings``; ``both``: and they mean it.

    ``of`` is the word of the vocabulary of which this one is another spelling.
    """

    word: str
    meanings: tuple[str, ...]
    both: bool
    of: str = ""


class Synonyms:
    """What each word or run of words of a question also means."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._meanings: dict[Key, dict[str, None]] = {}
        self._single: set[str] = set()
        for entry in entries:
            for meaning in entry.meanings:
                self._learn(entry.word, meaning)
                if entry.both:
                    self._learn(meaning, entry.word)
        self._longest = max(map(len, self._meanings), default=0)
        self._words: Words | None = None

    def _learn(self, word: str, meaning: str) -> None:
        key = stems(word)
        if len(key) == 1 and " " not in word.strip():
            self._single.add(word.strip().lower())
        if 0 < len(key) <= LONGEST_KEY and key != stems(meaning):
            self._meanings.setdefault(key, {})[meaning] = None

    def words(self) -> Words:
        """The single words that have other names, for one that is misspelt."""
        if self._words is None:
            self._words = Words((word, 1) for word in sorted(self._single)).grouped()
        return self._words

    def knows(self, word: str) -> bool:
        """Whether this single word is listed, however it is written."""
        return bool(self.at(stems(word), 0)[1])

    def at(self, terms: Sequence[str], first: int) -> tuple[int, tuple[str, ...]]:
        """The longest run from ``first`` that has other names: its length, and they."""
        for size in range(min(self._longest, len(terms) - first), 0, -1):
            found = self._meanings.get(tuple(terms[first : first + size]))
            if found:
                return size, tuple(found)
        return 1, ()


def listed() -> tuple[Entry, ...]:
    """What the vocabulary holds; an alias is the same word in another form."""
    return tuple(
        Entry(
            word,
            tuple(term.extra["means"].split("|")),
            both=term.extra["way"] == "ambas" and word == term.es,
            of=term.es,
        )
        for term in vocabularies.get("synonyms")
        for word in (term.es, *term.extra["aliases"].split("|"))
        if word
    )


class Known:
    """The list as it is now: read again only after the desk has changed it."""

    def __init__(self) -> None:
        self._asof: tuple[object, ...] = ()
        self._synonyms = _without_the_desk()

    def of(self, session: Session) -> Synonyms:
        now = tuple(session.execute(_ASOF).one())
        if now != self._asof:
            rows = session.execute(
                select(Synonym.word, Synonym.meanings, Synonym.both_ways)
            ).all()
            added = [Entry(row[0], tuple(row[1]), both=row[2]) for row in rows]
            self._synonyms = _together(added) if added else _without_the_desk()
            self._asof = now
        return self._synonyms


def _together(added: Sequence[Entry]) -> Synonyms:
    """An entry of the desk stands in place of the vocabulary's for the same word.

    One without meanings is suspended, with its other spellings.
    """
    replaced = {stems(entry.word) for entry in added}
    suspended = {stems(entry.word) for entry in added if not entry.meanings}
    kept = [
        entry
        for entry in listed()
        if stems(entry.word) not in replaced and stems(entry.of) not in suspended
    ]
    return Synonyms([*added, *kept])


@cache
def _without_the_desk() -> Synonyms:
    return Synonyms(listed())
