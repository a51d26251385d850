"""What waits for a person: the tasks of their roles, the most urgent first.

Each group is counted whole, and only its first records are told.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, case, func, literal, select
from sqlalchemy.orm import Session

from ..records.asset import Asset
from ..records.person import Person
from . import access, door, listing, overseeing, sifting, sight
from . import waiting_groups as groups
from .sifting import Sieve
from .waiting_groups import Group

TOLD = 6  # tasks of each group
# Among what is as urgent, the order of the groups.
RANK = (
    "returned",
    "submitted",
    "undecided",
    "ending",
    "remarked",
    "publishable",
    "overdue",
    "broken",
    "draft",
    "unplaced",
    "unstaffed",
)
# How many records are said to stand.
MANY = {
    "published": "publicados",
    "draft": "en borrador",
    "returned": "devueltos",
    "submitted": "en revisión",
    "approved": "aprobados",
}


@dataclass(frozen=True)
class Task:
    """One thing to do. ``does`` is the code of the verb; ``why`` one sentence."""

    group: str
    uid: str
    title: str
    why: str
    since: datetime | date | None
    urgent: bool
    does: str


@dataclass(frozen=True)
class Tile:
    """A count that leads to its list: ``asked`` are the list's questions."""

    number: int
    label: str
    asked: dict[str, str]
    note: str = ""


@dataclass
class Waiting:
    """``count`` and ``urgent`` count all tasks, of which ``tasks`` are the first.
    ``more`` says of each group with others how many they are, and their list; ``changes`` counts
    what was done this week, by verb.
    """

    tasks: list[Task] = field(default_factory=list)
    count: int = 0
    urgent: int = 0
    more: list[Tile] = field(default_factory=list)
    others: list[Row[Any]] = field(default_factory=list)
    tiles: list[Tile] = field(default_factory=list)
    changes: list[tuple[str, int]] = field(default_factory=list)


def waits_for(session: Session, person: Person) -> Waiting:
    """What waits for this person, by all the roles that they hold."""
    found = Waiting()
    for group in _groups(session, person):
        _gather(session, found, group)
    if "administrator" in person.roles and person.active:
        _staff(session, found)
    if "auditor" in person.roles and person.active:
        found.changes = overseeing.changes(session)
    order = {name: place for place, name in enumerate(RANK)}
    found.tasks.sort(
        key=lambda one: (not one.urgent, order[one.group], str(one.since or ""))
    )
    if access.may(person, "submit", person.organization):
        found.others = _others(session, person)
    if access.may(person, "read", person.organization):
        found.tiles = _tiles(session, person)
    return found


def _groups(session: Session, person: Person) -> Iterable[Group]:
    own = sight.visible(session, person)
    roles = set(person.roles) if person.active else set()
    if "producer" in roles:
        units = sight.unit(session, person.organization_id)
        yield from groups.producing([own, Asset.organization_id.in_(units)])
    if "planning" in roles:
        yield from groups.planning()
    if "legal" in roles:
        yield from groups.deciding()


def _gather(session: Session, found: Waiting, group: Group) -> None:
    """Count a group and tell its first tasks."""
    sharp: Any = group.urgent
    if isinstance(sharp, bool):
        sharp = literal(sharp)
    number, urgent = session.execute(
        select(func.count(), func.coalesce(func.sum(case((sharp, 1), else_=0)), 0))
        .select_from(Asset)
        .where(*group.where)
    ).one()
    if not number:
        return
    # The first ones are found in the index alone, and only they are read.
    first = (
        select(Asset.id, group.since.label("since"), sharp.label("urgent"))
        .where(*group.where)
        .order_by(group.since, Asset.id)
        .limit(TOLD)
        .subquery()
    )
    told = select(*COLUMNS, first.c.since, first.c.urgent).join(
        first, first.c.id == Asset.id
    )
    rows = list(session.execute(told.order_by(first.c.since, Asset.id)))
    said = group.tell(session, rows)
    found.count += number
    found.urgent += urgent
    found.tasks += [_task(group, row, said.get(row.uid, "")) for row in rows]
    if number > len(rows):
        found.more.append(Tile(number, group.label, group.asked))


COLUMNS = (
    Asset.id,
    Asset.uid,
    Asset.title,
    Asset.frequency,
    Asset.organization_id,
)


def _task(group: Group, row: Row[Any], why: str) -> Task:
    urgent = bool(row.urgent)
    return Task(group.name, row.uid, row.title, why, row.since, urgent, group.does)


def _staff(session: Session, found: Waiting) -> None:
    """Offices without people, and people without an office."""
    gaps = overseeing.gaps(session)
    for name, listed, number in (
        ("unstaffed", gaps.offices, gaps.office_count),
        ("unplaced", gaps.people, gaps.people_count),
    ):
        found.count += number
        found.tasks += [
            Task(name, code, title, overseeing.WHY[name], None, False, name)
            for code, title in listed
        ]


def _others(session: Session, person: Person) -> list[Row[Any]]:
    """What this person's organisation sent, and waits for somebody else."""
    units = sight.unit(session, person.organization_id)
    undecided = ~groups.decided()
    query = (
        select(
            Asset.uid,
            Asset.title,
            Asset.workflow_state,
            Asset.moved,
            undecided.label("undecided"),
        )
        .where(
            Asset.organization_id.in_(units),
            Asset.workflow_state.in_(("submitted", "approved")),
        )
        .order_by(Asset.moved)
        .limit(TOLD)
    )
    return list(session.execute(query))


def _tiles(session: Session, person: Person) -> list[Tile]:
    """How the records stand that this person may see."""
    own = sight.visible(session, person)
    numbers = listing.counted(session, person, Sieve())
    whole = sum(numbers.values())
    tiles = [
        Tile(numbers[state], label, {"state": state})
        for state, label in MANY.items()
        if numbers.get(state)
    ]
    if whole and tiles and "published" in numbers:
        first = tiles[0]
        tiles[0] = Tile(first.number, first.label, first.asked, f"de {whole} registros")
    late = select(func.count()).where(
        own, Asset.due < door.today(), Asset.workflow_state.in_(sifting.LIVING)
    )
    number = session.scalar(late) or 0
    if number:
        tiles.append(Tile(number, "con datos atrasados", {"overdue": sifting.YES}))
    return tiles
