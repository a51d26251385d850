"""The words of an index, for half-typed and misspelt ones. Knows no engine."""

import re
import time
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from heapq import nsmallest
from typing import TypeVar

from .lately import Lately
from .spanish import fold, stem

MOST_BEGINNINGS = 60
MOST_KEPT = 2000  # beginnings that were asked for lately
MOST_ALIKE = 3
SHORTEST_BEGINNING = 3
SHORTEST_ALIKE = 4
LONG = 8  # from here on two slips are forgiven, below one
AT_ONCE = 300  # words: less than a millisecond
_HIGH = "\U0010ffff"
T = TypeVar("T")
Near = tuple[int, str, str, int]  # its letters, how it is typed, the word, its count


class Words:
    """Folded words with how they are written and in how many documents.

    Of a large index they are read beside the requests: after each few words whoever
    answers somebody may go first.
    """

    def __init__(self, vocabulary: Iterable[tuple[str, int]]) -> None:
        self._totals: dict[str, int] = {}
        marked: list[tuple[str, int]] = []
        for written, count in _giving_way(vocabulary):
            if written.isascii():  # as nearly all are: folded as it stands
                self._totals[written] = count
            else:
                marked.append((written, count))
        self._written: dict[str, tuple[int, str]] = {}
        for written, count in marked:
            folded = fold(written)
            plain = self._totals.get(folded, 0), folded
            if count > self._written.setdefault(folded, plain)[0]:
                self._written[folded] = (count, written)
        for written, count in marked:
            folded = fold(written)
            self._totals[folded] = self._totals.get(folded, 0) + count
        self._begun: Lately[list[str]] = Lately(MOST_KEPT)
        # ñ may be typed as n
        self._untilded: dict[str, list[str]] = defaultdict(list)
        for word in {fold(written) for written, _count in marked}:
            if "ñ" in word:
                self._untilded[word.replace("ñ", "n")].append(word)
        self._sorted = sorted({*self._totals, *self._untilded})
        self._alike: dict[tuple[str, int], list[Near]] | None = None
        self._sounds: dict[str, list[tuple[str, int]]] = {}

    def written(self, folded: str) -> str:
        """The word as most documents write it."""
        return self._written.get(folded, (0, folded))[1]

    def beginning(self, prefix: str, shortest: int = SHORTEST_BEGINNING) -> list[str]:
        """The words that begin so, the commonest first."""
        if len(prefix) < shortest:
            return []
        return self._begun.of(prefix, lambda: self._beginning(prefix))

    def _beginning(self, prefix: str) -> list[str]:
        first = bisect_left(self._sorted, prefix)
        last = bisect_left(self._sorted, prefix + _HIGH)
        keys = self._sorted[first:last]
        found = {word for key in keys for word in self._meant(key)}
        return self._commonest((word, self._totals[word]) for word in found)

    def _commonest(self, found: Iterable[tuple[str, int]]) -> list[str]:
        ranked = nsmallest(MOST_BEGINNINGS, {(-count, word) for word, count in found})
        return [word for _count, word in ranked]

    def _meant(self, key: str) -> list[str]:
        """The words that are typed so."""
        own = [key] if key in self._totals else []
        return own + self._untilded.get(key, [])

    def everything(self) -> Iterator[tuple[str, str, int]]:
        """Each word, by how it is typed, with its count."""
        for key in _giving_way(self._sorted):
            for word in self._meant(key):
                yield key, word, self._totals[word]

    def compared(self) -> Iterator[tuple[str, str, int]]:
        """Those of them that a misspelt word is compared with."""
        for key, word, count in self.everything():
            if len(key) >= SHORTEST_BEGINNING and key.isalpha():
                yield key, word, count

    def accented(self) -> Iterator[tuple[str, str]]:
        """How words are written that are not written as they are folded."""
        for folded, (_count, written) in self._written.items():
            yield folded, written

    def grouped(self) -> "Words":
        """With all made that misspelt words are compared with."""
        self._grouped()
        return self

    def alike(self, word: str) -> list[str]:
        """The nearest words: those that sound the same, else those with few slips."""
        if len(word) < SHORTEST_ALIKE or any(sign.isdigit() for sign in word):
            return []
        heard = {
            (-count, other)
            for sound in heard_as(word)
            for other, count in self._sounding(sound)
            if other != word
        }
        if heard:
            return [other for _count, other in sorted(heard)[:MOST_ALIKE]]
        near = self._near(word)
        if not near:  # the first letter may be another of the same sound
            for other in begun_alike(word):
                near |= self._near(other)
        best = min(near.values(), default=0)
        nearest = sorted(other for other, slips in near.items() if slips == best)
        return [other for _count, other in nearest[:MOST_ALIKE]]

    def _near(self, word: str) -> dict[tuple[int, str], int]:
        """The words with few slips, the commoner before the others, and how many."""
        limit = 1 if len(word) < LONG else 2
        mask = letters(word)
        near: dict[tuple[int, str], int] = {}
        for length in range(len(word) - limit, len(word) + limit + 1):
            for other_mask, key, other, count in self._group(word[0], length):
                # two letters differ for each one exchanged: most words end here
                if (mask ^ other_mask).bit_count() > 2 * limit:
                    continue
                slips = distance(word, key, limit)
                if 0 < slips <= limit:
                    ranked = -count, other
                    near[ranked] = min(slips, near.get(ranked, slips))
        return near

    def _sounding(self, sound: str) -> Iterable[tuple[str, int]]:
        self._grouped()
        return self._sounds.get(sound, ())

    def _group(self, first: str, length: int) -> Iterable[Near]:
        return self._grouped().get((first, length), ())

    def _grouped(self) -> dict[tuple[str, int], list[Near]]:
        if self._alike is None:
            groups: dict[tuple[str, int], list[Near]] = {}
            for key, word, count in self.compared():
                group = groups.setdefault((key[0], len(key)), [])
                group.append((letters(key), key, word, count))
                for heard in heard_as(key):
                    self._sounds.setdefault(heard, []).append((word, count))
            self._alike = groups
        return self._alike


