"""Relations between assets, as far as both ends may be known."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, delete, insert, select
from sqlalchemy.orm import Session

from ..records import reading
from ..records.asset import Asset
from ..records.dataset import Dataset
from ..records.reading import KNOWN
from ..records.relation import MOST_SHOWN, AssetRelation

PART, IN_SERIES = "parte_de", "en_serie"


def resolve(
    session: Session, assets: Sequence[Asset]
) -> dict[str, list[dict[str, str]]]:
    """For each asset (by uid), its relations as ``{type, uid}``.

    A relation to a record whose existence is not public is left out; records of the
    same batch count as public. To be part of a series of datasets is said by its own
    type, so that who reads one document knows it (docs/decisions/0007; DCAT 3, 12).
    """
    codes = {link["code"] for asset in assets for link in asset.relations}
    if not codes:
        return {}
    found = session.execute(select(Asset.code, Asset.uid).where(Asset.code.in_(codes)))
    uids = {row.code: row.uid for row in found}
    reunited = select(Dataset.code).where(
        Dataset.code.in_(codes), Dataset.is_series.is_(True)
    )
    series = set(session.scalars(reunited))
    known = {asset.uid for asset in assets}
    known |= set(reading.by_uids(session, uids.values(), disclosures=KNOWN))
    return {
        asset.uid: [
            {"type": _type(link, series), "uid": uids[link["code"]]}
            for link in asset.relations
            if uids.get(link["code"]) in known
        ]
        for asset in assets
    }


def note(session: Session, assets: Sequence[Asset], *, new: bool = False) -> None:
    """Keep what these records name, to be found from the other end, in place of what
    they named before, which new ones did not.

    The records have been flushed.
    """
    connection = session.connection()
    numbers = [one.id for one in assets]
    if numbers and not new:
        gone = AssetRelation.asset_id.in_(numbers)
        connection.execute(delete(AssetRelation).where(gone))
    rows = [
        {
            "asset_id": one.id,
            "position": position,
            "type": link["type"],
            "code": link["code"],
        }
        for one in assets
        for position, link in enumerate(one.relations or ())
    ]
    if rows:
        connection.execute(insert(AssetRelation), rows)


def naming(session: Session, asset: Asset, seen: ColumnElement[bool]) -> Sequence[Any]:
    """The records that name this one, as far as ``seen`` lets: type, uid, title."""
    query = (
        select(AssetRelation.type, Asset.uid, Asset.title)
        .join(Asset, Asset.id == AssetRelation.asset_id)
        .where(AssetRelation.code == asset.code, Asset.id != asset.id, seen)
        .order_by(Asset.title, Asset.id)
        .limit(MOST_SHOWN)
    )
    return session.execute(query).all()


def _type(link: dict[str, str], series: set[str]) -> str:
    """A part says what it is part of, whichever of the two words the desk used."""
    if link["type"] not in {PART, IN_SERIES}:
        return link["type"]
    return IN_SERIES if link["code"] in series else PART
