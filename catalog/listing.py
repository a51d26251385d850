"""Lists of working records: one page after another, and how many there are of each."""

import base64
import binascii
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import orjson
from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    String,
    and_,
    func,
    literal,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import Session

from ..records.asset import WORKFLOW, Asset
from ..records.classification import Classification
from ..records.organization import Organization
from ..records.person import Person
from . import sifting, sight
from .refusals import Refusal
from .sifting import Sieve

# What a list may be sorted by, and whether it begins with the greatest.
SORTS: dict[str, tuple[Any, bool]] = {
    "reciente": (Asset.modified, True),
    "nombre": (Asset.filed, False),
    "espera": (Asset.moved, False),
    "calidad": (Asset.points, False),
}
USUAL = "reciente"
PAGE, MOST = 25, 200
STREAMED = 500


@dataclass(frozen=True)
class Page:
    """``total`` are all that fulfil what is asked; ``states`` counts them by their
    state, whatever state is asked for. ``next`` is where the following page begins.
    """

    rows: list[Row[Any]]
    total: int
    states: dict[str, int]
    next: str | None


def page(
    session: Session,
    person: Person,
    asked: Sieve,
    *,
    sort: str = USUAL,
    after: str = "",
    size: int = PAGE,
) -> Page:
    """One page of the records that ``person`` may see. Raises ``Refusal`` for a sort
    or a place that there is not.
    """
    states, found = _found(session, person, asked, sort, after, size + 1)
    total = states.get(asked.state, 0) if asked.state else sum(states.values())
    following = _place(*found[size - 1]) if len(found) > size else None
    rows = details(session, [number for number, _value in found[:size]])
    return Page(rows, total, states, following)


def counted(session: Session, person: Person, asked: Sieve) -> dict[str, int]:
    """How many there are at each state."""
    # By kind and by theme no index counts them alone.
    spread = _is_sqlite(session) and bool(asked.kind or asked.theme)
    wanted = sifting.conditions(session, person, asked, spread=spread)
    rows = session.execute(
        select(Asset.workflow_state, func.count())
        .where(*wanted)
        .group_by(Asset.workflow_state)
    )
    found = dict(rows.all())
    return {state: found[state] for state in WORKFLOW if state in found}


def _found(
    session: Session, person: Person, asked: Sieve, sort: str, after: str, limit: int
) -> tuple[dict[str, int], list[tuple[int, Any]]]:
    """The counts and the page; what costs most to sift is sifted once for both."""
    others = asked.without("state")
    if not (others.outside and others.without("words").asked):
        first = _numbers(session, person, asked, sort, after, limit, whole=True)
        return counted(session, person, others), first
    column, falling = _column(sort)
    wanted = sifting.conditions(session, person, others)
    sifted = (
        select(Asset.workflow_state, Asset.id, column.label("sorted_by"))
        .where(*wanted)
        .cte("sifted")
        .prefix_with("MATERIALIZED")
    )
    state, number, value = sifted.c.workflow_state, sifted.c.id, sifted.c.sorted_by
    counts = select(state, func.count(), func.min(value)).group_by(state)
    one = select(literal("", String), number, value)
    if asked.state:
        one = one.where(state == asked.state)
    if after:
        one = one.where(_beyond(value, falling, number, *_read(after, sort)))
    order = (value.desc(), number.desc()) if falling else (value, number)
    page = one.order_by(*order).limit(limit).subquery()
    rows: list[Any] = list(session.execute(union_all(counts, select(page))))
    found = {row[0]: row[1] for row in rows if row[0]}
    told = sorted((row for row in rows if not row[0]), key=lambda row: (row[2], row[1]))
    return (
        {name: found[name] for name in WORKFLOW if name in found},
        [(row[1], row[2]) for row in (reversed(told) if falling else told)],
    )


def every(
    session: Session, person: Person, asked: Sieve, *, sort: str = USUAL
) -> Iterator[Row[Any]]:
    """All rows of a list, a few hundred at a time: to be written as they come."""
    after = ""
    while True:
        found = _numbers(session, person, asked, sort, after, STREAMED)
        yield from details(session, [number for number, _value in found])
        if len(found) < STREAMED:
            return
        after = _place(*found[-1])


