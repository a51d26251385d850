"""Relations between assets, as far as both ends may be known."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..records import reading
from ..records.asset import Asset
from ..records.reading import KNOWN


def resolve(
    session: Session, assets: Sequence[Asset]
) -> dict[str, list[dict[str, str]]]:
    """For each asset (by uid), its relations as ``{type, uid}``.

    A relation to a record whose existence is not public is left out; records of the
    same batch count as public.
    """
    codes = {link["code"] for asset in assets for link in asset.relations}
    if not codes:
        return {}
    found = session.execute(select(Asset.code, Asset.uid).where(Asset.code.in_(codes)))
    uids = {row.code: row.uid for row in found}
    known = {asset.uid for asset in assets}
    known |= set(reading.by_uids(session, uids.values(), disclosures=KNOWN))
    return {
        asset.uid: [
            {"type": link["type"], "uid": uids[link["code"]]}
            for link in asset.relations
            if uids.get(link["code"]) in known
        ]
        for asset in assets
    }
