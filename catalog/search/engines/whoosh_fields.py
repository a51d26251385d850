"""A record as whoosh takes it: the fields of its schema, and what goes into each."""

from collections.abc import Iterator, Mapping
from typing import Any

from whoosh.analysis.acore import Token as WhooshToken
from whoosh.analysis.analyzers import Analyzer
from whoosh.fields import ID, KEYWORD, NUMERIC, STORED, TEXT, Schema

from ..analysis import GAP, tokens
from ..documents import SearchDocument
from ..question import FACETS
from ..weights import FIELDS, NAMES
from .base import facet_field

NEXT = "\x1f"  # between the values of a facet


class Terms(Analyzer):
    """Our terms, several at one position."""

    def __call__(self, value: str, **_: Any) -> Iterator[WhooshToken]:
        token = WhooshToken(positions=True)
        for found in tokens(value):
            for text in found.terms:
                token.text, token.pos = text, found.position
                yield token


class Literals(Analyzer):
    """The words as typed, stop words too."""

    def __call__(self, value: str, **_: Any) -> Iterator[WhooshToken]:
        token = WhooshToken(positions=True)
        for found in tokens(value):
            for text in found.literals:
                token.text, token.pos = text, found.place
                yield token


class Values(Analyzer):
    """The values of a facet, whole."""

    def __call__(self, value: str, **_: Any) -> Iterator[WhooshToken]:
        token = WhooshToken()
        for text in value.split(NEXT):
            token.text = text
            yield token


def schema() -> Schema:
    return Schema(
        uid=ID(stored=True, unique=True),
        mark=ID(unique=True),
        stamp=STORED(),
        live=ID(),
        order=ID(sortable=True),
        seq=NUMERIC(int, bits=64, sortable=True),
        prior=STORED(),
        named=KEYWORD(analyzer=Values()),
        typed=TEXT(analyzer=Literals()),
        all=TEXT(analyzer=Terms(), phrase=False),
        **{name: TEXT(analyzer=Terms()) for name in ("text", "names", "variables")},
        **{facet_field(name): KEYWORD(analyzer=Values()) for name in FACETS},
    )


def document(source: SearchDocument) -> dict[str, Any]:
    texts = {name: text for name, text in source.texts.items() if text}
    facets = {name: NEXT.join(values) for name, values in source.facets.items()}
    parts = {
        "names": GAP.join(texts[name] for name in NAMES if name in texts),
        "variables": texts.get("variables", ""),
        "named": NEXT.join(source.keys),
    }
    return {
        **{name: text for name, text in parts.items() if text},
        **{facet_field(name): values for name, values in facets.items() if values},
        "all": _weighted(texts),
        "text": source.everything,
        "typed": source.everything,
        "uid": source.uid,
        "live": "1",
        "order": source.order,
        "seq": source.seq,
        "prior": source.prior,
    }


def _weighted(texts: Mapping[str, str]) -> list[str]:
    """The terms of every field, each as often as its field weighs."""
    found: list[str] = []
    for name, text in texts.items():
        terms = [term for token in tokens(text) for term in token.terms]
        found += terms * FIELDS[name]
    return found
