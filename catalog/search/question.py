"""What a person asks: words, "phrases", -not, OR, begin*, field:value. Nothing is an error."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, Self

from .analysis import tokens
from .spanish import ASKING, clean, fold, seen

Sort = Literal["relevance", "recent", "title"]
SORTS: tuple[Sort, ...] = ("relevance", "recent", "title")
FACETS = (
    *("kind", "organization", "theme", "class", "year", "format", "frequency"),
    *("territory", "licence", "source", "quality"),
)
LONGEST = 400
MOST_WORDS = 24
MOST_CHOSEN = 50
LARGEST_PAGE = 1000
DEEPEST = 100_000  # an engine keeps as many hits in memory as it is asked to skip

CUT = "La pregunta es muy larga: buscamos con su comienzo."
NO_WORDS = "No hay palabras para buscar en la pregunta: estos son todos los registros."

# What a person may write before a colon, folded, and the facet that it names.
FIELDS: Mapping[str, str] = {
    "tipo": "kind",
    "dependencia": "organization",
    "entidad": "organization",
    "tema": "theme",
    "clase": "class",
    "formato": "format",
    "licencia": "licence",
    "frecuencia": "frequency",
    "territorio": "territory",
    "lugar": "territory",
    "municipio": "territory",
    "comuna": "territory",
    "corregimiento": "territory",
    "año": "year",
    "ano": "year",
    "anio": "year",
    "fuente": "source",
    "origen": "source",
    "calidad": "quality",
    "titulo": "title",
}
_OPEN, _CLOSE = '"“”„«', '"“”»'
_PARTS = re.compile(
    rf"(?P<minus>(?<!\S)[-−–](?=\S))?"
    rf"(?:(?P<field>(?<![^\s\-−–])[^\W\d_]{{3,13}}):(?=\S)"
    rf"(?:[{_OPEN}](?P<quoted>[^{_OPEN}»]+)[{_CLOSE}]?|(?P<value>[^\s{_OPEN}»]+))"
    rf"|[{_OPEN}](?P<phrase>[^{_OPEN}»]*)[{_CLOSE}]?|(?P<words>[^\s{_OPEN}»]+)|[»])"
)


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it came; ``exact`` asks for the words as typed and no others.

    ``since`` and ``until`` are years, both included; 0 is no limit.
    """

    text: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: Sort = "relevance"
    page: int = 1
    size: int = 10
    exact: bool = False
    since: int = 0
    until: int = 0

    def safe(self) -> Self:
        """The same question within bounds; what cannot be answered is let go."""
        size = min(max(1, self.size), LARGEST_PAGE)
        since, until = (_year(one) for one in (self.since, self.until))
        if since and until and since > until:
            since, until = until, since
        return replace(
            self,
            text=clean(seen(self.text)).strip(),
            filters={name: _chosen(self.filters.get(name, ())) for name in FACETS},
            sort=self.sort if self.sort in SORTS else "relevance",
            page=min(max(1, self.page), DEEPEST // size),
            size=size,
            since=since,
            until=until,
        )

    @property
    def narrowed(self) -> bool:
        """Whether anything but its words limits it."""
        return any(self.filters.values()) or bool(self.since or self.until)


def _year(year: int) -> int:
    return year if 1500 <= year <= 2100 else 0


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


Words = tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Narrowing:
    """``field:value`` as it was typed; ``refused`` with a minus before it."""

    facet: str
    typed: str
    value: str
    refused: bool


@dataclass(frozen=True, slots=True)
class Parsed:
    """A question taken apart: words, phrases, and what may not be there.

    ``begun`` are the words typed with a star; ``either`` the alternatives of each OR;
    ``text`` is the question without its ``field:value``.
    """

    text: str
    words: Words = ()
    phrases: tuple[Words, ...] = ()
    excluded: tuple[Words, ...] = ()
    begun: Words = ()
    either: tuple[tuple[Words, ...], ...] = ()
    narrowings: tuple[Narrowing, ...] = ()
    notices: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        positive = self.words or self.phrases or self.begun or self.either
        return not (positive or self.excluded or self.narrowings)


@dataclass(slots=True)
class _Reading:
    """What has been read of a question so far; ``joined`` after an OR."""

    exact: bool
    groups: list[list[tuple[str, Words]]] = field(default_factory=list)
    excluded: list[Words] = field(default_factory=list)
    narrowings: list[Narrowing] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)
    joined: bool = False
    denied: bool = False

    def take(self, match: re.Match[str], *, shouted: bool) -> None:
        facet = FIELDS.get(fold(match["field"] or ""))
        value = match["quoted"] or match["value"] or ""
        minus = bool(match["minus"]) or self.denied
        if facet and not self.exact:
            typed = match.group().lstrip("-−–")
            self.narrowings.append(Narrowing(facet, typed, value, minus))
            self.denied = False
            return
        self.rest.append(match.group())
        words = match["words"] or (match["field"] and f"{match['field']}:{value}") or ""
        if match["minus"] or not self._operates(words, shouted=shouted):
            self._add(match, words, minus=minus)
            self.denied = False

    def _operates(self, words: str, *, shouted: bool) -> bool:
        """Whether this is OR, AND or NOT: one that stands alone asks for nothing."""
        if _joins(words, shouted=shouted):
            self.joined = bool(self.groups)
        elif words == "NOT":
            self.denied = True
        else:
            return words == "AND"
        return True

    def _add(self, match: re.Match[str], words: str, *, minus: bool) -> None:
        found = _counted(match["phrase"] or words, exact=self.exact)
        if not found and _is_begun(match["phrase"], words):
            found = _counted(words, exact=True)[-1:]  # a*, de*: no stop words yet
        if not found:
            return
        if minus:
            self.excluded.append(found)
        else:
            part = (_how(match["phrase"], words, found), found)
            if self.joined:
                self.groups[-1].append(part)
            else:
                self.groups.append([part])
        self.joined = False


