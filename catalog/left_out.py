"""The list of records that a format left out: written down, told, and forgotten in time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, exists, func, select
from sqlalchemy.orm import Session

from ..records.asset import Asset
from ..records.base import now
from ..records.left_out import LeftOut
from ..records.organization import Organization
from ..records.publication import Publication

TOLD = 500


@dataclass(frozen=True)
class Sighting:
    """That a record, as it stood at ``seq``, could not be written, and why."""

    uid: str
    seq: int
    format: str
    cause: str


@dataclass(frozen=True)
class Missing:
    """A record with its name, and a format that is without it since ``first``."""

    uid: str
    title: str
    is_asset: bool
    format: str
    cause: str
    seq: int
    first: datetime


def note(session: Session, seen: Iterable[Sighting]) -> int:
    """Write them down, each once; what is not current is passed over. How many."""
    moment, written = now(), 0
    for one in seen:
        if not session.scalar(select(_is_current(one.uid, one.seq))):
            continue
        kept = session.get(LeftOut, (one.uid, one.format))
        if kept is None:
            kept = LeftOut(uid=one.uid, format=one.format, first=moment)
            session.add(kept)
        kept.seq, kept.cause, kept.last = one.seq, one.cause[:1000], moment
        written += 1
    session.flush()
    return written


def listed(session: Session) -> list[Missing]:
    """What is missing now, by record."""
    title = func.coalesce(Asset.title, Organization.name, LeftOut.uid)
    rows = session.execute(
        _current(
            select(
                LeftOut.uid,
                title.label("title"),
                Asset.id.is_not(None),
                LeftOut.format,
                LeftOut.cause,
                LeftOut.seq,
                LeftOut.first,
            )
        )
        .outerjoin(Asset, Asset.uid == LeftOut.uid)
        .outerjoin(Organization, Organization.uid == LeftOut.uid)
        .order_by("title", LeftOut.uid, LeftOut.format)
        .limit(TOLD)
    )
    return [Missing(*tuple(row)) for row in rows]


def count(session: Session) -> int:
    """How many records some format is without."""
    return session.scalar(_current(select(func.count(LeftOut.uid.distinct())))) or 0


def settle(session: Session, uid: str, form: str) -> None:
    """It can be written again."""
    session.execute(
        delete(LeftOut).where(LeftOut.uid == uid, LeftOut.format == form),
        execution_options={"synchronize_session": False},
    )


def forget(session: Session) -> None:
    """Drop those that were published again or are not public any more."""
    current = exists().where(
        Publication.uid == LeftOut.uid,
        Publication.seq == LeftOut.seq,
        Publication.superseded.is_(None),
    )
    session.execute(
        delete(LeftOut).where(~current),
        execution_options={"synchronize_session": False},
    )


def _current(query: Any) -> Any:
    """Only rows whose revision still is what is public."""
    return query.select_from(LeftOut).join(
        Publication,
        (Publication.seq == LeftOut.seq) & Publication.superseded.is_(None),
    )


def _is_current(uid: str, seq: int) -> Any:
    return exists().where(
        Publication.uid == uid,
        Publication.seq == seq,
        Publication.superseded.is_(None),
    )
