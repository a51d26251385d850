"""What did not change is only marked as seen: two statements for a whole batch, no objects."""

from collections.abc import Sequence
from typing import TypeAlias

from sqlalchemy import Row, select, update
from sqlalchemy.orm import Session

from ...records.asset import Asset
from ...records.harvest import HarvestItem
from .work import Outcome, Ready, Work

Seen: TypeAlias = "Row[int, str, str, list[str], int | None, str]"


def keep(session: Session, work: Work, ready: Sequence[Ready]) -> dict[int, Outcome]:
    """Mark the unchanged of a batch as seen in this run; their outcomes by ``id()``.

    What this run had seen before it was cut off has no outcome again.
    """
    same = {one.item.id: id(one) for one in ready if one.result == "unchanged"}
    if not same:
        return {}
    rows = [one for one in _rows(session, work, list(same)) if not _done(work, one)]
    if work.run_id and rows:
        session.execute(
            update(HarvestItem)
            .where(HarvestItem.id.in_([row.id for row in rows]))
            .values(run_id=work.run_id)
            .execution_options(synchronize_session=False)
        )
    return {same[row.remote_id]: _outcome(row) for row in rows}


def _rows(session: Session, work: Work, ids: list[str]) -> Sequence[Seen]:
    query = (
        select(
            HarvestItem.id,
            HarvestItem.remote_id,
            HarvestItem.name,
            HarvestItem.remarks,
            HarvestItem.run_id,
            Asset.code,
        )
        .outerjoin(Asset, HarvestItem.asset_id == Asset.id)
        .where(HarvestItem.source_id == work.source_id, HarvestItem.remote_id.in_(ids))
    )
    return session.execute(query).all()


def _done(work: Work, row: Seen) -> bool:
    return bool(work.run_id) and row.run_id == work.run_id


def _outcome(row: Seen) -> Outcome:
    code, remarks = row.code or "", tuple(row.remarks)
    return Outcome(row.name, "unchanged", code, "", remarks, row.remote_id)
