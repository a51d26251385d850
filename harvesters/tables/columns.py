"""From the headings that people write to our field names. Columns.csv holds them."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files

from ...records.accents import without_accents
from ...schemas.tables import letter

_ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_NUMBERED = re.compile(r"^(?:\d{1,2}|[a-z])\s*[.)\-]\s+|^\d{1,2}\s+(?=[a-z])")
_SIGNS = re.compile(r"[^a-z0-9]+")
_TARGET = re.compile(r"^(?:meta|target)(?: (?:del|para el))?(?: ano)? ((?:19|20)\d\d)$")
_BASELINE = re.compile(r"^linea (?:de )?base(?: ano)? ((?:19|20)\d\d)$")
_FIGURE = re.compile(r"^(?:valor|resultado|dato|value)?(?: ano)? ?((?:19|20)\d\d)$")


@dataclass(frozen=True, slots=True)
class Column:
    """What a heading means: our field, how its cells are read, for which kinds."""

    field: str
    reader: str
    kinds: tuple[str, ...]
    label: str
    year: int = 0


@dataclass(frozen=True, slots=True)
class Heading:
    """One column of a sheet: its place, its heading, and its meaning if it has one."""

    index: int
    text: str
    column: Column | None
    repeated: bool = False

    @property
    def letter(self) -> str:
        return letter(self.index)


@lru_cache(maxsize=8192)
def normal(text: str) -> str:
    """Fold a heading: no accents, case, signs nor asterisks."""
    return _SIGNS.sub(" ", without_accents(text.casefold())).strip()


@cache
def known() -> dict[str, tuple[Column, ...]]:
    """Every folded heading and the columns that it may mean, the first preferred."""
    found: dict[str, tuple[Column, ...]] = {}
    text = (files(__package__) / "columns.csv").read_text(encoding="utf-8")
    for line in csv.DictReader(text.splitlines()):
        kinds = tuple(line["kinds"].split())
        column = Column(line["field"], line["reader"], kinds, line["label"])
        names = (line["field"], line["label"], *line["synonyms"].split("|"))
        for name in dict.fromkeys(normal(name) for name in names):
            found[name] = (*found.get(name, ()), column)
    return found


@cache
def labels() -> dict[str, str]:
    """The usual heading of each field, by the field's path."""
    found: dict[str, str] = {}
    for heading, meant in known().items():
        for one in meant:
            found.setdefault(one.field, heading)
    return found


@cache
def spoken() -> dict[str, str]:
    """What people call each field, by the field's path."""
    found: dict[str, str] = {}
    for meant in known().values():
        for one in meant:
            found.setdefault(one.field, one.label or one.field)
    return found


def candidates(heading: str) -> tuple[Column, ...]:
    """All that a heading may mean: as it is, then without asides and numbering."""
    bare = _ASIDE.sub(" ", heading)
    unnumbered = _NUMBERED.sub("", unicodedata.normalize("NFKC", bare).casefold())
    for text in (heading, bare, unnumbered):
        if found := known().get(normal(text)):
            return found
    return _with_year(normal(bare))


def _with_year(name: str) -> tuple[Column, ...]:
    """Headings that carry a year, such as *Meta 2027* or *2019*."""
    if found := _TARGET.match(name):
        base = _indicator("targets", "decimal", "Meta")
    elif found := _BASELINE.match(name):
        base = _indicator("baseline.value", "decimal", "Línea base")
    elif found := _FIGURE.match(name):
        base = _indicator("observations", "decimal", "Valor")
    else:
        return ()
    return (replace(base, year=int(found[1]), label=f"{base.label} {found[1]}"),)


def _indicator(field: str, reader: str, label: str) -> Column:
    return Column(field, reader, ("indicator",), label)


def match(heading: str, kind: str = "") -> Column | None:
    """The meaning of one heading for a kind; without a kind, the most general."""
    found = candidates(heading)
    if kind:
        found = tuple(
            column for column in found if not column.kinds or kind in column.kinds
        )
        found = tuple(sorted(found, key=lambda column: not column.kinds))
    else:
        found = tuple(sorted(found, key=lambda column: bool(column.kinds)))
    return found[0] if found else None


def resolve(header: Sequence[str], kind: str = "") -> list[Heading]:
    """The meaning of every heading; of two with one meaning the first counts."""
    seen: set[tuple[str, int]] = set()
    headings = []
    for index, text in enumerate(header):
        column = match(text, kind)
        key = (column.field, column.year) if column else ("", 0)
        headings.append(
            Heading(index, text, column, column is not None and key in seen)
        )
        seen.add(key)
    return headings


def covered(layout: Sequence[Heading]) -> frozenset[str]:
    """The paths that a sheet speaks of; of a list, the list."""
    paths: set[str] = set()
    for heading in layout:
        if heading.column is None or heading.repeated:
            continue
        name = heading.column.field
        if name == "temporal":
            paths |= {"temporal_start", "temporal_end"}
        elif name == "holds_personal_data":
            paths.add("personal_data")
        elif name.startswith("remark."):
            paths.add("desk.remarks")
        else:
            paths.add(name.partition(".0.")[0])
    return frozenset(paths)


def kind_of(header: Sequence[str]) -> str:
    """The kind that a header speaks of by columns that only one kind has, or nothing."""
    votes: dict[str, int] = {}
    for text in header:
        found = candidates(text)
        if found and all(len(column.kinds) == 1 for column in found):
            for kind in {column.kinds[0] for column in found}:
                votes[kind] = votes.get(kind, 0) + 1
    most = max(votes.values(), default=0)
    first = [kind for kind, count in votes.items() if count == most]
    return first[0] if len(first) == 1 else ""
