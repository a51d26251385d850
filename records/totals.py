"""How much there is in the ledger today: what is asked seldom, and kept by who asks."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from .publication import Publication
from .reading import KNOWN, LIVE, current


def counts_by_disclosure(session: Session, kinds: Sequence[str]) -> dict[str, int]:
    """How many published records of these kinds stand at each disclosure."""
    rows = session.execute(
        select(Publication.disclosure, func.count())
        .where(
            Publication.superseded.is_(None),
            Publication.state.in_(LIVE),
            Publication.kind.in_(kinds),
        )
        .group_by(Publication.disclosure)
    )
    counted = {row[0]: row[1] for row in rows}
    return dict.fromkeys(KNOWN, 0) | counted


def count_saying(
    session: Session, pair: str, kinds: Sequence[str] | None = None
) -> int:
    """How many open records have a piece of JSON, such as ``"key":"value"``.

    The documents are read through, so it is for what is asked seldom and kept.
    """
    query = current().where(Publication.document.contains(pair, autoescape=True))
    if kinds is not None:
        query = query.where(Publication.kind.in_(kinds))
    counted = query.with_only_columns(func.count())
    return session.scalar(counted) or 0
