"""From text to terms: the one analyser of documents and questions, for every engine."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from hashlib import blake2b
from itertools import groupby
from typing import NamedTuple

from .spanish import LONGEST, STOP, UNSEEN, UNTOUCHED, fold, forms, literal, stem

_LISTED = blake2b(" ".join(sorted(UNTOUCHED)).encode(), digest_size=4)
VERSION = f"3-{_LISTED.hexdigest()}"  # another list of acronyms makes other terms
GAP = "\x1e"  # between the values of one field: no phrase may cross it
LEAP = 100
MOST_PARTS = 8  # a longer "code" is a path or an address: its parts are words


Span = tuple[int, int]


class Token(NamedTuple):
    """One word of a text. ``terms`` are what finds it; a stop word has none."""

    start: int
    end: int
    position: int  # among the words that count
    place: int  # among all words
    folded: str
    terms: tuple[str, ...]
    literals: tuple[str, ...]


class _Piece(NamedTuple):
    start: int
    end: int
    folded: str
    terms: tuple[str, ...]
    literals: tuple[str, ...]


def _marks() -> str:
    """Combining signs as a character class: to Python they are no part of a word."""
    found = [n for n in range(0x300, 0xFE30) if unicodedata.category(chr(n))[0] == "M"]
    runs = groupby(enumerate(found), key=lambda pair: pair[1] - pair[0])
    ranges = [[pair[1] for pair in run] for _, run in runs]
    return "".join(f"{chr(run[0])}-{chr(run[-1])}" for run in ranges)


_WORD = rf"[^\W_]+(?:[{_marks()}{UNSEEN}]+[^\W_]*)*"
_JOINER = r"(?:[./_·\-\u2010-\u2015]|(?<=\d)[,:](?=\d))"
_CHUNK = re.compile(rf"{_WORD}(?:{_JOINER}{_WORD})*|{GAP}")
_PART = re.compile(_WORD)
_RUN = re.compile(r"\d+|\D+")
_DIGIT = re.compile(r"\d")


def tokens(text: str) -> Iterator[Token]:
    """Yield the words of a text with their offsets, positions and terms."""
    position = place = 0
    for match in _CHUNK.finditer(text):
        chunk = match.group()
        if chunk == GAP:
            position += LEAP
            place += LEAP
            continue
        offset = match.start()
        for piece in _pieces(chunk):
            start, end = offset + piece.start, offset + piece.end
            yield Token(start, end, position, place, *piece[2:])
            place += 1
            position += bool(piece.terms)


def words_of(text: str) -> Iterator[tuple[int, int, tuple[str, ...], tuple[str, ...]]]:
    """Position, place, terms and literals of each word: ``tokens`` for those who index.

    A record has hundreds of words, so this makes nothing that an index does not hold.
    """
    position = place = 0
    pieces = _pieces
    for chunk in _CHUNK.findall(text):
        if chunk == GAP:
            position += LEAP
            place += LEAP
            continue
        for _start, _end, _folded, terms, literals in pieces(chunk):
            yield position, place, terms, literals
            place += 1
            if terms:
                position += 1


def folded_words(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each word folded, with its terms: for names that are looked through by the way."""
    for chunk in _CHUNK.findall(text):
        if chunk != GAP:
            for piece in _pieces(chunk):
                yield piece.folded, piece.terms


def spans(text: str, sought: frozenset[str], *, exact: bool) -> Iterator[Span]:
    """Yield where the words sought stand. Ten hits a page: this is the quick way."""
    known = _literals_of if exact else _terms_of
    apart = sought.isdisjoint
    chunks = _CHUNK.findall(text)
    held = {one for one in set(chunks) if not apart(known(one))}
    offset = 0
    for chunk in chunks if held else ():
        # nothing that a chunk could begin with stands between it and the one before
        offset = text.index(chunk, offset)
        if chunk in held:
            for piece in _pieces(chunk):
                if not apart(piece.literals if exact else piece.terms):
                    yield offset + piece.start, offset + piece.end
        offset += len(chunk)


def holds(name: str, sought: frozenset[str]) -> bool:
    """Whether any of the words sought stands in a name: records share many of them."""
    return not sought.isdisjoint(_terms_in(name))


def stems(text: str) -> tuple[str, ...]:
    """What a question asks for: one term a word, ñ respected, stop words left out."""
    return tuple(token.terms[0] for token in tokens(text) if token.terms)


@lru_cache(maxsize=100_000)
def _pieces(chunk: str) -> tuple[_Piece, ...]:
    parts = list(_PART.finditer(chunk))
    if _DIGIT.search(chunk) and len(parts) <= MOST_PARTS:
        return (_code(chunk, tuple(part.group() for part in parts)),)
    if len(parts) > 1 and all(len(part.group()) == 1 for part in parts):
        return (_word("".join(part.group() for part in parts), 0, len(chunk)),)
    return tuple(_word(part.group(), part.start(), part.end()) for part in parts)


@lru_cache(maxsize=100_000)
def _terms_of(chunk: str) -> frozenset[str]:
    return frozenset(term for piece in _pieces(chunk) for term in piece.terms)


@lru_cache(maxsize=20_000)
def _terms_in(name: str) -> frozenset[str]:
    return frozenset[str]().union(*map(_terms_of, _CHUNK.findall(name)))


@lru_cache(maxsize=20_000)
def _literals_of(chunk: str) -> frozenset[str]:
    return frozenset(word for piece in _pieces(chunk) for word in piece.literals)


def _word(word: str, start: int, end: int) -> _Piece:
    folded = fold(word)
    terms = () if folded in STOP else forms(folded)
    return _Piece(start, end, folded, terms, (literal(word),))


def _code(chunk: str, parts: tuple[str, ...]) -> _Piece:
    """A code is found whole, by any run of its parts, and without its signs."""
    terms = code_terms(parts)
    return _Piece(0, len(chunk), code_of(parts), terms, code_literals(parts))


def key_of(text: str) -> str:
    """A whole name as letters and digits alone: ``PET-C1.2.1`` and pet c1 2 1."""
    return "".join(token.folded for token in tokens(text)).replace(".", "")[:LONGEST]


def code_of(parts: tuple[str, ...]) -> str:
    return ".".join(fold(part) for part in parts)[:LONGEST]


def code_terms(parts: tuple[str, ...]) -> tuple[str, ...]:
    """``MAJA01.FT03`` as maja01.ft03, maja01, ft03, maja01ft03, maja, 01, ft, 03."""
    folded = [fold(part) for part in parts]
    runs = [term for run in _runs(folded) for term in forms(run)]
    return _in_parts(folded, runs)


def code_literals(parts: tuple[str, ...]) -> tuple[str, ...]:
    """The same as it was typed: no part of a code is an inflected word."""
    typed = [literal(part) for part in parts]
    return _in_parts(typed, _runs(typed))


def _runs(parts: list[str]) -> list[str]:
    return [run for part in parts for run in _RUN.findall(part)]


def _in_parts(parts: list[str], runs: list[str]) -> tuple[str, ...]:
    """Whole, each run of its parts, without signs, and its letters and digits apart."""
    size = len(parts)
    found = [
        ".".join(parts[first : first + length])
        for length in range(size, 0, -1)
        for first in range(size - length + 1)
    ]
    found += ["".join(parts), *runs]
    return tuple(dict.fromkeys(term[:LONGEST] for term in found))


def code_sequence(folded: str) -> tuple[str, ...]:
    """The words that the same code would be if it were written with spaces."""
    return tuple(stem(run) for part in folded.split(".") for run in _RUN.findall(part))
