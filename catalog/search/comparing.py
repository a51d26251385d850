"""Which variables of the whole catalogue are compared: found by the index, read in the ledger."""

from collections.abc import Mapping
from itertools import islice
from typing import Any

from sqlalchemy.orm import Session

from ...records.reading import by_uids
from . import concepts
from .alike import MOST, Like, like, sought, variables_of
from .analysis import stems
from .engines.base import AllOf, Clause, Is, Phrase
from .index import Index

FORMULAS = 100  # indicators whose formula may have it
MOST_OFFERED = 40  # variables of a page that may lead to a comparison
MOST_LISTS, MOST_WORDS = 4, 12  # of categories that are looked for, and of each


def compared(index: Index, session: Session, key: str) -> list[Like]:
    """Those that go by a name, or by another one for it; then what shares a list."""
    text = key.replace("-", " ")
    wanted = sought(key, index.meanings(text, session))
    named = concepts.holding(wanted.forms)
    if named is None:
        return []
    asked: list[tuple[tuple[Clause, ...], int]] = [((named,), MOST)]
    if words := stems(text):
        asked.append(((Is("kind", ("indicator",)), Phrase(words)), FORMULAS))
    found = _found(index, session, asked)
    records = by_uids(session, found)
    told = like((records[uid] for uid in found if uid in records), wanted)
    lists = islice(wanted.lists, MOST_LISTS)
    forms = {frozenset(stems(" ".join(sorted(one)))[:MOST_WORDS]) for one in lists}
    shared = concepts.holding(forms)
    more = _found(index, session, [((shared,), MOST)]) if shared else {}
    if not more.keys() - found.keys():
        return told
    records |= by_uids(session, more.keys() - found.keys())
    every = {**found, **more}
    return like((records[uid] for uid in every if uid in records), wanted)


def worth_comparing(
    index: Index, session: Session, document: Mapping[str, Any]
) -> frozenset[str]:
    """The keys of a record's first variables and columns that other records seem to have."""
    items = islice(variables_of(document), MOST_OFFERED)
    keys = dict.fromkeys(key for one in items if (key := concepts.key_of(one)))
    asked = {key: _in_a_row(key) for key in keys if not concepts.vague(key)}
    clauses = {key: clause for key, clause in asked.items() if clause}
    several = index.several(list(clauses.values()), session)
    return frozenset(key for key, more in zip(clauses, several, strict=False) if more)


def _in_a_row(key: str) -> Clause | None:
    """Stricter than the comparison: what leads to it should not lead to nothing."""
    named = concepts.holding([concepts.form(key)])
    words = stems(key.replace("-", " "))
    shortened = not concepts.SHORT.keys().isdisjoint(key.split("-"))
    if named is None or len(words) < 2 or shortened:
        return named
    return AllOf((named, Phrase(words)))


def _found(
    index: Index, session: Session, asked: list[tuple[tuple[Clause, ...], int]]
) -> dict[str, None]:
    """The uids, each once and in order."""
    return dict.fromkeys(
        uid for clauses, most in asked for uid in index.holding(clauses, session, most)
    )
