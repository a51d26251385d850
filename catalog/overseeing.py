"""What an administrator and an auditor look after: gaps among people, and the week."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import Session

from ..records.asset import Asset
from ..records.audit import AuditEntry
from ..records.base import now
from ..records.organization import Organization
from ..records.person import Person

TOLD = 8
WEEK = timedelta(days=7)
WHY = {
    "unstaffed": "Tiene registros y ninguna persona inscrita que responda por ellos.",
    "unplaced": "Está inscrita y no tiene dependencia: no ve ningún registro.",
}


@dataclass(frozen=True)
class Gaps:
    """The first of each, as (code, name), and how many there are."""

    offices: list[tuple[str, str]]
    office_count: int
    people: list[tuple[str, str]]
    people_count: int


def gaps(session: Session) -> Gaps:
    """Offices that have records and no active person; producers without an office."""
    staffed = select(Person.organization_id).where(
        Person.active, Person.organization_id.is_not(None)
    )
    used = exists().where(Asset.organization_id == Organization.id)
    without: list[ColumnElement[bool]] = [
        used,
        ~Organization.id.in_(staffed),
    ]
    offices = session.execute(
        select(Organization.code, Organization.name)
        .where(*without)
        .order_by(Organization.name)
        .limit(TOLD)
    )
    alone = _unplaced(session)
    return Gaps(
        [(code, name) for code, name in offices],
        _count(session, Organization, without),
        alone[:TOLD],
        len(alone),
    )


def changes(session: Session) -> list[tuple[str, int]]:
    """How often each verb was done in the last seven days, the commonest first."""
    rows = session.execute(
        select(AuditEntry.verb, func.count().label("times"))
        .where(AuditEntry.at >= now() - WEEK)
        .group_by(AuditEntry.verb)
        .order_by(func.count().desc(), AuditEntry.verb)
    )
    return [(verb, times) for verb, times in rows]


def _unplaced(session: Session) -> list[tuple[str, str]]:
    rows = session.execute(
        select(Person.code, Person.name, Person.roles)
        .where(Person.active, Person.organization_id.is_(None))
        .order_by(Person.name)
    )
    return [(code, name) for code, name, roles in rows if "producer" in roles]


def _count(
    session: Session, table: type[Organization], where: list[ColumnElement[bool]]
) -> int:
    return session.scalar(select(func.count()).select_from(table).where(*where)) or 0
