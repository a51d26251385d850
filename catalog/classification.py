"""Taking the legal decision on an asset (Ley 1712 de 2014, arts. 18 to 21)."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from ..records.asset import Asset
from ..records.base import now
from ..records.classification import Classification
from ..records.person import Person
from ..schemas import classification as schema
from ..schemas.errors import Problem
from . import access, acts, audit, decision_drafts, decisions, publishing
from .refusals import Changed, Incomplete

ANY = -1
TWICE = (
    "Alguien decidió sobre «{title}» mientras usted lo hacía. Lea esa decisión y, si hace "
    "falta, tome otra."
)


def decide(
    session: Session,
    asset: Asset,
    data: Mapping[str, Any],
    *,
    by: Person,
    seen: int | None = ANY,
) -> Classification:
    """Take a decision on an asset; the earlier one is kept, ended.

    ``seen`` is the ``id`` of the decision that the person was shown in force, ``None``
    for none. What is public shrinks in the same transaction; it never grows here, only
    at the next publication. Raises ``Incomplete`` with the article that a wrong value
    breaks, and ``Changed`` when another decision came in between.
    """
    known = None if seen == ANY else {asset.id: seen}
    decide_many(session, [asset], data, by=by, seen=known)
    return decisions.in_force(session, [asset.id])[asset.id]


def read(
    session: Session, data: Mapping[str, Any]
) -> tuple[dict[str, Any], list[Problem]]:
    """Read a decision with all that keeps it from being taken, also its act's date."""
    values, problems = schema.load(dict(data))
    return values, problems + acts.of_another_day(session, values)


def decide_many(
    session: Session,
    assets: Sequence[Asset],
    data: Mapping[str, Any],
    *,
    by: Person,
    seen: Mapping[int, int | None] | None = None,
) -> None:
    """Take the same decision, by one act, on each of several assets; on all or none.

    ``seen`` has for each asset what ``decide`` has for one.
    """
    if seen is not None:
        _hold(session, assets)
        _require_seen(session, assets, seen)
    values, problems = read(session, data)
    for asset in assets:
        access.require(by, "classify", asset)
        if problems:
            why = f"La decisión sobre «{asset.title}» no está lista."
            raise Incomplete(why, problems)
        decisions.require_lawful(asset, values["access_class"])
    if not assets:
        return
    _hold(session, assets)
    earlier = _ended(session, assets)
    row = {**with_end(values), "decided_by_id": by.id}
    try:
        session.connection().execute(
            insert(Classification), [{**row, "asset_id": asset.id} for asset in assets]
        )
    except IntegrityError:
        raise Changed(TWICE.format(title=assets[0].title)) from None
    decisions.note(session, assets)
    decision_drafts.forget(session, assets)
    said = {"class": values["access_class"], "articles": values.get("articles", [])}
    changes = [(asset.uid, earlier.get(asset.id, {}), said) for asset in assets]
    audit.record_many(session, by, "classify", changes)
    publishing.follow_decisions(session, assets)


def _require_seen(
    session: Session, assets: Sequence[Asset], seen: Mapping[int, int | None]
) -> None:
    taken = decisions.in_force(session, [asset.id for asset in assets])
    for asset in assets:
        one = taken.get(asset.id)
        if (one.id if one else None) != seen.get(asset.id):
            raise Changed(TWICE.format(title=asset.title))


def _hold(session: Session, assets: Sequence[Asset]) -> None:
    """Let nobody else decide on these until this transaction ends: what it then reads
    as in force stays so.
    """
    ids = [asset.id for asset in assets]
    rows = select(Asset.id).where(Asset.id.in_(ids)).order_by(Asset.id)
    session.execute(rows.with_for_update(of=Asset)).all()


def _ended(session: Session, assets: Sequence[Asset]) -> dict[int, dict[str, Any]]:
    """End the decisions in force, so that others may take their place; say what they
    were.
    """
    earlier = decisions.in_force(session, [asset.id for asset in assets])
    for one in earlier.values():
        one.ended = now()
    if earlier:
        session.flush()
    return {asset: {"class": one.access_class} for asset, one in earlier.items()}


def with_end(values: dict[str, Any]) -> dict[str, Any]:
    """The values with the last day that counts as closed (Ley 1712, art. 22)."""
    starts, years = values.get("starts"), values.get("term_years")
    ends = schema.end_of_term(starts, years) if starts and years else None
    return {**values, "ends": ends}
