"""Taking the legal decision on an asset (Ley 1712 de 2014, arts. 18 to 21)."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from ..records.asset import Asset
from ..records.base import now
from ..records.classification import Classification
from ..records.person import Person
from ..schemas import classification as schema
from . import access, audit, decisions, publishing
from .refusals import Incomplete


def decide(
    session: Session, asset: Asset, data: Mapping[str, Any], *, by: Person
) -> Classification:
    """Take a decision on an asset; the earlier one is kept, ended.

    What is public shrinks in the same transaction; it never grows here, only at the
    next publication. Raises ``Incomplete`` with the article that a wrong value breaks.
    """
    return decide_many(session, [asset], data, by=by)[0]


def decide_many(
    session: Session, assets: Sequence[Asset], data: Mapping[str, Any], *, by: Person
) -> list[Classification]:
    """Take the same decision, by one act, on each of several assets; on all or none."""
    values, problems = schema.load(dict(data))
    for asset in assets:
        access.require(by, "classify", asset)
        if problems:
            why = f"La decisión sobre «{asset.title}» no está lista."
            raise Incomplete(why, problems)
        decisions.require_lawful(asset, values["access_class"])
    if not assets:
        return []
    earlier = _ended(session, assets)
    row = {**_with_end(values), "decided_by_id": by.id}
    session.connection().execute(
        insert(Classification), [{**row, "asset_id": asset.id} for asset in assets]
    )
    now_in_force = decisions.in_force(session, [asset.id for asset in assets])
    taken = [now_in_force[asset.id] for asset in assets]
    audit.record_many(
        session,
        by,
        "classify",
        [
            (asset.uid, _said(earlier.get(asset.id)), _said(one, articles=True))
            for asset, one in zip(assets, taken, strict=True)
        ],
    )
    publishing.follow_decisions(session, list(zip(assets, taken, strict=True)))
    return taken


def _ended(session: Session, assets: Sequence[Asset]) -> dict[int, Classification]:
    """End the decisions in force; only then may others take their place."""
    earlier = decisions.in_force(session, [asset.id for asset in assets])
    for one in earlier.values():
        one.ended = now()
    if earlier:
        session.flush()
    return earlier


def _said(one: Classification | None, *, articles: bool = False) -> dict[str, Any]:
    """What the audit keeps of a decision."""
    if one is None:
        return {}
    said: dict[str, Any] = {"class": one.access_class}
    return {**said, "articles": one.articles} if articles else said


def _with_end(values: dict[str, Any]) -> dict[str, Any]:
    starts, years = values.get("starts"), values.get("term_years")
    ends = schema.end_of_term(starts, years) if starts and years else None
    return {**values, "ends": ends}
