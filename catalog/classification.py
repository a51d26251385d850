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
    decide_many(session, [asset], data, by=by)
    return decisions.in_force(session, [asset.id])[asset.id]


def decide_many(
    session: Session, assets: Sequence[Asset], data: Mapping[str, Any], *, by: Person
) -> None:
    """Take the same decision, by one act, on each of several assets; on all or none."""
    values, problems = schema.load(dict(data))
    for asset in assets:
        access.require(by, "classify", asset)
        if problems:
            why = f"La decisión sobre «{asset.title}» no está lista."
            raise Incomplete(why, problems)
        decisions.require_lawful(asset, values["access_class"])
    if not assets:
        return
    earlier = _ended(session, assets)
    row = {**_with_end(values), "decided_by_id": by.id}
    session.connection().execute(
        insert(Classification), [{**row, "asset_id": asset.id} for asset in assets]
    )
    said = {"class": values["access_class"], "articles": values.get("articles", [])}
    changes = [(asset.uid, earlier.get(asset.id, {}), said) for asset in assets]
    audit.record_many(session, by, "classify", changes)
    publishing.follow_decisions(session, assets)


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


def _with_end(values: dict[str, Any]) -> dict[str, Any]:
    starts, years = values.get("starts"), values.get("term_years")
    ends = schema.end_of_term(starts, years) if starts and years else None
    return {**values, "ends": ends}
