"""Persons in a sheet: they never leave it but for the desk (Ley 1581). In doubt, it is one."""

from __future__ import annotations

import re

from ..tables import persons
from ..tables.columns import normal

OFFICES = frozenset(
    {"proceso", "procesos", "subproceso", "subprocesos", "gestion", "organismo"}
)
"""Words of an office that is named by its process."""

_ALSO_WORDS = frozenset({"julio", "luz", "gloria", "esperanza"})
"""Months and common words; as names they come with a surname that tells them."""
_SPLIT = re.compile(r"[/\n;,]|\s[-–—]\s")
_PAIR = re.compile(r"\b([^\W\d_]{2,})\s+(?=([^\W\d_]{2,}))")
_IDENTITY = re.compile(
    r"(?:\bc\.?\s?c\.?|c[eé]dula|identificad[oa])\W{0,3}(?:\w+\W+){0,3}?\d[\d.\s]{5,}",
    re.IGNORECASE,
)
_SAINTS = re.compile(
    r"\b(?:santiago de|san|santa|santo)\s+[^\W\d_]+(?:\s+de\s+[^\W\d_]+)?",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]{2,}")


def posts(text: str) -> tuple[str, str]:
    """Split what a sheet calls the responsible: posts and offices, and the rest."""
    pieces = [piece.strip(" .:\t") for piece in _SPLIT.split(text)]
    outside = [piece for piece in pieces if piece and _is_office(piece)]
    inside = [piece for piece in pieces if piece and piece not in outside]
    return " / ".join(outside), " / ".join(inside)


def mentions_person(text: str) -> bool:
    """Whether a text names somebody, or holds the number of an identity document."""
    if _IDENTITY.search(text):
        return True
    text = _SAINTS.sub(" , ", text)
    if any(_is_given(word[0]) for word in _WORD.finditer(text)):
        return True
    return any(_is_surname(*pair.groups()) for pair in _PAIR.finditer(text))


def _is_office(piece: str) -> bool:
    words = set(normal(piece).split())
    if words & persons.SURNAMES or mentions_person(piece):
        return False
    if persons.is_post(piece):
        return True
    return bool(words & OFFICES) and not words & persons._NAMES


def _is_given(word: str) -> bool:
    one = normal(word)
    return word[0].isupper() and one in persons._NAMES and one not in _ALSO_WORDS


def _is_surname(first: str, second: str) -> bool:
    """A capital, and a surname after it that does not follow a post or an office."""
    one, two = normal(first), normal(second)
    capitals = first[0].isupper() and second[0].isupper()
    return capitals and two in persons.SURNAMES and one not in persons._POSTS
