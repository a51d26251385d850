"""What a person asks: words, "phrases", -not. Nothing that is typed is an error."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, Self

from .analysis import tokens
from .spanish import clean

Sort = Literal["relevance", "recent", "title"]
SORTS: tuple[Sort, ...] = ("relevance", "recent", "title")
FACETS = ("kind", "organization", "theme", "class", "year", "format", "frequency")
LONGEST = 400
MOST_WORDS = 24
MOST_CHOSEN = 50
LARGEST_PAGE = 1000
DEEPEST = 100_000  # an engine keeps as many hits in memory as it is asked to skip

CUT = "La pregunta es muy larga: buscamos con su comienzo."
NO_WORDS = "No hay palabras para buscar en la pregunta: estos son todos los registros."

_PARTS = re.compile(
    r"(?P<minus>(?<!\S)[-−–](?=\S))?"
    r"(?:[\"“”„«](?P<phrase>[^\"“”„«»]*)[\"“”»]?|(?P<words>[^\s\"“”„«»]+)|[»])"
)


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it came; ``exact`` asks for the words as typed and no others."""

    text: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: Sort = "relevance"
    page: int = 1
    size: int = 10
    exact: bool = False

    def safe(self) -> Self:
        """The same question within bounds; what cannot be answered is let go."""
        size = min(max(1, self.size), LARGEST_PAGE)
        return replace(
            self,
            text=clean(self.text).strip(),
            filters={name: _chosen(self.filters.get(name, ())) for name in FACETS},
            sort=self.sort if self.sort in SORTS else "relevance",
            page=min(max(1, self.page), DEEPEST // size),
            size=size,
        )


def _chosen(values: tuple[str, ...]) -> tuple[str, ...]:
    given = (values,) if isinstance(values, str) else values
    cleaned = (clean(value).strip()[:200] for value in given)
    return tuple(dict.fromkeys(value for value in cleaned if value))[:MOST_CHOSEN]


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a question: as typed, and what finds it."""

    typed: str
    folded: str
    terms: tuple[str, ...]
    literal: str


@dataclass(frozen=True, slots=True)
class Parsed:
    """A question taken apart: words, phrases, and what may not be there."""

    text: str
    words: tuple[Word, ...] = ()
    phrases: tuple[tuple[Word, ...], ...] = ()
    excluded: tuple[tuple[Word, ...], ...] = ()
    notices: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        return not (self.words or self.phrases or self.excluded)


def parse(text: str, *, exact: bool = False) -> Parsed:
    """Take a cleaned question apart; ``exact`` counts stop words as words."""
    asked = text[:LONGEST].rsplit(None, 1)[0] if len(text) > LONGEST else text
    words: list[Word] = []
    phrases: list[tuple[Word, ...]] = []
    excluded: list[tuple[Word, ...]] = []
    for match in _PARTS.finditer(asked):
        found = _counted(match["phrase"] or match["words"] or "", exact=exact)
        if match["minus"] and found:
            excluded.append(found)
        elif match["phrase"] and len(found) > 1:
            phrases.append(found)
        else:
            words.extend(found)
    notices = [CUT] if len(text) > len(asked) or len(words) > MOST_WORDS else []
    kept = tuple({word.literal: word for word in words}.values())[:MOST_WORDS]
    parsed = Parsed(asked, kept, tuple(phrases), tuple(excluded), tuple(notices))
    if parsed.empty and text:
        return replace(parsed, notices=(*notices, NO_WORDS))
    return parsed


def _counted(text: str, *, exact: bool) -> tuple[Word, ...]:
    return tuple(
        Word(text[word.start : word.end], word.folded, word.terms, word.literals[0])
        for word in tokens(text)
        if exact or word.terms
    )
