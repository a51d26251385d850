"""What waits for the legal office: undecided, ended, ending soon, counted and listed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, joinedload

from ..records.asset import Asset
from ..records.classification import Classification
from . import terms

WAITING = ("submitted", "approved", "published")
SPANS = (30, 90, 365)
MOST = 50


@dataclass(frozen=True)
class Ending:
    """A decision in force and its asset; ``kept`` says why it does not open."""

    asset: Asset
    decision: Classification
    kept: str | None = None


@dataclass(frozen=True)
class Waiting:
    """The desk of the legal office today; ``undecided`` counts every record."""

    over: list[Ending]
    waiting: list[Asset]
    waiting_count: int
    ending: list[Ending]
    undecided: int
    categories: list[tuple[str, int]]


def waiting(session: Session, today: date) -> Waiting:
    """What waits today, the ended terms first."""
    asked = [_undecided(), Asset.workflow_state.in_(WAITING)]
    listed = (
        select(Asset)
        .where(*asked)
        .options(joinedload(Asset.organization))
        .order_by(Asset.modified, Asset.id)
        .limit(MOST)
    )
    return Waiting(
        over=_with_assets(session, terms.due(session, today)),
        waiting=list(session.scalars(listed)),
        waiting_count=_count(session, *asked),
        ending=_with_assets(session, terms.ending(session, today, SPANS[-1])),
        undecided=_count(session, _undecided()),
        categories=_categories(session),
    )


def within(found: Sequence[Ending], today: date, days: int) -> int:
    """How many of these end or are due for review within so many days."""
    return sum(
        any(
            day is not None and 0 <= (day - today).days <= days
            for day in (one.decision.ends, one.decision.review)
        )
        for one in found
    )


def undecided_like(session: Session, asset: Asset) -> list[Asset]:
    """Undecided records of the same organisation and category: to be decided together."""
    query = (
        select(Asset)
        .where(
            _undecided(),
            Asset.id != asset.id,
            Asset.organization_id == asset.organization_id,
            Asset.kind == asset.kind,
            Asset.category.is_not_distinct_from(asset.category),
        )
        .order_by(Asset.code)
        .limit(MOST)
    )
    return list(session.scalars(query))


def _with_assets(session: Session, found: Sequence[Classification]) -> list[Ending]:
    ids = [one.asset_id for one in found]
    assets = {
        one.id: one
        for one in session.scalars(
            select(Asset)
            .where(Asset.id.in_(ids))
            .options(joinedload(Asset.organization))
        )
    }
    pairs = [(assets[one.asset_id], one) for one in found]
    return [Ending(asset, one, terms.against(asset, one)) for asset, one in pairs]


def _categories(session: Session) -> list[tuple[str, int]]:
    """The categories with most undecided records: where one act would help most."""
    number = func.count(Asset.id)
    query = (
        select(Asset.category, number)
        .where(_undecided(), Asset.category.is_not(None))
        .group_by(Asset.category)
        .order_by(number.desc(), Asset.category)
        .limit(5)
    )
    return [(str(name), count) for name, count in session.execute(query)]


def _count(session: Session, *asked: ColumnElement[bool]) -> int:
    return session.scalar(select(func.count(Asset.id)).where(*asked)) or 0


def _undecided() -> ColumnElement[bool]:
    decided = select(Classification.id).where(
        Classification.asset_id == Asset.id, Classification.ended.is_(None)
    )
    return ~decided.exists()
