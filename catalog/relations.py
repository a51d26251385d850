"""Relations between assets, as far as both ends may be known."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..records import reading
from ..records.asset import Asset
from ..records.dataset import Dataset
from ..records.reading import KNOWN

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


def _type(link: dict[str, str], series: set[str]) -> str:
    """A part says what it is part of, whichever of the two words the desk used."""
    if link["type"] not in {PART, IN_SERIES}:
        return link["type"]
    return IN_SERIES if link["code"] in series else PART
