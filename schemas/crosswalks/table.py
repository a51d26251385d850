"""A crosswalk table, read both ways: one row for each field that two shapes both have.

The engine knows no format. A shape says how a value is got from a path, put at one, and
how a group is made there (``elements`` for XML, ``mappings`` for JSON).
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from .. import vocabularies

Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Way:
    """How one value is said in their words, and understood from them.

    Each returns what there is to say: nothing at all, or one or more values.
    """

    out: Callable[[Any], Iterable[Any]]
    back: Callable[[Any], Iterable[Any]]


@dataclass(frozen=True, slots=True)
class Row:
    """One field of ours (dotted; ``=words`` is a constant, never read) and its place.

    ``many``: ours is a list. ``also``: other places, only read. ``table``: ours is a
    group, or a list of them. A single field of ours takes the first that it finds, or
    all as paragraphs if ``merge``.
    """

    ours: str
    theirs: str
    way: Way | None = None
    also: tuple[str, ...] = ()
    table: tuple["Row", ...] = ()
    many: bool = False
    merge: bool = False


class Shape(Protocol):
    """What the engine asks of a format; a node is whatever the format says."""

    def get(self, node: Any, path: str) -> list[Any]: ...
    def each(self, node: Any, path: str) -> list[Any]: ...
    def put(self, node: Any, path: str, value: Any) -> bool: ...
    def make(self, node: Any, path: str) -> Any: ...
    def drop(self, node: Any, path: str, made: Any) -> None: ...


def write(
    table: Iterable[Row], document: Mapping[str, Any], node: Any, shape: Shape
) -> bool:
    """Write ``document`` into ``node`` in the order of the rows; whether anything was."""
    wrote = False
    for row in table:
        if row.ours.startswith("="):
            wrote |= shape.put(node, row.theirs, row.ours[1:])
            continue
        for value in listed(pick(document, row.ours)):
            if not row.table:
                said = [value] if row.way is None else row.way.out(value)
                for one in said:
                    wrote |= shape.put(node, row.theirs, one)
                continue
            made = shape.make(node, row.theirs)
            if isinstance(value, Mapping) and write(row.table, value, made, shape):
                wrote = True
            else:
                shape.drop(node, row.theirs, made)
    return wrote


def read(table: Iterable[Row], node: Any, shape: Shape) -> Document:
    """What ``node`` says of our fields; what it does not say is absent."""
    found: Document = {}
    for row in table:
        if row.ours.startswith("="):
            continue
        paths = (row.theirs, *row.also)
        values = [one for path in paths for one in _values(row, path, node, shape)]
        values = [one for one in values if one not in ("", None, {}, [])]
        if values:
            place(found, row.ours, _kept(row, values))
    return found


def _values(row: Row, path: str, node: Any, shape: Shape) -> list[Any]:
    if row.table:
        return [read(row.table, one, shape) for one in shape.each(node, path)]
    given = shape.get(node, path)
    return given if row.way is None else [v for one in given for v in row.way.back(one)]


def _kept(row: Row, values: list[Any]) -> Any:
    if row.many:
        return values
    return "\n\n".join(map(str, values)) if row.merge else values[0]


def pick(document: Mapping[str, Any], path: str) -> Any:
    """What stands at a dotted path; ``None`` where the way breaks off."""
    found: Any = document
    for name in path.split("."):
        found = found.get(name) if isinstance(found, Mapping) else None
    return found


def place(document: Document, path: str, value: Any) -> None:
    """Put ``value`` at a dotted path, unless something stands there already."""
    *groups, name = path.split(".")
    for group in groups:
        document = document.setdefault(group, {})
    document.setdefault(name, value)


def listed(value: Any) -> list[Any]:
    if value in (None, "", [], {}):
        return []
    return list(value) if isinstance(value, (list, tuple)) else [value]


def term(vocabulary: str) -> Way:
    """Our code, and its Spanish label to them; what is in no list stays as it is."""
    known = vocabularies.get(vocabulary)

    def back(text: Any) -> list[str]:
        found = known.find(str(text))
        return [found.code if found else str(text)]

    return Way(lambda code: [known.label(str(code))], back)


def column(vocabulary: str, name: str) -> Way:
    """Our code, and what another column of the list says for it; else nothing."""
    known = vocabularies.get(vocabulary)
    back: dict[str, str] = {}
    for one in known:
        back.setdefault(one.extra.get(name, ""), one.code)

    def out(code: Any) -> list[str]:
        found = known.terms.get(str(code))
        return [found.extra[name]] if found and found.extra.get(name) else []

    return Way(out, lambda text: [back[str(text)]] if str(text) in back else [])


def _whole(text: Any) -> list[int]:
    given = str(text).strip()
    return [int(given)] if re.fullmatch(r"[0-9]{1,9}", given) else []


WHOLE = Way(lambda number: [str(number)] if _whole(number) else [], _whole)
