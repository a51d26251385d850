"""A record as tantivy takes it: our tokens at our positions, and its facets."""

from collections.abc import Iterator, Sequence

import tantivy

from ..analysis import words_of
from ..documents import SearchDocument
from ..weights import FIELDS, NAMES
from .asking import (
    BETWEEN,
    COMBINED,
    COUNTED,
    FIRST,
    GROUPS,
    LAST,
    OF,
    PAIRS,
    WITHIN,
    pair,
)
from .base import facet_field
from .counting import runs

Bags = dict[str, list[str]]
Streams = dict[str, list[tantivy.Token]]


def document(source: SearchDocument) -> tantivy.Document:
    """The record with every field that is asked for, ordered by, or counted."""
    made = tantivy.Document()
    made.add_text("uid", source.uid)
    made.add_text("order", source.order)
    made.add_integer("seq", source.seq)
    # the engine multiplies a score by log2(2 + prior)
    made.add_float("prior", 2**source.prior - 2)
    made.add_boolean("live", True)
    for key in source.keys:
        made.add_text("named", key)
    for name, value in _facets(source):
        made.add_text(name, value)
        if name in GROUPS:
            made.add_text(COUNTED, f"{name}{OF}{value}")
    bags, streams = _words(source)
    bags["initials"] = sorted({token.text[0] for token in streams["typed"]})
    for name, bag in bags.items():
        if bag:  # no positions, so a plain text is enough, and quicker
            made.add_text(name, " ".join(bag))
    for name, found in streams.items():
        if found:
            made.add_pre_tokenized_text(name, tantivy.PreTokenizedString("", found))
    return made


def _facets(source: SearchDocument) -> Iterator[tuple[str, str]]:
    """Each value with the field in which it lies."""
    for facet, values in source.facets.items():
        for value in values:
            yield facet_field(facet), value
    for name, together in COMBINED.items():
        held = (WITHIN.join(source.facets.get(facet, ())) for facet in together)
        yield name, BETWEEN.join(held)
    for first, last in runs(source.facets.get("year", ())):
        yield FIRST, first
        yield LAST, last


def _words(source: SearchDocument) -> tuple[Bags, Streams]:
    """The words of a record, once for each way in which they are asked for."""
    bags: Bags = {"all": [], "variables": [], PAIRS["names"]: []}
    streams: Streams = {name: [] for name in ("text", "names", "typed", PAIRS["text"])}
    token, typed = tantivy.Token, streams["typed"]
    position = place = 0
    for name, text in source.texts.items():
        terms: list[str] = []
        found: list[tantivy.Token] = []
        at, stands = 0, 0
        pairs: list[tantivy.Token] = []
        before: tuple[int, Sequence[str]] = (-1, ())
        for at, stands, own, literals in words_of(text):
            if own:  # a small word leaves no room between its neighbours
                if at == before[0] + 1:
                    here = position + before[0]
                    both = (pair(one, other) for one in before[1] for other in own)
                    pairs += [token(two, here, 0, 0) for two in both]
                before = at, own
            for term in own:
                terms.append(term)
                found.append(token(term, position + at, 0, 0))
            for word in literals:
                typed.append(token(word, place + stands, 0, 0))
        position, place = position + at + 100, place + stands + 100
        bags["all"] += terms * FIELDS[name]
        streams["text"] += found
        streams[PAIRS["text"]] += pairs
        if name in NAMES:
            streams["names"] += found
            bags[PAIRS["names"]] += [two.text for two in pairs]
        if name == "variables":
            bags["variables"] = terms
    return bags, streams
