"""The score of a record, and of many: points for the checks that pass, by one table."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from ...records.reading import LIVE, OPEN, PublicRecord
from .completeness import ENOUGH, complete
from .documentation import documented, reachable
from .freshness import current
from .reuse import reusable
from .verdict import Check, group

__all__ = ["ENOUGH", "WEIGHTS", "Quality", "Summary", "assess", "score", "summary"]

# What each check is worth. They stand in the order in which they are shown and fixed.
WEIGHTS = {
    "complete": 1,
    "current": 1,
    "reusable": 1,
    "documented": 1,
    "reachable": 1,
}
KINDS = ("production_process", "indicator", "dataset", "document")


@dataclass(frozen=True)
class Quality:
    """``points`` out of ``of``, and the checks that made them."""

    points: int
    of: int
    checks: tuple[Check, ...]

    @property
    def next(self) -> Check | None:
        """The failing check that takes least to mend; if none, what can be bettered."""
        wanting = [check for check in self.checks if check.fix]
        failed = [check for check in wanting if not check.passed]
        return min(failed or wanting, key=_effort, default=None)


@dataclass(frozen=True)
class Summary:
    """The quality of many records: how many pass each check, and what they lack."""

    records: int
    mean: float
    of: int
    passed: dict[str, int]
    lacking: list[tuple[str, int]]


def assess(
    document: dict[str, Any],
    *,
    today: date,
    modified: datetime,
    broken: frozenset[str] = frozenset(),
) -> Quality:
    """Ask the five questions of an open public document.

    ``modified`` is when it was published: it cannot answer for what came later.
    ``broken`` are the addresses that no longer answer.
    """
    checks = (
        complete(document),
        current(document, today, modified),
        reusable(document, broken),
        documented(document),
        reachable(document),
    )
    points = sum(WEIGHTS[check.key] for check in checks if check.passed)
    return Quality(points, sum(WEIGHTS.values()), checks)


def score(
    record: PublicRecord, *, today: date, broken: frozenset[str] = frozenset()
) -> Quality | None:
    """The quality of a record; nothing of an office, of a name alone, of what is gone.

    A reserved record has none, even where a part of it is public: what it lacks, it
    lacks by law.
    """
    if (
        record.kind not in KINDS
        or record.disclosure not in OPEN
        or record.state not in LIVE
    ):
        return None
    document = record.document
    if group(document, "classification").get("class") == "reservada":
        return None
    whole = {**document, "kind": record.kind}
    return assess(whole, today=today, modified=record.modified, broken=broken)


def summary(found: Iterable[Quality]) -> Summary:
    """Add up many; what is missing most often comes first."""
    records = points = 0
    passed: Counter[str] = Counter(dict.fromkeys(WEIGHTS, 0))
    lacking: Counter[str] = Counter()
    for quality in found:
        records += 1
        points += quality.points
        passed.update(check.key for check in quality.checks if check.passed)
        for path in {path for check in quality.checks for path in _named(check)}:
            lacking[path] += 1
    return Summary(
        records,
        points / records if records else 0.0,
        sum(WEIGHTS.values()),
        dict(passed),
        sorted(lacking.items(), key=lambda item: (-item[1], item[0])),
    )


def _effort(check: Check) -> int:
    """How many things have to be filled in."""
    values = check.fix.values if check.fix else {}
    return len(values.get("fields") or values.get("columns") or "1")


def _named(check: Check) -> tuple[str, ...]:
    fields: tuple[str, ...] = check.fix.values.get("fields", ()) if check.fix else ()
    return fields