def numbers(
    session: Session, person: Person, asked: Sieve, *, sort: str, limit: int
) -> list[int]:
    """The first records of a list, by their number in the database."""
    return [one for one, _value in _numbers(session, person, asked, sort, "", limit)]


def details(session: Session, wanted: list[int]) -> list[Row[Any]]:
    """What a list tells of these records, in the order in which they are given."""
    if not wanted:
        return []
    in_force = and_(Classification.asset_id == Asset.id, Classification.ended.is_(None))
    query: Any = (
        select(*COLUMNS, sifting.points().label("quality"))
        .join(Organization, Organization.id == Asset.organization_id)
        .outerjoin(Classification, in_force)
        .where(Asset.id.in_(wanted))
    )
    found: dict[int, Row[Any]] = {row.id: row for row in session.execute(query)}
    return [found[number] for number in wanted if number in found]


COLUMNS = (
    Asset.id,
    Asset.uid,
    Asset.kind,
    Asset.code,
    Asset.title,
    Asset.workflow_state,
    Asset.version,
    Asset.digest,
    Asset.theme,
    Asset.modified,
    Asset.moved,
    Asset.due,
    Asset.organization_id,
    Organization.name.label("organization_name"),
    Organization.short_name.label("organization_short"),
    Classification.access_class,
)


def _numbers(
    session: Session,
    person: Person,
    asked: Sieve,
    sort: str,
    after: str,
    limit: int,
    *,
    whole: bool = False,
) -> list[tuple[int, Any]]:
    """Each record's number and what it is sorted by: an index alone answers this.

    On SQLite ``whole`` has a sifted list read from the index that holds it all, which
    takes the same however few and far back the records are that answer; without it,
    from the index of its order: right where one page follows another to the end.
    """
    column, falling = _column(sort)
    spread = _is_sqlite(session) and _sifts(session, person, asked)
    wanted = sifting.conditions(session, person, asked, spread=spread)
    if spread and whole:
        column = func.coalesce(column, column)
    query: Select[Any] = select(Asset.id, column.label("sorted_by")).where(*wanted)
    if after:
        query = query.where(_beyond(column, falling, Asset.id, *_read(after, sort)))
    order = (column.desc(), Asset.id.desc()) if falling else (column, Asset.id)
    rows = session.execute(query.order_by(*order).limit(limit))
    return [(row[0], row[1]) for row in rows]


def _is_sqlite(session: Session) -> bool:
    return session.get_bind().dialect.name == "sqlite"


def _sifts(session: Session, person: Person, asked: Sieve) -> bool:
    """Whether it asks of what stands in the record, beside its state and its words."""
    others = asked.without("state", "words")
    if others.outside:
        return False
    return bool(others.asked) or sight.units(session, person) is not None


def _column(sort: str) -> tuple[Any, bool]:
    """What a list is sorted by, and whether from the greatest. Raises ``Refusal``."""
    if sort not in SORTS:
        raise Refusal(
            f"No se puede ordenar por «{sort[:40]}». Se puede por: {', '.join(SORTS)}."
        )
    column, falling = SORTS[sort]
    return (sifting.points() if sort == "calidad" else column), falling


def _beyond(
    column: Any, falling: bool, number: Any, value: Any, place: int
) -> ColumnElement[bool]:
    if falling:
        return and_(column <= value, or_(column < value, number < place))
    return and_(column >= value, or_(column > value, number > place))


def _place(number: int, value: Any) -> str:
    said = orjson.dumps([value, number])
    return base64.urlsafe_b64encode(said).decode().rstrip("=")


TYPES = {"calidad": int, "nombre": str}


def _read(after: str, sort: str) -> tuple[Any, int]:
    """Where a page begins, as an earlier one said it. Raises ``Refusal``."""
    try:
        value, number = orjson.loads(base64.urlsafe_b64decode(after + "=" * 4))
        if sort not in TYPES:
            value = datetime.fromisoformat(value).astimezone(UTC)
    except (ValueError, TypeError, OverflowError, binascii.Error):
        value = number = None
    right = type(value) is TYPES.get(sort, datetime) and type(number) is int
    if not right or abs(number) > 2**31:
        raise Refusal("No hay ninguna página ahí. Vuelva al comienzo de la lista.")
    return value, number
