"""What a person of the desk may see of harvests: sources, runs, and what came of things."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ...records.asset import Asset
from ...records.harvest import HarvestItem, HarvestOutcome, HarvestRun, HarvestSource
from ...records.person import Person
from ...schemas import kinds
from ...schemas.labels import field_of
from ...schemas.saying import said
from .. import access, sources, standing
from ..refusals import NotFound
from . import corrections

PAGE = 50
NO_RUN = "No hay ninguna cosecha con ese número aquí."
NO_ITEM = "No hay ningún registro cosechado con ese número aquí."
THEIRS, OURS, CORRECTED = "source", "here", "corrected"


@dataclass(frozen=True)
class Value:
    """A value of a harvested record: its field, what it says, and where it came from."""

    label: str
    value: str
    origin: str


def listed(session: Session, *, by: Person) -> list[HarvestSource]:
    """The sources that this person may see: all, or those of their own office."""
    return [one for one in sources.listed(session) if _sees(by, one)]


def source(session: Session, code: str, *, by: Person) -> HarvestSource:
    """The source with this code. Raises ``NotFound``, also for another office's."""
    found = sources.find(session, code)
    if found is None or found.state == "direct" or not _sees(by, found):
        raise NotFound(sources.UNKNOWN.format(code=code[:60]))
    return found


def run(session: Session, uid: str, *, by: Person) -> HarvestRun:
    """The run with this uid. Raises ``NotFound``."""
    found = session.scalar(select(HarvestRun).where(HarvestRun.uid == uid))
    if found is None or not _sees(by, found.source):
        raise NotFound(NO_RUN)
    return found


def item(session: Session, number: int, *, by: Person) -> HarvestItem:
    """One thing of a source. Raises ``NotFound``."""
    found = session.get(HarvestItem, number)
    if found is None:
        raise NotFound(NO_ITEM)
    owner = session.get_one(HarvestSource, found.source_id)
    asset = found.asset
    if not _sees(by, owner) or (
        asset is not None and not access.may(by, "read", asset.organization)
    ):
        raise NotFound(NO_ITEM)
    return found


def outcomes(
    session: Session, of: HarvestRun, result: str = "", *, after: int = 0
) -> list[HarvestOutcome]:
    """A page of what became of things in a run, with one of the results or any."""
    query = select(HarvestOutcome).where(
        HarvestOutcome.run_id == of.id, HarvestOutcome.id > after
    )
    if result:
        query = query.where(HarvestOutcome.result == result)
    return list(session.scalars(query.order_by(HarvestOutcome.id).limit(PAGE)))


def results(session: Session, of: HarvestRun) -> dict[str, int]:
    """How many things have each result in a run, as the list can show them."""
    query = (
        select(HarvestOutcome.result, func.count())
        .where(HarvestOutcome.run_id == of.id)
        .group_by(HarvestOutcome.result)
    )
    return {row[0]: row[1] for row in session.execute(query)}


def numbers(
    session: Session, of: HarvestRun, shown: Sequence[HarvestOutcome]
) -> dict[str, int]:
    """The item that each outcome is about, by its identifier in the source."""
    query = select(HarvestItem.remote_id, HarvestItem.id).where(
        HarvestItem.source_id == of.source_id,
        HarvestItem.remote_id.in_([one.remote_id for one in shown]),
    )
    return {row[0]: row[1] for row in session.execute(query)}


def of_asset(session: Session, asset: Asset, *, by: Person) -> list[HarvestItem]:
    """The things of sources that a record came from, those that this person may see."""
    query = select(HarvestItem).where(HarvestItem.asset_id == asset.id)
    return [
        one
        for one in session.scalars(query.order_by(HarvestItem.id))
        if _sees(by, session.get_one(HarvestSource, one.source_id))
    ]


def known(session: Session, of: HarvestSource) -> int:
    """How many records of the source there are here."""
    query = select(func.count()).where(
        HarvestItem.source_id == of.id, HarvestItem.state == "present"
    )
    return session.scalar(query) or 0


def provenance(asset: Asset, row: HarvestItem) -> list[Value]:
    """Each value of the record: the source's, corrected here, or written here."""
    here = corrections.flat(standing.current(asset))
    paths = [one for one in here if one not in corrections.ALWAYS_THEIRS]
    return [
        Value(
            kinds.label(asset.kind, path),
            _said(asset, path, here[path]),
            _origin(path, here, row),
        )
        for path in sorted(paths, key=lambda one: kinds.label(asset.kind, one))
    ]


def _said(asset: Asset, path: str, value: Any) -> str:
    """The value in words; the office by its name, and long lists by their number."""
    if path == "organization":
        return asset.organization.name
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return "1 elemento" if len(value) == 1 else f"{len(value)} elementos"
    return said(field_of(kinds.schema(asset.kind), path), value).replace("\n", ", ")


def _origin(path: str, here: dict[str, Any], row: HarvestItem) -> str:
    if path not in row.given:
        return OURS
    same = corrections.digest(here.get(path)) == row.given[path]
    return THEIRS if same else CORRECTED


def _sees(by: Person, one: HarvestSource) -> bool:
    return access.may(by, "follow", one.organization)
