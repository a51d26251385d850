"""Which public records an outsider asks for: conditions as data, asked of the ledger.

Every protocol says its question in these few words, so none of them writes a query, and
nothing that a stranger types is ever code.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    exists,
    false,
    func,
    not_,
    or_,
    select,
    true,
)
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from ..records import reading
from ..records.planning import unindexed
from ..records.publication import KINDS, Publication
from ..records.reading import KNOWN, LIVE, OPEN, Head, PublicRecord
from .document_leaves import LEAVES, LISTS, Leaves, leaves_of
from .remembered import Remembered

ASSETS = tuple(kind for kind in KINDS if kind != "organization")
EVERY = ("published", "retired", "withdrawn")
_COUNTS = Remembered(256)


@dataclass(frozen=True, slots=True)
class Is:
    """``field`` has one of ``values``: a column (kind, uid, slug) or a document's leaf."""

    field: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Has:
    """``field`` says anything at all."""

    field: str


@dataclass(frozen=True, slots=True)
class Modified:
    """Entered the ledger at or after ``since`` and before ``before``."""

    since: datetime | None = None
    before: datetime | None = None


@dataclass(frozen=True, slots=True)
class Covers:
    """What it speaks of meets the days from ``since`` to ``until``; unknown ends do."""

    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Not:
    of: "Condition"


@dataclass(frozen=True, slots=True)
class All:
    of: "tuple[Condition, ...]" = ()


@dataclass(frozen=True, slots=True)
class Either:
    of: "tuple[Condition, ...]" = ()


Condition = Is | Has | Modified | Covers | Not | All | Either
Column = ColumnElement[Any] | InstrumentedAttribute[Any]
COLUMNS: dict[str, Column] = {
    # Hidden from the index of addresses: by it, every page would sort all that is left.
    "kind": unindexed(Publication.kind),
    "uid": Publication.uid,
    "slug": Publication.slug,
}


def page(
    session: Session,
    condition: Condition,
    *,
    after: int = 0,
    limit: int,
    gone: bool = False,
) -> list[PublicRecord]:
    """What answers, in the order of ``seq`` (selective harvesting, OAI-PMH 2.0).

    With ``gone``, also what was open once and is not any more (``is_open`` says which).
    """
    query = _asked(session, condition, gone=gone).where(Publication.seq > after)
    rows = session.execute(query.order_by(Publication.seq).limit(limit))
    return [PublicRecord(*row) for row in rows]


def ordered(
    session: Session, condition: Condition, order: str, *, start: int, limit: int
) -> list[PublicRecord]:
    """One window of what answers, by a column, a leaf or ``modified`` (``-`` turns it)."""
    column = _column(session, order.removeprefix("-"))
    turned = column.desc() if order.startswith("-") else column.asc()
    query = _asked(session, condition, gone=False).order_by(turned)
    return [PublicRecord(*r) for r in session.execute(query.offset(start).limit(limit))]


def named(
    session: Session, condition: Condition, *, after: str, limit: int
) -> list[tuple[str, str, str]]:
    """The uid, kind and slug of what answers, without its document, by ``uid``."""
    query = _asked(session, condition, gone=False).where(Publication.uid > after)
    short = query.with_only_columns(Publication.uid, Publication.kind, Publication.slug)
    rows = session.execute(short.order_by(Publication.uid).limit(limit))
    return [(row[0], row[1], row[2]) for row in rows]


def addresses(
    session: Session, *, start: int, limit: int
) -> list[tuple[str, str, datetime]]:
    """The kind, slug and last change of every open page, in the order of ``uid``."""
    short = (Publication.kind, Publication.slug, Publication.modified)
    query = reading.current().with_only_columns(*short).order_by(Publication.uid)
    rows = session.execute(query.offset(start).limit(limit))
    return [(row[0], row[1], row[2]) for row in rows]


def _column(session: Session, name: str) -> Column:
    if name == "modified":
        return Publication.seq
    if name in COLUMNS:
        return COLUMNS[name]
    return leaves_of(session).text(LEAVES[name])


def count(
    session: Session, condition: Condition, head: Head, *, gone: bool = False
) -> int:
    """How many answer, remembered as long as the ledger stands still."""
    key = (head.ledger_id, head.seq, condition, gone)
    known = _COUNTS.get(key)
    if known is None:
        query = _asked(session, condition, gone=gone)
        found = query.with_only_columns(func.count(), maintain_column_froms=True)
        known = session.scalar(found) or 0
        _COUNTS.put(key, known)
    return int(known)