def _how(phrase: str | None, words: str, found: Words) -> str:
    if phrase and len(found) > 1:
        return "phrase"
    return "begun" if _is_begun(phrase, words) else "words"


def _is_begun(phrase: str | None, words: str) -> bool:
    return not phrase and words.rstrip(")]}.,;").endswith("*")


def _joins(text: str, *, shouted: bool) -> bool:
    return text in {"OR", "|", "||"} or (text in {"O", "U"} and not shouted)


def parse(text: str, *, exact: bool = False) -> Parsed:
    """Take a cleaned question apart; ``exact`` counts stop words as words."""
    asked = text[:LONGEST].rsplit(None, 1)[0] if len(text) > LONGEST else text
    reading = _Reading(exact)
    for match in _PARTS.finditer(asked):
        reading.take(match, shouted=asked.isupper())
    single = [group[0] for group in reading.groups if len(group) == 1]
    words = [word for how, found in single if how == "words" for word in found]
    begun = [found for how, found in single if how == "begun"]
    words += [word for found in begun for word in found[:-1]]
    kept = tuple({word.literal: word for word in words}.values())
    notices = [CUT] if len(text) > len(asked) or len(kept) > MOST_WORDS else []
    parsed = Parsed(
        " ".join(reading.rest) if reading.narrowings else asked,
        kept[:MOST_WORDS] if exact else _about(kept)[:MOST_WORDS],
        tuple(found for how, found in single if how == "phrase")[:MOST_WORDS],
        tuple(reading.excluded[:MOST_WORDS]),
        tuple(found[-1] for found in begun)[:MOST_WORDS],
        tuple(_alternatives(group) for group in reading.groups if len(group) > 1),
        tuple(reading.narrowings[:MOST_WORDS]),
        tuple(notices),
    )
    if parsed.empty and text:
        return replace(parsed, notices=(*notices, NO_WORDS))
    return parsed


def _alternatives(group: list[tuple[str, Words]]) -> tuple[Words, ...]:
    return tuple(dict.fromkeys(found for _how, found in group))[:MOST_WORDS]


def _about(words: Words) -> Words:
    """Without what a question is asked with, if anything else is left."""
    left = tuple(word for word in words if word.folded not in ASKING)
    return left or words


def _counted(text: str, *, exact: bool) -> Words:
    return tuple(
        Word(
            text[word.start : word.end],
            word.folded,
            word.terms or (word.folded,),
            word.literals[0],
        )
        for word in tokens(text)
        if exact or word.terms
    )
