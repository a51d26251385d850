"""``field:value``: which values of a facet a person means, in Spanish or by code."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from ...records.publication import FOLDERS
from ...schemas import vocabularies
from .analysis import stems
from .engines.base import Clause, Is
from .offices import Offices
from .question import Narrowing, Parsed, Question, Words, parse
from .spanish import fold

LISTS: Mapping[str, str] = {
    "kind": "kinds",
    "theme": "themes",
    "class": "access_classes",
    "licence": "licences",
    "frequency": "frequencies",
    "territory": "territories",
}
CALLED: Mapping[str, str] = {
    "kind": "tipo",
    "organization": "dependencia",
    "theme": "tema",
    "class": "clase legal",
    "format": "formato",
    "licence": "licencia",
    "frequency": "frecuencia",
    "territory": "lugar",
    "year": "año",
    "source": "fuente",
    "quality": "calidad",
}
MOST = 30
_YEARS = re.compile(r"(\d{4})(?:\s*(?:-|–|a)\s*(\d{4}))?")


@dataclass(frozen=True, slots=True)
class Narrowed:
    """The question with its ``field:value`` turned into filters."""

    question: Question
    parsed: Parsed
    refused: tuple[Clause, ...] = ()
    in_names: Words = ()


def narrow(question: Question, offices: Offices) -> Narrowed:
    """Take a question apart; what cannot be told is sought as words, and said."""
    parsed = parse(question.text, exact=question.exact)
    if not parsed.narrowings:
        return Narrowed(question, parsed)
    reading = _Reading(question, parsed, offices)
    for one in parsed.narrowings:
        reading.take(one)
    return reading.done()


class _Reading:
    """What the narrowings of one question came to."""

    def __init__(self, question: Question, parsed: Parsed, offices: Offices) -> None:
        self.question, self.parsed, self.offices = question, parsed, offices
        self.filters = {name: list(v) for name, v in question.filters.items()}
        self.kept: list[str] = []  # what stays in the box
        self.refused: list[Clause] = []
        self.in_names: list[str] = []
        self.notices: list[str] = []
        self.words: list[str] = []
        self.years = (question.since, question.until)

    def take(self, one: Narrowing) -> None:
        if one.facet == "title":
            self.in_names.append(one.value)
            self.kept.append(one.typed)
            return
        values = meant(one.facet, one.value, self.offices)
        if not values:
            self._unknown(one)
        elif one.refused:
            self.refused.append(Is(one.facet, values))
            self.kept.append(f"-{one.typed}")
        elif one.facet == "year" and len(values) > 1:
            self.years = int(values[0]), int(values[-1])
        else:
            self.filters.setdefault(one.facet, []).extend(values)

    def _unknown(self, one: Narrowing) -> None:
        called = CALLED[one.facet]
        self.words.append(f"-{one.value}" if one.refused else one.value)
        self.notices.append(
            f"No conocemos «{one.value}» como {called}: lo buscamos como palabra."
        )

    def done(self) -> Narrowed:
        asked = " ".join((self.parsed.text, *self.words)).strip()
        parsed = parse(asked, exact=self.question.exact)
        names = parse(" ".join(self.in_names)) if self.in_names else Parsed("")
        notices = tuple(dict.fromkeys((*self.parsed.notices, *self.notices)))
        question = replace(
            self.question,
            text=" ".join((asked, *self.kept)).strip(),
            filters={name: tuple(values) for name, values in self.filters.items()},
            since=self.years[0],
            until=self.years[1],
        )
        in_names = (*names.words, *(word for one in names.phrases for word in one))
        return Narrowed(
            question.safe(),
            replace(parsed, notices=notices),
            tuple(self.refused),
            in_names,
        )


def meant(facet: str, value: str, offices: Offices) -> tuple[str, ...]:
    """The values of a facet that somebody means; none when it cannot be told."""
    ways: Mapping[str, Callable[[str], tuple[str, ...]]] = {
        "organization": offices.called,
        "year": _years,
        "format": lambda text: (text.upper(),),
        "source": lambda text: (text,),
        "quality": lambda text: (text,) if text in "012345" else (),
        "kind": _kinds,
    }
    found = ways[facet](value) if facet in ways else _listed(LISTS[facet], value)
    return found[:MOST] if facet != "year" else found


def _years(text: str) -> tuple[str, ...]:
    match = _YEARS.fullmatch(text)
    if match is None:
        return ()
    first = int(match[1])
    last = int(match[2] or first)
    first, last = min(first, last), max(first, last)
    return (str(first),) if first == last else (str(first), str(last))


def _kinds(text: str) -> tuple[str, ...]:
    folders = {folder: kind for kind, folder in FOLDERS.items()}
    plain = fold(text)
    return (folders[plain],) if plain in folders else _listed("kinds", text)


def _listed(name: str, text: str) -> tuple[str, ...]:
    """By code, label or spelling; else every term whose label has these words."""
    vocabulary = vocabularies.get(name)
    found = vocabulary.find(text) or vocabulary.find(text.replace("_", " "))
    if found is not None:
        return (found.code,)
    wanted = set(stems(text))
    if not wanted:
        return ()
    return tuple(term.code for term in vocabulary if wanted <= set(stems(term.es)))
