"""The one reader of the ledger: current rows, open ones unless others are named.

Nothing here returns a mapped object: what leaves is a public record, and there is no
way from it to a draft.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from decimal import Decimal
from functools import cache, cached_property
from typing import Any, cast

from sqlalchemy import Row, Select, Table, Text, bindparam, or_, select
from sqlalchemy import cast as sql_cast
from sqlalchemy.orm import Session

from .planning import unindexed
from .publication import (
    FOLDERS,
    LedgerCounter,
    Publication,
    PublicationObservation,
)

OPEN = ("full", "partial")
KNOWN = ("full", "partial", "index")
LIVE = ("published",)


@dataclass(frozen=True)
class PublicRecord:
    """One current row of the ledger, as the window sees it."""

    seq: int
    uid: str
    kind: str
    slug: str
    state: str
    disclosure: str
    modified: datetime
    etag: str
    text: str

    @cached_property
    def document(self) -> dict[str, Any]:
        loaded: dict[str, Any] = json.loads(self.text) if self.text else {}
        return loaded

    @property
    def path(self) -> str:
        """The page's address below the site's root."""
        return f"/{FOLDERS[self.kind]}/{self.slug}"


@dataclass(frozen=True)
class Head:
    """Where the ledger stands; ``etag`` is that of the row ``seq`` (empty at 0)."""

    seq: int
    ledger_id: str
    modified: datetime
    cut: int
    etag: str


@dataclass(frozen=True)
class Observed:
    """One published figure; ``value`` is exact, in the indicator's unit.

    ``components`` are the values of the formula's variables, exact, as text.
    """

    period: str
    territory: str | None
    breakdown: dict[str, Any]
    value: Decimal | None
    status: str | None
    source: str | None
    note: str | None
    components: dict[str, Any] | None = None
    target: Decimal | None = None


FEW = {"organization"}  # kinds of which there are never many
# The table's columns and not the class's: an answer in rows takes half the time.
_LEDGER = cast("Table", Publication.__table__).c
_COUNTER = cast("Table", LedgerCounter.__table__).c
COLUMNS = (
    _LEDGER.seq,
    _LEDGER.uid,
    _LEDGER.kind,
    _LEDGER.slug,
    _LEDGER.state,
    _LEDGER.disclosure,
    _LEDGER.modified,
    _LEDGER.etag,
    _LEDGER.document,
)

FIGURE = tuple(
    getattr(PublicationObservation, field.name) for field in fields(Observed)
)


# made once: every search and every page asks for it
_HEAD = select(
    _COUNTER.seq,
    _COUNTER.ledger_id,
    _COUNTER.modified,
    _COUNTER.cut,
    _LEDGER.etag,
).select_from(
    LedgerCounter.__table__.outerjoin(
        Publication.__table__, _LEDGER.seq == _COUNTER.seq
    )
)


def head(session: Session) -> Head:
    """Read where the ledger stands. Ask for it before the rows, never after."""
    row = session.execute(_HEAD).one()
    return Head(row[0], row[1], row[2], row[3], row[4] or "")


def etag_at(session: Session, seq: int) -> str | None:
    """The etag of any row, superseded or not: "" once blanked, None if there is none."""
    return session.scalar(select(Publication.etag).where(Publication.seq == seq))


def current(
    disclosures: Sequence[str] = OPEN, states: Sequence[str] = LIVE
) -> Select[Any]:
    """The only definition of "current": not superseded, and as open as asked for."""
    query = cast("Select[Any]", select(*COLUMNS))
    return query.where(
        _LEDGER.superseded.is_(None),
        _LEDGER.disclosure.in_(disclosures),
        _LEDGER.state.in_(states),
    )


def open_at(upto: int) -> Select[Any]:
    """Rows that were open when the ledger stood at ``upto``, with what replaced them.

    It is an order to read in, which nothing that happens meanwhile can shift: one place
    for each asset. A row replaced since is only a place; what may be shown there is the
    current row of its uid, if there is one (``by_uids``).
    """
    places = select(*COLUMNS).add_columns(Publication.superseded)
    return places.where(
        Publication.seq <= upto,
        or_(Publication.superseded.is_(None), Publication.superseded > upto),
        Publication.disclosure.in_(OPEN),
        Publication.state.in_(LIVE),
    )


def by_uid(
    session: Session,
    uid: str,
    *,
    disclosures: Sequence[str] = OPEN,
    states: Sequence[str] = LIVE,
) -> PublicRecord | None:
    return by_uids(session, [uid], disclosures=disclosures, states=states).get(uid)


def by_uids(
    session: Session,
    uids: Iterable[str],
    *,
    disclosures: Sequence[str] = OPEN,
    states: Sequence[str] = LIVE,
) -> dict[str, PublicRecord]:
    wanted = list(uids)
    if not wanted:
        return {}
    query = _by_uids(tuple(disclosures), tuple(states))
    rows = session.execute(query, {"uids": wanted})
    return {row.uid: record_of(row) for row in rows}


@cache
def _by_uids(disclosures: tuple[str, ...], states: tuple[str, ...]) -> Select[Any]:
    """Made once: a page asks for ten records, and making the question took as long."""
    wanted = _LEDGER.uid.in_(bindparam("uids", expanding=True))
    return current(disclosures, states).where(wanted)


def by_uid_start(session: Session, start: str) -> list[PublicRecord]:
    """Open records whose uid goes on with hexadecimal figures after ``start``."""
    query = current().where(Publication.uid >= start, Publication.uid < f"{start}g")
    return [record_of(row) for row in session.execute(query.limit(20))]


def by_slug(
    session: Session,
    kind: str,
    slug: str,
    *,
    disclosures: Sequence[str] = OPEN,
    states: Sequence[str] = LIVE,
) -> PublicRecord | None:
    query = _by_slug(tuple(disclosures), tuple(states))
    row = session.execute(query, {"kind": kind, "slug": slug}).one_or_none()
    return None if row is None else record_of(row)


@cache
def _by_slug(disclosures: tuple[str, ...], states: tuple[str, ...]) -> Select[Any]:
    """Made once: every page of a record begins with it."""
    wanted = (_LEDGER.kind == bindparam("kind"), _LEDGER.slug == bindparam("slug"))
    return current(disclosures, states).where(*wanted)


def by_slug_start(
    session: Session,
    kind: str,
    start: str,
    limit: int | None = None,
    *,
    states: Sequence[str] = LIVE,
) -> list[PublicRecord]:
    """Open records of a kind whose address begins so, by address, the last first."""
    query = current(states=states).where(
        Publication.kind == kind,
        Publication.slug >= start,
        Publication.slug < f"{start}\uffff",
    )
    rows = session.execute(query.order_by(Publication.slug.desc()).limit(limit))
    return [record_of(row) for row in rows]


def by_former_slug(session: Session, kind: str, slug: str) -> PublicRecord | None:
    """The current row, of any state, of what was once published at this address."""
    uid = session.scalar(
        select(Publication.uid)
        .where(Publication.kind == kind, Publication.slug == slug)
        .order_by(Publication.seq.desc())
        .limit(1)
    )
    if uid is None:
        return None
    return by_uid(
        session, uid, disclosures=KNOWN, states=("published", "retired", "withdrawn")
    )


def page(
    session: Session,
    *,
    after: int,
    upto: int,
    limit: int,
    kinds: Sequence[str] | None = None,
    disclosures: Sequence[str] = OPEN,
    states: Sequence[str] = LIVE,
    saying: Sequence[str] = (),
) -> list[PublicRecord]:
    """Current rows with ``after < seq <= upto`` in the order of ``seq``; with ``saying``
    only those whose document has one of these pieces of JSON.
    """
    query = current(disclosures, states).where(
        Publication.seq > after, Publication.seq <= upto
    )
    if kinds is not None:
        # By the index of kinds SQLite would sort all that is left at each page.
        few = set(kinds) <= FEW
        kind = Publication.kind if few else unindexed(Publication.kind)
        query = query.where(kind.in_(kinds))
    if saying:
        column = Publication.document
        query = query.where(or_(*(column.contains(s, autoescape=True) for s in saying)))
    rows = session.execute(query.order_by(Publication.seq).limit(limit))
    return [record_of(row) for row in rows]


def addresses(session: Session, kind: str) -> list[tuple[str, datetime]]:
    """Slug and moment of everything open of a kind, in the order of ``seq``."""
    query = current().where(Publication.kind == kind).order_by(Publication.seq)
    named = query.with_only_columns(Publication.slug, Publication.modified)
    return [(row[0], row[1]) for row in session.execute(named)]


def changes(
    session: Session, *, after: int, upto: int, limit: int
) -> list[PublicRecord]:
    """Current rows of every state and disclosure: what a follower must take in."""
    states = ("published", "retired", "withdrawn")
    return page(
        session,
        after=after,
        upto=upto,
        limit=limit,
        disclosures=KNOWN,
        states=states,
    )


def observations(
    session: Session, seq: int, *, period: str | None = None
) -> list[Observed]:
    """The figures of one published revision, in their order; or those of a period."""
    table = PublicationObservation
    asked = [table.seq == seq]
    if period is not None:
        asked.append(table.period == period)
    query = select(*FIGURE).where(*asked).order_by(table.position)
    return [Observed(*row) for row in session.execute(query)]


def observations_of(session: Session, seqs: Sequence[int]) -> dict[int, list[Observed]]:
    """The same of several revisions, in one look."""
    if not seqs:
        return {}
    table = PublicationObservation
    rows = session.execute(
        select(table.seq, *FIGURE)
        .where(table.seq.in_(seqs))
        .order_by(table.seq, table.position)
    )
    found: dict[int, list[Observed]] = {}
    for seq, *figure in rows:
        found.setdefault(seq, []).append(Observed(*figure))
    return found


def breakdown_names(session: Session) -> set[str]:
    """By what the figures of everything open are broken down: all the names there are."""
    table = PublicationObservation
    said = sql_cast(table.breakdown, Text)
    still_open = current().where(Publication.seq == table.seq)
    shown = still_open.with_only_columns(Publication.seq).correlate(table).exists()
    # Most figures have none, and only of the others it is asked whether they are open.
    query = select(said).where(said != "{}", shown).distinct()
    return {
        name for text in session.scalars(query) for name in json.loads(text or "{}")
    }


def record_of(row: Row[*tuple[Any, ...]]) -> PublicRecord:
    return PublicRecord(*tuple(row))
