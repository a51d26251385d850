"""Taking the legal decision on an asset (Ley 1712 de 2014, arts. 18 to 21)."""

from collections.abc import Mapping
from typing import Any

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
    access.require(by, "classify", asset)
    values, problems = schema.load(dict(data))
    if problems:
        raise Incomplete(f"La decisión sobre «{asset.title}» no está lista.", problems)
    decisions.require_lawful(asset, values["access_class"])
    earlier = decisions.in_force(session, [asset.id]).get(asset.id)
    if earlier is not None:
        earlier.ended = now()
        session.flush()
    decision = Classification(
        asset_id=asset.id, decided_by=by, **_with_end(values), ended=None
    )
    session.add(decision)
    session.flush()
    audit.record(
        session,
        by,
        "classify",
        asset.uid,
        before={"class": earlier.access_class} if earlier else None,
        after={"class": decision.access_class, "articles": decision.articles},
    )
    publishing.follow_decision(session, asset, decision)
    return decision


def _with_end(values: dict[str, Any]) -> dict[str, Any]:
    starts, years = values.get("starts"), values.get("term_years")
    ends = schema.end_of_term(starts, years) if starts and years else None
    return {**values, "ends": ends}
