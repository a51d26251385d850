"""Earlier states of a record: kept at each change, listed, and told apart."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from ..records.asset import Asset
from ..records.base import now
from ..records.person import Person
from ..records.revision import Revision
from .refusals import NotFound


def keep_many(
    session: Session,
    by: Person,
    verb: str,
    held: Sequence[tuple[Asset, dict[str, Any]]],
) -> None:
    """Keep what each record holds now; ``dict`` is its draft, ready for JSON."""
    moment = now()
    rows = [
        {
            "asset_id": asset.id,
            "at": moment,
            "person": by.code,
            "verb": verb,
            "digest": asset.digest or "",
            "values": values,
        }
        for asset, values in held
    ]
    if rows:
        session.connection().execute(insert(Revision), rows)


def listed(session: Session, asset: Asset) -> list[Revision]:
    """Every revision of the record, the oldest first: the first is number 1."""
    wanted = select(Revision).where(Revision.asset_id == asset.id)
    return list(session.scalars(wanted.order_by(Revision.id)))


def get(session: Session, asset: Asset, number: int) -> Revision:
    """Return revision ``number`` of the record, counted from 1. Raises ``NotFound``."""
    wanted = select(Revision).where(Revision.asset_id == asset.id)
    found = (
        session.scalar(wanted.order_by(Revision.id).offset(number - 1).limit(1))
        if 0 < number < 2**31
        else None
    )
    if found is None:
        raise NotFound(f"«{asset.title}» no tiene la versión de trabajo {number}.")
    return found
