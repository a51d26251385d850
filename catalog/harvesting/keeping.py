"""What did not change is only marked as seen: one statement for a whole batch, no objects."""

from collections.abc import Sequence

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from ...records.asset import Asset
from ...records.harvest import HarvestItem
from .work import Known, Outcome, Ready, Work


def known(session: Session, work: Work, ids: Sequence[str]) -> dict[str, Known]:
    """What is remembered of these items of the source, by their identifiers."""
    query = (
        select(
            HarvestItem.id,
            HarvestItem.remote_id,
            HarvestItem.digest,
            HarvestItem.state,
            HarvestItem.name,
            HarvestItem.remarks,
            HarvestItem.run_id,
            Asset.code,
        )
        .outerjoin(Asset, HarvestItem.asset_id == Asset.id)
        .where(HarvestItem.source_id == work.source_id, HarvestItem.remote_id.in_(ids))
    )
    rows = session.execute(query)
    return {row[1]: Known(*row[:-1], code=row[-1] or "") for row in rows}


def keep(session: Session, work: Work, ready: Sequence[Ready]) -> dict[int, Outcome]:
    """Mark the unchanged of a batch as seen in this run; their outcomes by ``id()``.

    What this run had seen before it was cut off has no outcome again.
    """
    same = [
        (id(one), one.known)
        for one in ready
        if one.result == "unchanged" and one.known and not _done(work, one.known)
    ]
    if work.run_id and same:
        session.execute(
            update(HarvestItem)
            .where(HarvestItem.id.in_([row.row for _number, row in same]))
            .values(run_id=work.run_id)
            .execution_options(synchronize_session=False)
        )
    return {number: _outcome(row) for number, row in same}


def _done(work: Work, row: Known) -> bool:
    return bool(work.run_id) and row.run_id == work.run_id


def _outcome(row: Known) -> Outcome:
    remarks = tuple(row.remarks)
    return Outcome(row.name, "unchanged", row.code, "", remarks, row.remote_id)
