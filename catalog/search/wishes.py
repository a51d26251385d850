"""One wish for each thing that a question asks for, and how an engine is asked for it."""

from dataclasses import dataclass
from typing import Literal

from .analysis import code_sequence, stems
from .engines.base import AllOf, AnyOf, Clause, Is, Phrase, Term, Typed
from .question import Parsed, Word, Words
from .results import Change

Kind = Literal["word", "phrase", "fixed"]
YEARS = range(1900, 2100)


@dataclass(frozen=True, slots=True)
class Wish:
    """``shown`` is what people are told; ``sought`` the terms to mark in texts.

    A ``word`` may be mended when nothing has it, a ``phrase`` taken apart; the others
    stay as they are.
    """

    words: Words
    clause: Clause
    shown: str
    sought: frozenset[str]
    kind: Kind = "word"
    change: Change | None = None
    row: tuple[str, ...] = ()  # the terms that come first when they stand in a row


def plain(parsed: Parsed) -> tuple[Wish, ...]:
    """The question as it stands, without other words for the same."""
    return (
        *(of_word(word) for word in parsed.words),
        *(of_phrase(phrase) for phrase in parsed.phrases),
        *(of_alternatives(groups) for groups in parsed.either),
    )


def exact(parsed: Parsed) -> tuple[Wish, ...]:
    """The words as typed: accents, endings and small words count."""
    groups = [(word,) for word in (*parsed.words, *parsed.begun)]
    wished = [_typed(group) for group in (*groups, *parsed.phrases)]
    for alternatives in parsed.either:
        parts = [_typed(group) for group in alternatives]
        wished.append(_joined(parts))
    return tuple(wished)


def unwanted(parsed: Parsed, *, literally: bool) -> tuple[Clause, ...]:
    if literally:
        return tuple(_typed(group).clause for group in parsed.excluded)
    return tuple(
        _strict(group[0]) if len(group) == 1 else of_phrase(group).clause
        for group in parsed.excluded
    )


def of_word(word: Word) -> Wish:
    year = word.folded
    clause = _strict(word)
    if len(year) == 4 and year.isdigit() and int(year) in YEARS:
        # a record may cover a year without writing it
        clause = AnyOf((clause,), (Is("year", (year,)),))
    term = word.terms[0]
    return Wish((word,), clause, word.typed, frozenset({term}), row=(term,))


def of_phrase(words: Words) -> Wish:
    terms = tuple(word.terms[0] for word in words)
    typed = " ".join(word.typed for word in words)
    return Wish(words, Phrase(terms), f"«{typed}»", frozenset(terms), "phrase")


def of_alternatives(groups: tuple[Words, ...]) -> Wish:
    return _joined(
        [of_word(group[0]) if len(group) == 1 else _together(group) for group in groups]
    )


def of_run(wishes: tuple[Wish, ...], meanings: tuple[str, ...], change: Change) -> Wish:
    """A word, or several, or what they also mean.

    What several words mean counts in full: «costo de vida» is no cost.
    """
    words = tuple(word for wish in wishes for word in wish.words)
    clauses = tuple(wish.clause for wish in wishes)
    whole = clauses[0] if len(clauses) == 1 else AllOf(clauses)
    terms = [term for meaning in meanings for term in stems(meaning)]
    others = tuple(meant(meaning) for meaning in meanings)
    return Wish(
        words,
        AnyOf((whole, *others)) if len(wishes) > 1 else AnyOf((whole,), others),
        " ".join(word.typed for word in words),
        frozenset(terms).union(*(wish.sought for wish in wishes)),
        "fixed",
        change,
        tuple(term for wish in wishes for term in wish.row),
    )


def meant(meaning: str) -> Clause:
    """Another name for the same thing: its words in a row."""
    terms = stems(meaning)
    return Term(terms[0]) if len(terms) == 1 else Phrase(terms)


def of_terms(word: Word, terms: tuple[str, ...], shown: str, change: Change) -> Wish:
    parts = tuple(Term(term) for term in dict.fromkeys((word.terms[0], *terms)))
    sought = frozenset((*terms, *word.terms))
    row = terms[:1] if change.how == "spelling" else word.terms[:1]
    return Wish((word,), AnyOf(parts), shown, sought, "fixed", change, row)


def in_names(words: Words) -> Wish:
    """Words that have to stand in the title, the acronym, the code or the keywords."""
    terms = tuple(word.terms[0] for word in words)
    clause = AllOf(tuple(Term(term, "names") for term in terms))
    shown = " ".join(word.typed for word in words)
    return Wish(words, clause, shown, frozenset(terms), "fixed")


def _together(words: Words) -> Wish:
    terms = tuple(word.terms[0] for word in words)
    typed = " ".join(word.typed for word in words)
    return Wish(words, Phrase(terms), f"«{typed}»", frozenset(terms), "fixed")


def _joined(wishes: list[Wish]) -> Wish:
    return Wish(
        tuple(word for wish in wishes for word in wish.words),
        AnyOf(tuple(wish.clause for wish in wishes)),
        " OR ".join(wish.shown for wish in wishes),
        frozenset[str]().union(*(wish.sought for wish in wishes)),
        "fixed",
    )


def _strict(word: Word) -> Clause:
    clause: Clause = Term(word.terms[0])
    sequence = code_sequence(word.folded) if _is_code(word) else ()
    if len(sequence) > 1:
        # written with spaces or other signs: 2016 - 2019, COVID 19
        clause = AnyOf((clause, Phrase(sequence)))
    return clause


def _typed(words: Words) -> Wish:
    texts = tuple(word.literal for word in words)
    typed = " ".join(word.typed for word in words)
    shown = f"«{typed}»" if len(words) > 1 else typed
    return Wish(words, Typed(texts), shown, frozenset(texts), "fixed")


def _is_code(word: Word) -> bool:
    return any(sign.isdigit() for sign in word.folded)