def _giving_way(given: Iterable[T]) -> Iterator[T]:
    """The same, with a pause between every few in which another thread may run.

    Unasked, Python gives way every five milliseconds, and an answer asks many times.
    """
    for place, one in enumerate(given, 1):
        yield one
        if place % AT_ONCE == 0:
            time.sleep(0)


def begun_alike(word: str) -> Iterator[str]:
    """The word with each other beginning of the same sound: vasura and basura."""
    for start, others in _BEGINNINGS.items():
        if word.startswith(start):
            yield from (other + word[len(start) :] for other in others)


def heard_as(word: str) -> set[str]:
    """Of the word and of its stem: a singular may be misspelt where plurals stand."""
    return {sound(word), sound(stem(word))}


@lru_cache(maxsize=100_000)
def letters(word: str) -> int:
    mask = 0
    for sign in word:
        mask |= 1 << (ord(sign) & 31)
    return mask


_SOUNDS = re.compile(r"ch|qu(?=[ei])|gu(?=[ei])|c(?=[ei])|g(?=[ei])|ll|[hvzcqxm]|y$")
_SAME = {"ch": "ch", "qu": "k", "gu": "g", "ll": "y", "h": "", "v": "b", "z": "s"}
_SAME |= {"q": "k", "x": "s", "m": "n", "y": "i"}
_BEGINNINGS = {"h": ("",), "b": ("v",), "v": ("b",), "s": ("c", "z"), "z": ("s", "c")}
_BEGINNINGS |= {"c": ("s", "k", "qu"), "k": ("c", "qu"), "qu": ("k", "c"), "g": ("j",)}
_BEGINNINGS |= {"j": ("g",), "y": ("ll",), "ll": ("y",)}
_BEGINNINGS |= {vowel: (f"h{vowel}",) for vowel in "aeiou"}
_TWICE = re.compile(r"(.)\1+")


@lru_cache(maxsize=100_000)
def sound(word: str) -> str:
    """How a word sounds in Colombia: hospital and ospital, vivienda and bibienda."""

    def heard(match: re.Match[str]) -> str:
        sign = match.group()
        soft = word[match.end() : match.end() + 1] in ("e", "i")
        if sign == "c":
            return "s" if soft else "k"
        return "j" if sign == "g" else _SAME[sign]

    return _TWICE.sub(r"\1", _SOUNDS.sub(heard, word))


def distance(one: str, other: str, limit: int) -> int:
    """Letters added, left out, exchanged or swapped; ``limit + 1`` means too many."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, sign in enumerate(one, 1):
        current = [i]
        for j, letter in enumerate(other, 1):
            cost = min(row[j] + 1, current[-1] + 1, row[j - 1] + (sign != letter))
            if i > 1 and j > 1 and sign == other[j - 2] and letter == one[i - 2]:
                cost = min(cost, before[j - 2] + 1)
            current.append(cost)
        if min(current) > limit:
            return limit + 1
        before, row = row, current
    return min(row[-1], limit + 1)
