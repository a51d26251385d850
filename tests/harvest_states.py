"""What a harvest leaves in a house, to be compared with what another one left."""

from sqlalchemy import select
from sqlalchemy.orm import Session
from tumbaga.records.asset import Asset
from tumbaga.records.harvest import HarvestItem


def kept(session: Session) -> tuple[list[tuple], list[tuple]]:
    """The things of sources and the records, without what differs between two times."""
    items = session.execute(
        select(HarvestItem.remote_id, HarvestItem.state, HarvestItem.digest)
    )
    assets = session.execute(
        select(
            Asset.code,
            Asset.title,
            Asset.description,
            Asset.workflow_state,
            Asset.digest,
        )
    )
    return sorted(map(tuple, items)), sorted(map(tuple, assets))
