"""Names of publishers, as sources write them, and the organisations that they are."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from ...records.harvest import HarvestItem
from ...records.harvest_words import PublisherName
from ...records.organization import Organization
from ...records.person import Person
from ...schemas.vocabularies import fold
from .. import access, audit, organizations
from ..refusals import NotFound
from . import rereading

LONGEST = 300
HERE = ("present", "missing")
ENOUGH = 55
"""Likeness, of 100, from which a suggestion is worth a person's look."""

ALIKE = 0.85
"""Likeness, of 1, from which two words are one, written otherwise."""

# Words that all the names of a city's units share, and that tell none apart.
OF_ALL = (
    "de del la el los las y e en a municipal municipales municipio alcaldia distrital "
    "distrito departamental ciudad gobierno colombia mpal mpio mcipal dptal distr"
)
EMPTY = frozenset(OF_ALL.split())
# Words that say what sort of unit it is: many share them, so they tell little.
OF_SOME = (
    "secretaria secretario sec departamento administrativo administrativa depto dpto "
    "direccion director oficina unidad instituto entidad subsecretaria subdireccion "
    "ministerio gobernacion coordinacion dependencia especial sria srio secr admtivo "
    "admtiva advo adtivo admvo admon dir ofic"
)
SORTS = frozenset(OF_SOME.split())
OF_SORT = 0.25


@dataclass(frozen=True, slots=True)
class Resolved:
    """The organisation's code if the name is settled; else the name waits."""

    code: str
    settled: bool


def words(name: str) -> list[str]:
    """The telling words of a name, without accents, signs and what all names have."""
    plain = re.sub(r"[^a-z0-9ñ]+", " ", fold(name))
    return [word for word in plain.split() if word not in EMPTY]


def likeness(one: str, other: str) -> int:
    """How alike two names are, of 100: by the words that they share, slips forgiven."""
    mine, theirs = set(words(one)), set(words(other))
    if not mine or not theirs:
        return 0
    shared = sum(
        _weight(word) * max((_alike(word, another) for another in theirs), default=0.0)
        for word in mine
    )
    whole = sum(map(_weight, mine)) + sum(map(_weight, theirs))
    return min(100, round(200 * shared / whole))


def _weight(word: str) -> float:
    return OF_SORT if word in SORTS else 1.0


def resolve(session: Session, name: str) -> Resolved:
    """The organisation that a name stands for, if a person or the name itself says so."""
    found = _find(session, name)
    if found is not None and found.state == "confirmed" and found.organization:
        return Resolved(found.organization.code, settled=True)
    if found is not None and found.state == "outside":
        return Resolved("", settled=True)
    exact = organizations.find(session, name)
    return Resolved(exact.code, settled=True) if exact else Resolved("", settled=False)


def remember(session: Session, name: str) -> PublisherName:
    """Keep a name that is not settled, with the organisation that it is most like."""
    found = _find(session, name)
    if found is None:
        best, score = _nearest(session, name)
        found = PublisherName(
            folded=fold(name)[:LONGEST],
            name=name[:LONGEST],
            organization_id=best.id if best else None,
            likeness=score,
        )
        session.add(found)
        session.flush()
    return found


def listed(session: Session, state: str = "suggested") -> list[PublisherName]:
    """The names in a state, those that most records bear first."""
    return [name for name, _records in borne(session, state)]


def borne(
    session: Session, state: str = "suggested", limit: int | None = None
) -> list[tuple[PublisherName, int]]:
    """The names in a state, each with how many records bear it, also those that could
    not come in for it; the most borne first.
    """
    is_here = and_(HarvestItem.asset_id.is_not(None), HarvestItem.state.in_(HERE))
    records = (
        select(HarvestItem.publisher, func.count().label("records"))
        .where(or_(is_here, HarvestItem.state == "failed"))
        .group_by(HarvestItem.publisher)
        .subquery()
    )
    number = func.coalesce(records.c.records, 0)
    query = (
        select(PublisherName, number)
        .outerjoin(records, records.c.publisher == PublisherName.folded)
        .where(PublisherName.state == state)
        .order_by(number.desc(), PublisherName.name)
        .limit(limit)
    )
    return [(name, count) for name, count in session.execute(query)]


def confirm(
    session: Session, name: str, organization: Organization | None, *, by: Person
) -> int:
    """Settle a name: it is this organisation, or none of ours. It is remembered.

    The items that came under it are read anew in the next run. Returns how many.
    Raises ``NotFound`` for a name that never came.
    """
    access.require(by, "steer", None)
    found = _find(session, name)
    if found is None:
        raise NotFound(f"Ninguna fuente ha traído el nombre «{name}».")
    found.state = "confirmed" if organization else "outside"
    found.organization = organization
    waiting = HarvestItem.publisher == found.folded
    count = rereading.ask(
        session, session.scalars(select(HarvestItem.id).where(waiting))
    )
    after = {"name": found.name, "organization": organization and organization.code}
    audit.record(session, by, "identify", f"publisher:{found.id}", after=after)
    return count


def _find(session: Session, name: str) -> PublisherName | None:
    folded = fold(name)[:LONGEST]
    return session.scalar(select(PublisherName).where(PublisherName.folded == folded))


def _nearest(session: Session, name: str) -> tuple[Organization | None, int]:
    scored = [
        (max(likeness(name, one) for one in _names(unit)), unit.id, unit)
        for unit in session.scalars(select(Organization))
    ]
    score, _id, best = max(scored, default=(0, 0, None))
    return (best, score) if score >= ENOUGH else (None, score)


def _names(unit: Organization) -> Iterable[str]:
    return [one for one in (unit.name, unit.short_name, unit.acronym) if one]


def _alike(one: str, other: str) -> float:
    if one == other:
        return 1.0
    if 2 * min(len(one), len(other)) < ALIKE * (len(one) + len(other)):
        return 0.0  # so different in length that they cannot be alike enough
    ratio = SequenceMatcher(None, one, other).ratio()
    return ratio if ratio >= ALIKE else 0.0
