"""What tantivy is asked, and the schema of its index."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

import tantivy
from tantivy import Occur, Query

from ..question import FACETS
from ..weights import LESSER, ROW, TIE
from .base import (
    AllOf,
    Among,
    AnyOf,
    Ask,
    Clause,
    Is,
    Phrase,
    Term,
    Typed,
    facet_field,
)

FEW = 12  # values of a facet that are asked for one by one
FIRST, LAST = "year_from", "year_to"  # where each run of years begins and ends
# Facets of few values that are counted together, as one value for each combination.
COMBINED: Mapping[str, tuple[str, ...]] = {
    "kind_class_frequency": ("kind", "class", "frequency"),
    "quality_licence_place": ("quality", "licence", "territory"),
}
BETWEEN, WITHIN = "\x1e", "\x1f"  # facets, and the values of one of them
COUNTED, OF = "counted", "\x1d"  # where all that is counted lies, behind its field
_ALONE = {*FACETS}.difference(("year",), *COMBINED.values())
GROUPS = (*COMBINED, *map(facet_field, sorted(_ALONE)), FIRST, LAST)  # all, once each


# Where two terms that follow each other in a field lie as one.
PAIRS: Mapping[str, str] = {"text": "pairs", "names": "name_pairs"}


def pair(one: str, other: str) -> str:
    return f"{one}{WITHIN}{other}"


def pairs(words: Sequence[str]) -> list[str]:
    """Each word with the one after it."""
    return [pair(one, other) for one, other in pairwise(words)]


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name in ("uid", "mark"):
        builder.add_text_field(
            name, stored=True, tokenizer_name="raw", index_option="basic"
        )
    builder.add_text_field("named", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("stamp", stored=True, tokenizer_name="raw")
    for name in ("order", FIRST, LAST, *COMBINED, *map(facet_field, FACETS)):
        builder.add_text_field(
            name, fast=True, tokenizer_name="raw", index_option="basic"
        )
    builder.add_text_field(COUNTED, tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("seq", fast=True, indexed=True)
    builder.add_float_field("prior", fast=True)
    builder.add_boolean_field("live", indexed=True)
    for name in ("all", "variables"):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    for name in ("initials", PAIRS["names"]):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="basic")
    for name in ("text", "names", "typed", PAIRS["text"]):
        builder.add_text_field(name, tokenizer_name="whitespace")
    return builder.build()


Parts = list[tuple[Occur, Query]]
SCHEMA = _schema()
LIVE = Query.const_score_query(Query.term_query(SCHEMA, "live", True), 0.0)
NOTHING = Query.empty_query()


def matching(ask: Ask) -> Query:
    """What must hold, what must not, and the filters; the last two do not count."""
    return _together(_parts(ask))


def _parts(ask: Ask) -> Parts:
    """Each part of the question beside the others: the rarest leads all of them."""
    chosen = _filters(ask.filters)
    if not ask.must:
        parts = [] if chosen else [(Occur.Must, LIVE)]
    elif ask.least:
        some = [(Occur.Should, _clause(clause)) for clause in ask.must]
        parts = [(Occur.Must, Query.boolean_query(some, min(ask.least, len(some))))]
    else:
        parts = [part for clause in ask.must for part in _needed(clause)]
    parts += [(Occur.MustNot, _clause(clause)) for clause in ask.must_not]
    parts += chosen
    if ask.hidden:
        hidden = Query.term_set_query(SCHEMA, "uid", sorted(ask.hidden))
        parts.append((Occur.MustNot, hidden))
    return parts


def _needed(clause: Clause) -> Parts:
    match clause:
        case Phrase(terms, field):
            return _row(field, terms)
        case AnyOf((), (Phrase(terms, field),)):
            return _row(field, terms, LESSER)
        case AllOf(parts):
            return [need for part in parts for need in _needed(part)]
        case _:
            return [(Occur.Must, _clause(clause))]


def flat(ask: Ask) -> Query:
    """What matches, without reckoning how well."""
    return Query.const_score_query(matching(ask), 1.0)


def preferring(query: Query, ask: Ask) -> Query:
    """What matches, and what is preferred before the rest."""
    return Query.boolean_query([(Occur.Must, query), *_liked(ask)])


def preferred(ask: Ask) -> Query:
    """What matches and is preferred, nothing else."""
    liked = Query.boolean_query(_liked(ask))
    return Query.boolean_query([*_parts(ask), (Occur.Must, liked)])


def _liked(ask: Ask) -> list[tuple[Occur, Query]]:
    return [
        (Occur.Should, Query.boost_query(_clause(clause), weight))
        for clause, weight in ask.prefer
    ]


def _filters(filters: Mapping[str, tuple[str, ...]]) -> list[tuple[Occur, Query]]:
    return [
        (Occur.Must, _holding(name, values, 0.0))
        for name, values in filters.items()
        if values
    ]


def _holding(facet: str, values: Sequence[str], weight: float) -> Query:
    name = facet_field(facet)
    if len(values) > FEW:
        held = Query.term_set_query(SCHEMA, name, list(values))
    else:  # a set is written out whole before it is asked for anything
        ones = [Query.term_query(SCHEMA, name, one, "basic") for one in values]
        held = Query.boolean_query([(Occur.Should, one) for one in ones])
    return Query.const_score_query(held, weight)


def _clause(clause: Clause) -> Query:
    match clause:
        case Term(text, field):
            return Query.term_query(SCHEMA, field, text)
        case Typed(words):
            return _in_a_row("typed", words)
        case Is() | Among():
            return _fixed(clause)
        case Phrase() | AllOf():
            return _together(_needed(clause))
        case AnyOf(parts, lesser):
            queries = [_clause(part) for part in parts]
            queries += [Query.boost_query(_clause(part), LESSER) for part in lesser]
            return Query.disjunction_max_query(queries, TIE) if queries else NOTHING


def _together(parts: Parts) -> Query:
    match parts:
        case []:
            return NOTHING
        case [(Occur.Must, only)]:
            return only
        case _:
            return Query.boolean_query(parts)


def _fixed(clause: Is | Among) -> Query:
    if isinstance(clause, Is):
        return _holding(clause.facet, clause.values, 1.0)
    held = Query.term_set_query(SCHEMA, "uid", list(clause.uids))
    return Query.const_score_query(held, 0.0)


def _row(name: str, words: Sequence[str], weight: float = 1.0) -> Parts:
    """Words in a row; in names their places are compared where each two stand together."""
    if name != "names":
        return [(Occur.Must, Query.boost_query(_in_a_row(name, words), ROW * weight))]
    row = Query.boost_query(_in_a_row(name, words), weight)
    near = (Query.term_query(SCHEMA, PAIRS[name], one, "basic") for one in pairs(words))
    return [
        *((Occur.Must, Query.const_score_query(one, 0.0)) for one in near),
        (Occur.Must, row),
    ]


def _in_a_row(name: str, words: Sequence[str]) -> Query:
    if len(words) == 1:
        return Query.term_query(SCHEMA, name, words[0])
    if name != "text":
        return Query.phrase_query(SCHEMA, name, list(words))
    both = pairs(words)
    if len(both) == 1:
        return Query.term_query(SCHEMA, PAIRS[name], both[0])
    last = len(both) - 1
    places = sorted({*range(0, last, 2), last})
    row: list[str | tuple[int, str]] = [(at, both[at]) for at in places]
    return Query.phrase_query(SCHEMA, PAIRS[name], row)
