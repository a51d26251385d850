"""What an edition of an instrument says that the one before did not, record by record."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from .comparing import Difference, words

MOST = 200  # of each sort that are told one by one; all are counted
# The columns by which people know a row, in the order of preference.
NAMES = (
    "Nombre o título de la información",
    "Nombre o título de la publicación",
    "Nombre o título del documento",
    "Descripción del contenido de la categoría de información",
)
Said = dict[str, str]


@dataclass(frozen=True)
class Line:
    """A record of an edition by its page and its name; ``fields`` if they changed."""

    address: str
    name: str
    fields: list[Difference]


@dataclass
class Lines:
    """How many there are, and the first of them."""

    count: int = 0
    first: list[Line] = field(default_factory=list)

    def add(self, address: str, said: Said, fields: list[Difference]) -> None:
        self.count += 1
        if len(self.first) < MOST:
            self.first.append(Line(address, _name(said), fields))


@dataclass
class Changes:
    added: Lines = field(default_factory=Lines)
    removed: Lines = field(default_factory=Lines)
    changed: Lines = field(default_factory=Lines)


def compare(older: Path, newer: Path) -> Changes:
    """What changed between the CSV files of two editions, by the address of each row."""
    before, found = dict(_rows(older)), Changes()
    for address, said in _rows(newer):
        was = before.pop(address, None)
        if was is None:
            found.added.add(address, said, [])
        elif was != said:
            found.changed.add(address, said, _fields(was, said))
    for address, said in before.items():
        found.removed.add(address, said, [])
    return found


def _rows(place: Path) -> Iterator[tuple[str, Said]]:
    """Each row by its last column, which is the address of the record."""
    with place.open(encoding="utf-8-sig", newline="") as lines:
        rows = csv.reader(lines)
        heading = next(rows, [])
        for row in rows:
            if row:
                yield row[-1], dict(zip(heading, row, strict=False))


def _name(said: Said) -> str:
    return next((said[name] for name in NAMES if said.get(name)), "") or next(
        iter(said.values())
    )


def _fields(before: Said, after: Said) -> list[Difference]:
    found = []
    for name in {**after, **before}:
        old, new = before.get(name, ""), after.get(name, "")
        if old != new:
            found.append(Difference(name, name, old, new, *words(old, new)))
    return found
