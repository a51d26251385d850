"""How good the records of each organisation are, added up in the database."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from ..records.asset import Asset
from ..records.organization import Organization
from ..records.person import Person
from ..records.planning import unindexed
from . import sifting, sight
from .quality import WEIGHTS
from .sifting import LIVING


@dataclass(frozen=True)
class Standing:
    """``mean`` is of the points from 0 to 5; ``failed`` counts, for each check, the
    records that do not pass it, the most frequent first.
    """

    code: str
    name: str
    records: int
    mean: float
    failed: list[tuple[str, int]]

    @property
    def next(self) -> tuple[str, int] | None:
        """What to mend first: the check that fails most."""
        worst = self.failed[0] if self.failed else None
        return worst if worst and worst[1] else None


def by_organization(session: Session, person: Person) -> list[Standing]:
    """Each organisation whose records this person may see, the worst first."""
    checks = list(WEIGHTS)
    failed = [
        func.sum(case((sifting.passed(one), 0), else_=1)).label(one) for one in checks
    ]
    wanted = (
        select(
            Asset.organization_id.label("number"),
            func.count().label("records"),
            func.sum(func.coalesce(sifting.points(), 0)).label("points"),
            *failed,
        )
        .where(
            sight.visible(session, person), unindexed(Asset.workflow_state).in_(LIVING)
        )
        .group_by(Asset.organization_id)
    )
    rows = {row.number: row for row in session.execute(wanted)}
    units = session.execute(
        select(Organization.id, Organization.code, Organization.name).where(
            Organization.id.in_(list(rows))
        )
    )
    found = [_standing(one.code, one.name, rows[one.id], checks) for one in units]
    return sorted(found, key=lambda one: (one.mean, one.name))


def whole(found: list[Standing]) -> Standing:
    """All of them together."""
    records = sum(one.records for one in found)
    points = sum(one.mean * one.records for one in found)
    counts: dict[str, int] = dict.fromkeys(WEIGHTS, 0)
    for one in found:
        for key, number in one.failed:
            counts[key] += number
    mean = points / records if records else 0.0
    return Standing("", "", records, mean, _sorted(counts))


def _standing(code: str, name: str, row: Any, checks: list[str]) -> Standing:
    counts = {one: int(getattr(row, one) or 0) for one in checks}
    mean = float(row.points) / row.records
    return Standing(code, name, row.records, mean, _sorted(counts))


def _sorted(counts: dict[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: -item[1])
