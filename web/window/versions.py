"""The versions of a record that were published, and which fields each changed."""

from dataclasses import dataclass
from datetime import datetime

from ...catalog import comparing
from ...records import earlier
from ...records.reading import PublicRecord
from ..request import session

MOST, NAMED = 5, 3


@dataclass(frozen=True)
class Version:
    """``changed`` are names of fields, in Spanish; ``more`` how many are not named."""

    number: int
    at: datetime
    changed: tuple[str, ...] = ()
    more: int = 0


def of(record: PublicRecord) -> list[Version]:
    """The newest first; none of a record that has but one."""
    if (record.document.get("version") or 0) < 2:
        return []
    known: dict[int, PublicRecord] = {}
    for row in (record, *earlier.rows(session(), record)):
        known[row.document.get("version") or 0] = row  # the first row of each stays
    listed = sorted(known.items(), reverse=True)
    before = [row for _number, row in listed[1:]]
    return [
        _version(number, row, before[place] if place < len(before) else None)
        for place, (number, row) in enumerate(listed[:MOST])
    ]


def _version(number: int, row: PublicRecord, before: PublicRecord | None) -> Version:
    if before is None:
        return Version(number, row.modified)
    found = comparing.documents(row.kind, before.document, row.document)
    names = list(dict.fromkeys(one.label.partition(" › ")[0] for one in found))
    return Version(
        number, row.modified, tuple(names[:NAMED]), max(len(names) - NAMED, 0)
    )
