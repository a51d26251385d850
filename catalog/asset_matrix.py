"""The merged matrix that entities use: every working record, with what stays inside.

For the desk alone: it holds security levels, which the public never sees.
"""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from ..records.asset import Asset
from ..records.classification import Classification
from . import decisions

BATCH = 500


def pages(
    session: Session, after: int = 0
) -> Iterator[list[tuple[Asset, Classification | None]]]:
    """Every asset with its decision in force, a batch at a time, by its number."""
    while True:
        query = select(Asset).where(Asset.id > after).order_by(Asset.id).limit(BATCH)
        whole = (joinedload(Asset.organization), joinedload(Asset.custodian))
        found = list(session.scalars(query.options(*whole)))
        taken = decisions.in_force(session, [one.id for one in found])
        yield [(one, taken.get(one.id)) for one in found]
        if len(found) < BATCH:
            return
        after = found[-1].id
        session.expunge_all()


def values(asset: Asset, decision: Classification | None) -> dict[str, Any]:
    """A record's leaves as the matrix names them; absent ones are empty."""
    said = {name: getattr(asset, name) for name in LEAVES}
    said |= {
        "organization": asset.organization.name,
        "custodian": asset.custodian.name if asset.custodian else "",
        "criticality": asset.criticality,
    }
    if decision is not None:
        said |= {f"decision.{name}": getattr(decision, name) for name in DECISION}
    return said


LEAVES = (
    "process",
    "subprocess",
    "process_code",
    "code",
    "asset_type",
    "trd_series",
    "trd_subseries",
    "title",
    "description",
    "producer_position",
    "custodian_position",
    "generated",
    "archived",
    "support",
    "medium",
    "format",
    "language",
    "confidentiality",
    "integrity",
    "availability",
    "access",
    "place",
    "personal_data",
    "minors",
    "personal_data_types",
    "personal_data_purpose",
    "personal_data_authorized",
)
DECISION = (
    "access_class",
    "articles",
    "legitimate_aim",
    "norm",
    "act",
    "act_date",
    "scope",
    "term_years",
    "unlimited",
)