def tally(
    session: Session, condition: Condition, field: str, head: Head
) -> list[tuple[str, int]]:
    """The values of ``field`` with how many records have each, the most usual first."""
    key = (head.ledger_id, head.seq, condition, field)
    known = _COUNTS.get(key)
    if known is None:
        known = tuple(_tallied(session, condition, field))
        _COUNTS.put(key, known)
    return list(known)


def sql(session: Session, condition: Condition) -> ColumnElement[bool]:
    """The condition as part of another reader's query."""
    return _sql(condition, leaves_of(session))


def is_open(record: PublicRecord) -> bool:
    """Whether its content may be given out; else only that it was here once."""
    return record.disclosure in OPEN and record.state in LIVE


def find(session: Session, uid: str) -> PublicRecord | None:
    """An asset by its ``uid``, gone ones too, unless it was never open."""
    found = page(session, Is("uid", (uid,)), limit=1, gone=True)
    return found[0] if found and found[0].kind in ASSETS else None


def _tallied(
    session: Session, condition: Condition, field: str
) -> Sequence[tuple[str, int]]:
    asked = _asked(session, condition, gone=False)
    source = None
    value: Column
    if field in COLUMNS:
        value = COLUMNS[field]
    else:
        value, source = leaves_of(session).spread(field)
    query = asked.with_only_columns(value, func.count(), maintain_column_froms=True)
    if source is not None:
        query = query.select_from(Publication).join(source, true())
    rows = session.execute(query.group_by(value))
    found = [(str(row[0]), int(row[1])) for row in rows if row[0] not in (None, "")]
    return sorted(found, key=lambda pair: (-pair[1], pair[0]))


def _asked(session: Session, condition: Condition, *, gone: bool) -> Select[Any]:
    said = leaves_of(session)
    wanted = _sql(condition, said)
    if not gone:
        return reading.current().where(wanted)
    open_now = and_(Publication.disclosure.in_(OPEN), Publication.state.in_(LIVE))
    # Where a record that is gone belonged is not said any more: its tombstone answers
    # to every set, and who never had the record passes over it.
    left = and_(not_(open_now), _was_open(), _sql(condition, None))
    query = reading.current(KNOWN, EVERY)
    return query.where(or_(and_(open_now, wanted), left))


def _was_open() -> ColumnElement[bool]:
    earlier = aliased(Publication)
    before = exists(select(earlier.seq)).where(
        earlier.uid == Publication.uid,
        earlier.seq < Publication.seq,
        earlier.disclosure.in_(OPEN),
        earlier.state.in_(LIVE),
    )
    return before.correlate(Publication)


def _sql(condition: Condition, said: Leaves | None) -> ColumnElement[bool]:
    """The condition as SQL; without ``said``, what documents say counts as true."""
    match condition:
        case Not(of):
            return true() if said is None and _is_said(of) else not_(_sql(of, said))
        case All(of):
            return and_(true(), *(_sql(one, said) for one in of))
        case Either(of):
            return or_(false(), *(_sql(one, said) for one in of))
        case _:
            return _simple(condition, said)


def _simple(
    condition: Is | Has | Modified | Covers, said: Leaves | None
) -> ColumnElement[bool]:
    match condition:
        case Is(field, values):
            return _is(field, values, said)
        case Has(field):
            return _has(field, said)
        case Modified(since, before):
            bounds = [Publication.modified >= since] if since else []
            bounds += [Publication.modified < before] if before else []
            return and_(true(), *bounds)
        case Covers(first, last):
            return true() if said is None else said.covers(first, last)


def _is(
    field: str, values: tuple[str, ...], said: Leaves | None
) -> ColumnElement[bool]:
    if field in COLUMNS:
        return COLUMNS[field].in_(values)
    if said is None:
        return true()
    if field in LISTS:
        return said.contains(field, values)
    return func.coalesce(said.text(LEAVES[field]), "").in_(values)


def _has(field: str, said: Leaves | None) -> ColumnElement[bool]:
    if field in COLUMNS or said is None:
        return true()
    return said.filled(field)


def _is_said(condition: Condition) -> bool:
    """Whether any part of it asks what a document says."""
    match condition:
        case Is(field) | Has(field):
            return field not in COLUMNS
        case Modified():
            return False
        case Covers():
            return True
        case Not(of):
            return _is_said(of)
        case All(of) | Either(of):
            return any(map(_is_said, of))
