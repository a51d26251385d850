"""Periods as sheets name them (*Ene-Mar*, *II trimestre*, *Semestre 1*) to ours."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ...schemas.dates import MONTHS
from ..tables.columns import normal

MONTHS_OF = {
    "mensual": 1,
    "bimestral": 2,
    "trimestral": 3,
    "cuatrimestral": 4,
    "semestral": 6,
    "anual": 12,
}
_LETTERS = {2: "B", 3: "Q", 4: "C", 6: "S"}
_PARTS = {"bimes": 2, "trimes": 3, "cuatrimes": 4, "semes": 6}
_ORDINALS = {
    word: place
    for place, words in enumerate(
        (
            "primer primero i 1 1er 1o",
            "segundo ii 2 2do 2o",
            "tercer tercero iii 3 3er 3o",
            "cuarto iv 4 4to 4o",
            "quinto v 5 5to 5o",
            "sexto vi 6 6to 6o",
        ),
        1,
    )
    for word in words.split()
}
_WHOLE = {"total", "acumulado", "acumulada", "anual", "ano", "vigencia"}
_SHORT = {"en": 1, "agt": 8, "agto": 8, "set": 9, "setiembre": 9}
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class Span:
    """The months that a label names; ``unnamed`` is a label like *Trimestral* alone, and
    ``whole`` one like *Total*, which is of the year whatever the grain.
    """

    first: int = 0
    last: int = 0
    unnamed: int = 0
    whole: bool = False

    @property
    def length(self) -> int:
        return self.last - self.first + 1


def year(text: str, *, percent: bool = False) -> int:
    """The year in a cell, or 0. A year in a cell of per cents shows a hundredth of it."""
    if percent and re.fullmatch(r"\d\d(?:\.\d+)?", text):
        text = f"{float(text) * 100:.0f}"
    found = _YEAR.search(text)
    return int(found[1]) if found else 0


def span(label: str) -> Span | None:
    """What a label says, or None where it names no period."""
    words = normal(label).split()
    months = [number for word in words if (number := _month(word))]
    if months:
        return Span(months[0], months[-1]) if months[0] <= months[-1] else Span(1, 12)
    for place, word in enumerate(words):
        size = next((n for start, n in _PARTS.items() if word.startswith(start)), 0)
        if size:
            return _part(size, words[max(0, place - 1) : place + 2], word)
    return Span(1, 12, whole=True) if _WHOLE & set(words) else None


def _part(size: int, words: Sequence[str], itself: str) -> Span | None:
    numbers = [_ORDINALS[one] for one in words if one != itself and one in _ORDINALS]
    if not numbers:
        return Span(unnamed=size)
    first = (numbers[0] - 1) * size + 1
    return Span(first, first + size - 1) if first + size - 1 <= 12 else None


def _month(word: str) -> int:
    """The number of a month by its name, cut anywhere or with a slip at its end."""
    if word in _SHORT or len(word) < 3:
        return _SHORT.get(word, 0)
    for number, name in enumerate(MONTHS, 1):
        if name.startswith(word) or (len(word) > 5 and name.startswith(word[:5])):
            return number
    return 0


def placed(spans: Sequence[Span]) -> list[Span]:
    """Give labels without a number theirs, where a year has exactly all of them."""
    unnamed = [one for one in spans if one.unnamed]
    sizes = {one.unnamed for one in unnamed}
    if len(sizes) != 1 or len(unnamed) != len(spans):
        return list(spans)
    size = sizes.pop()
    if len(unnamed) * size != 12:
        return list(spans)
    return [Span(n * size + 1, (n + 1) * size) for n in range(len(unnamed))]


def cuts(spans: Sequence[Span], frequency: str) -> bool:
    """Whether months stand for the periods that end with them (*Marzo*, *Junio*…)."""
    size = MONTHS_OF.get(frequency, 0)
    single = [one for one in spans if one.first and one.length == 1]
    return size > 1 and bool(single) and all(one.last % size == 0 for one in single)


def period(year: int, found: Span, frequency: str, *, cut: bool = False) -> str:
    """The code of a period: of the indicator's own grain where the label allows it.

    Months since January that end with a period of the indicator are its value up to
    there (*Enero - Septiembre* of a quarterly one: its third quarter).
    """
    size = MONTHS_OF.get(frequency, 0)
    if found.whole or (size == 12 and found.length > 6):
        return str(year)
    if size > 1 and (cut or found.length > 1):
        same = (found.first - 1) // size == (found.last - 1) // size
        if cut or same or (found.first == 1 and found.length > size):
            return _code(year, (found.last - 1) // size + 1, size)
    if found.length == 1:
        return f"{year}-{found.last:02d}"
    if found.length == 12:
        return str(year)
    for length in (2, 3, 4, 6):
        if found.length == length and found.last % length == 0:
            return _code(year, found.last // length, length)
    return ""


def _code(year: int, part: int, size: int) -> str:
    return str(year) if size == 12 else f"{year}-{_LETTERS[size]}{part}"


def exact(code: str, found: Span) -> bool:
    """Whether a code says the months of the label, neither more nor fewer."""
    head, _, rest = code.partition("-")
    if not rest:
        return bool(head) and found.length == 12
    size = next((n for n, sign in _LETTERS.items() if sign == rest[0]), 1)
    number = int(rest[1:] if size > 1 else rest)
    return (found.first, found.last) == ((number - 1) * size + 1, number * size)
