"""Items to be read anew in the next run, though the source did not change."""

from collections.abc import Iterable

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from ...records.harvest import HarvestItem, HarvestSource

PIECE = 500


def ask(session: Session, numbers: Iterable[int]) -> int:
    """Forget what these items looked like, and that their sources were up to date.

    Returns how many they are.
    """
    wanted = list(numbers)
    for first in range(0, len(wanted), PIECE):
        some = HarvestItem.id.in_(wanted[first : first + PIECE])
        owners = select(HarvestItem.source_id).where(some)
        session.execute(update(HarvestItem).where(some).values(digest=""))
        session.execute(
            update(HarvestSource)
            .where(HarvestSource.id.in_(owners))
            .values(validators={})
        )
    session.flush()
    return len(wanted)
