"""Things whose identifier changed in their source: held until all of it was read, then
given back the place of what they were.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from ...records.asset import Asset
from ...records.harvest import HarvestItem
from .work import Ready, Work

RENAMED = "La fuente le cambió el identificador: antes era «{former}»."


def suspects(session: Session, work: Work, ready: Sequence[Ready]) -> set[str]:
    """New identifiers of things that look like others of this source, not come yet."""
    fresh = [one for one in ready if one.draft is not None]
    marks = {one.fingerprint for one in fresh if one.fingerprint}
    alike = _there(session, work, HarvestItem.fingerprint, marks)
    names = {_name(one) for one in fresh if one.fingerprint not in alike}
    named = _there(session, work, HarvestItem.name, names)
    return {
        one.item.id for one in fresh if one.fingerprint in alike or _name(one) in named
    }


def slim(one: Ready) -> Ready:
    """What is held, without what it was read from, which may be a whole page."""
    return replace(one, item=replace(one.item, content=None))


def rejoined(
    session: Session, work: Work, one: Ready, rows: dict[str, HarvestItem]
) -> Ready:
    """Give a held item the place of the one that it was, if just one is left to be it:
    by its title and addresses, or by its title alone where no other has it.
    """
    if one.draft is None:
        return one
    left = _left(session, work, HarvestItem.fingerprint == one.fingerprint)
    if not left and work.held.is_alone(_name(one)):
        there = HarvestItem.state.in_(("present", "missing"))
        left = _left(session, work, (HarvestItem.name == _name(one)) & there)
    if len(left) != 1:
        return one
    [row] = left
    former = row.remote_id
    row.former_ids = [*row.former_ids, former]
    row.remote_id = one.item.id
    session.flush()
    rows[one.item.id] = row
    asset = session.get_one(Asset, row.asset_id)
    own = bool(one.found and one.found.entry and one.found.entry.code)
    code = one.code if own else asset.code
    draft = replace(one.draft, values={**one.draft.values, "code": code})
    text = RENAMED.format(former=former)
    return replace(one, draft=draft, remarks=(*one.remarks, text))


def hold(work: Work, ready: Iterable[Ready]) -> None:
    """Keep these until the end of the reading."""
    for one in ready:
        work.held.add(slim(one), _name(one))


def _there(
    session: Session, work: Work, column: InstrumentedAttribute[Any], wanted: set[str]
) -> set[str]:
    """Which of these the source has on records that did not come in this run."""
    if not wanted:
        return set()
    query = select(column).where(
        HarvestItem.source_id == work.source_id,
        column.in_(wanted),
        HarvestItem.asset_id.is_not(None),
    )
    if work.run_id:
        query = query.where(HarvestItem.run_id.is_distinct_from(work.run_id))
    return set(session.scalars(query))


def _left(
    session: Session, work: Work, alike: ColumnElement[bool]
) -> list[HarvestItem]:
    query = select(HarvestItem).where(
        HarvestItem.source_id == work.source_id,
        alike,
        HarvestItem.asset_id.is_not(None),
    )
    return [row for row in session.scalars(query) if not work.has_seen(row.remote_id)]


def _name(one: Ready) -> str:
    return one.item.name[:500]
