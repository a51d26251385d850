"""From JSON-LD nodes to triples, in the order in which they are said.

The same record gives the same bytes. Reads only what ``nodes`` makes (no blank node, no
list, no set of contexts), which costs a fifth of a general JSON-LD reader; a test holds
that rdflib's own reader finds the same graph.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import Any

import pyoxigraph as ox

from ...records.reading import PublicRecord
from ..base import Catalogue
from . import catalog, record
from .nodes import PREFIXES, Node

TYPE = ox.NamedNode(f"{PREFIXES['rdf']}type")


@lru_cache(maxsize=4)
def described(one: PublicRecord, catalogue: Catalogue) -> tuple[Node, ...]:
    """The record's nodes; kept a moment, as four formats ask for them in a row.

    They belong to all that ask: nobody may change them.
    """
    return tuple(record.describe(one, catalogue))


@lru_cache(maxsize=4)
def of_record(one: PublicRecord, catalogue: Catalogue) -> tuple[ox.Triple, ...]:
    """The record's triples; kept a moment, as three formats ask for them in a row."""
    return triples(described(one, catalogue))


def of_catalogue(catalogue: Catalogue) -> tuple[ox.Triple, ...]:
    return triples([catalog.describe(catalogue)])


def triples(nodes: Sequence[Node]) -> tuple[ox.Triple, ...]:
    """Distinct triples, each subject in one run: a node's own before its parts'.

    Raises ``KeyError`` for a node without a name, as two fragments would confuse theirs,
    and ``ValueError`` for a property outside the prefixes that the frame declares.
    """
    runs: dict[str, dict[ox.Triple, None]] = {}
    waiting = list(reversed(nodes))
    while waiting:
        node = waiting.pop()
        run = runs.setdefault(node["@id"], {})
        parts: list[Node] = []
        run.update(dict.fromkeys(_own(node, parts)))
        waiting.extend(reversed(parts))
    return tuple(triple for run in runs.values() for triple in run)


def _own(node: Node, parts: list[Node]) -> Iterator[ox.Triple]:
    """A node's own triples; the nodes that it names and describes go to ``parts``."""
    subject = _name(node["@id"])
    for kind in _several(node.get("@type", ())):
        yield ox.Triple(subject, TYPE, _name(kind))
    for key, value in node.items():
        if key[0] == "@":
            continue
        predicate = _predicate(key)
        for one in _several(value):
            if isinstance(one, dict) and "@value" not in one:
                yield ox.Triple(subject, predicate, _name(one["@id"]))
                if len(one) > 1:
                    parts.append(one)
            else:
                yield ox.Triple(subject, predicate, _literal(one))


def _several(value: Any) -> Iterable[Any]:
    return value if isinstance(value, (list, tuple)) else (value,)


def _literal(value: Any) -> ox.Literal:
    if isinstance(value, str):
        return ox.Literal(value)
    if "@language" in value:
        return ox.Literal(value["@value"], language=value["@language"])
    return ox.Literal(value["@value"], datatype=_predicate(value["@type"]))


def _name(text: str) -> ox.NamedNode:
    """A whole address, or a short one under one of our prefixes."""
    prefix, _, rest = text.partition(":")
    if prefix in PREFIXES:
        return ox.NamedNode(PREFIXES[prefix] + rest)
    return ox.NamedNode(text)


@cache
def _predicate(text: str) -> ox.NamedNode:
    if text.partition(":")[0] not in PREFIXES:
        raise ValueError(f"a property outside the frame's prefixes: {text}")
    return _name(text)


def write(found: tuple[ox.Triple, ...], form: ox.RdfFormat) -> bytes:
    """A whole document in ``form``, under our prefixes where the form has any."""
    prefixes = None if form == ox.RdfFormat.N_TRIPLES else PREFIXES
    return ox.serialize(found, format=form, prefixes=prefixes) or b""
