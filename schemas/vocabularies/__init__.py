"""Vocabularies: closed lists as CSV files with URIs and labels in Spanish and English."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files

from ...records.accents import without_accents


@dataclass(frozen=True)
class Term:
    """One entry; ``extra`` holds the vocabulary's own columns (equivalents and such)."""

    code: str
    es: str
    en: str
    uri: str
    extra: dict[str, str] = field(default_factory=dict)


class Vocabulary:
    """A closed list, asked by code or by anything that people write for it."""

    def __init__(self, name: str, terms: list[Term]) -> None:
        self.name = name
        self.terms = {term.code: term for term in terms}
        self._spellings: dict[str, Term] = {}
        for spelling, term in _spellings(terms):
            self._spellings.setdefault(fold(spelling), term)

    def __contains__(self, code: object) -> bool:
        return code in self.terms

    def __iter__(self) -> Iterator[Term]:
        return iter(self.terms.values())

    def find(self, text: str) -> Term | None:
        """Return the term that a code, a label, a URI or a usual spelling stands for."""
        return self.terms.get(text.strip()) or self._spellings.get(_usual(text))

    def label(self, code: str, language: str = "es") -> str:
        """Return the label, or the code itself when the list does not hold it."""
        term = self.terms.get(code)
        if term is None:
            return code
        return term.en if language == "en" else term.es


def fold(text: str) -> str:
    """Lower case, no accents, one space between words: how spellings are compared."""
    return re.sub(r"[\s_\-]+", " ", without_accents(text)).strip().lower()


_usual = lru_cache(maxsize=4096)(fold)  # a list's terms stand in every row of a sheet


@cache
def get(name: str) -> Vocabulary:
    """Load the vocabulary ``name`` once. Raises ``KeyError`` if there is none."""
    source = files(__package__).joinpath(f"{name}.csv")
    if not source.is_file():
        raise KeyError(name)
    lines = source.read_text(encoding="utf-8").splitlines()
    return Vocabulary(name, [_term(row) for row in csv.DictReader(lines)])


def names() -> list[str]:
    """The names of all vocabularies, in alphabetical order."""
    found = (item.name for item in files(__package__).iterdir())
    return sorted(name[:-4] for name in found if name.endswith(".csv"))


def _term(row: dict[str, str]) -> Term:
    known = ("code", "label_es", "label_en", "uri")
    extra = {key: value for key, value in row.items() if key not in known}
    return Term(row["code"], row["label_es"], row["label_en"], row["uri"], extra)


def _spellings(terms: list[Term]) -> list[tuple[str, Term]]:
    """Codes before labels before aliases: a clear name wins over a loose one."""
    said = [(term.code, term) for term in terms]
    said += [(term.es, term) for term in terms]
    said += [(term.en, term) for term in terms]
    said += [(term.uri, term) for term in terms if term.uri]
    for term in terms:
        aliases = term.extra.get("aliases", "").split("|")
        said += [(alias, term) for alias in aliases if alias.strip()]
    return said
