"""One wish for each thing that a question asks for, and how an engine is asked for it."""

from dataclasses import dataclass

from .analysis import code_sequence, stems
from .engines.base import AnyOf, Clause, Phrase, Term, Typed
from .question import Parsed, Word
from .results import Change
from .spanish import ACRONYMS


@dataclass(frozen=True, slots=True)
class Wish:
    """``shown`` is what people are told; ``sought`` the terms to mark in texts."""

    words: tuple[Word, ...]
    clause: Clause
    shown: str
    sought: frozenset[str]
    change: Change | None = None

    @property
    def phrase(self) -> bool:
        return len(self.words) > 1


def plain(parsed: Parsed) -> tuple[Wish, ...]:
    """The question as it stands, without acronyms opened."""
    wished = [of_word(word) for word in parsed.words]
    return (*wished, *(of_phrase(phrase) for phrase in parsed.phrases))


def exact(parsed: Parsed) -> tuple[Wish, ...]:
    """The words as typed: accents, endings and small words count."""
    groups = [(word,) for word in parsed.words]
    return tuple(_typed(group) for group in (*groups, *parsed.phrases))


def unwanted(parsed: Parsed, *, literally: bool) -> tuple[Clause, ...]:
    if literally:
        return tuple(_typed(group).clause for group in parsed.excluded)
    return tuple(
        of_word(group[0]).clause if len(group) == 1 else of_phrase(group).clause
        for group in parsed.excluded
    )


def of_word(word: Word) -> Wish:
    term = word.terms[0]
    clause: Clause = Term(term)
    sequence = code_sequence(word.folded) if _is_code(word) else ()
    if len(sequence) > 1:
        # written with spaces or other signs: 2016 - 2019, COVID 19
        clause = AnyOf((clause, Phrase(sequence)))
    return Wish((word,), clause, word.typed, frozenset({term}))


def of_phrase(words: tuple[Word, ...]) -> Wish:
    terms = tuple(word.terms[0] for word in words)
    typed = " ".join(word.typed for word in words)
    return Wish(words, Phrase(terms), f"«{typed}»", frozenset(terms))


def of_acronym(word: Word) -> Wish | None:
    """The word or what it stands for; None when it is no acronym of ours."""
    meaning = ACRONYMS.get(word.folded)
    if meaning is None:
        return None
    terms = stems(meaning)
    return Wish(
        (word,),
        AnyOf((Term(word.terms[0]), Phrase(terms))),
        word.typed,
        frozenset({word.terms[0], *terms}),
        Change("expansion", word.typed, (meaning,)),
    )


def of_terms(word: Word, terms: tuple[str, ...], shown: str, change: Change) -> Wish:
    parts = tuple(Term(term) for term in dict.fromkeys((word.terms[0], *terms)))
    return Wish((word,), AnyOf(parts), shown, frozenset((*terms, *word.terms)), change)


def _typed(words: tuple[Word, ...]) -> Wish:
    texts = tuple(word.literal for word in words)
    typed = " ".join(word.typed for word in words)
    shown = f"«{typed}»" if len(words) > 1 else typed
    return Wish(words, Typed(texts), shown, frozenset(texts))


def _is_code(word: Word) -> bool:
    return any(sign.isdigit() for sign in word.folded)
