"""The door: from a record and its legal decision to one row of the ledger.

Nothing else writes there. Deny by default: no decision, no publication.
"""

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from ..records import reading
from ..records.asset import Asset
from ..records.classification import Classification
from ..records.organization import Organization
from ..records.person import Person
from ..records.reading import KNOWN, PublicRecord
from ..schemas.disclosure import organization as organization_document
from . import (
    access,
    audit,
    decisions,
    door,
    edition_files,
    general_decisions,
    ledger,
    relations,
)

ALL_STATES = ("published", "retired", "withdrawn")


def publish(session: Session, asset: Asset, *, by: Person) -> None:
    """Publish one record as its decision allows (Ley 1712, arts. 18 to 21)."""
    publish_many(session, [asset], by=by)


def publish_many(session: Session, assets: Sequence[Asset], *, by: Person) -> list[int]:
    """Publish a batch in one step of the ledger; all of it or nothing.

    Returns the new ``seq``s: a record whose public document is the same gets none.
    Raises ``NotDecided``, ``WrongState``, ``NotAllowed`` or ``Refusal``.
    """
    if not assets:
        return []
    assets = sorted(assets, key=lambda one: one.uid)
    door.load_parts(session, assets)
    general_decisions.cover(session, assets, by=by)
    taken = decisions.in_force(session, [asset.id for asset in assets])
    for asset in assets:
        access.require(by, "publish", asset)
        door.require_publishable(asset, taken.get(asset.id))
    edition_files.require_sayable(session, assets)
    current = reading.by_uids(
        session, [a.uid for a in assets], disclosures=KNOWN, states=ALL_STATES
    )
    audit.record_many(session, by, "publish", [(a.uid, {}, {}) for a in assets])
    return _append(session, assets, taken, current)


def publish_opened(session: Session, assets: Sequence[Asset]) -> list[int]:
    """Let the ledger follow terms that ended, in the transaction that ended them.

    Only what stands published opens: a working draft that nobody approved does not.
    """
    assets = sorted(
        (one for one in assets if one.workflow_state == "published"),
        key=lambda one: one.uid,
    )
    current = reading.by_uids(session, [a.uid for a in assets], disclosures=KNOWN)
    assets = [one for one in assets if one.uid in current]
    door.load_parts(session, assets)
    taken = decisions.in_force(session, [asset.id for asset in assets])
    return _append(session, assets, taken, current)


def _append(
    session: Session,
    assets: Sequence[Asset],
    taken: dict[int, Classification],
    current: dict[str, PublicRecord],
) -> list[int]:
    if not assets:
        return []
    links = relations.resolve(session, assets)
    entries = []
    for asset in assets:
        links_of = links.get(asset.uid, [])
        entry = door.entry(asset, taken[asset.id], links_of, current.get(asset.uid))
        if entry is not None:
            entries.append(entry)
    door.settle(session, assets)
    return ledger.append(session, door.with_free_slugs(session, entries))


def preview(session: Session, asset: Asset) -> dict[str, Any] | None:
    """The document that publication would give to the public now, without publishing;
    nothing while there is no decision.
    """
    decision = decisions.in_force(session, [asset.id]).get(asset.id)
    if decision is None:
        return None
    links = relations.resolve(session, [asset]).get(asset.uid, [])
    document: dict[str, Any] = json.loads(door.candidate(asset, decision, links).text)
    return document


def publish_organizations(
    session: Session, organizations: Sequence[Organization], *, by: Person
) -> list[int]:
    """Publish organisations: their names and offices are public by law (art. 9)."""
    access.require(by, "organize", None)
    current = reading.by_uids(session, [one.uid for one in organizations])
    entries = [
        ledger.Entry(
            one.uid,
            "organization",
            one.slug,
            "published",
            "full",
            door.text(organization_document(one)),
        )
        for one in sorted(organizations, key=lambda one: one.uid)
    ]
    changed = [e for e in entries if not door.same(e, current.get(e.uid))]
    audit.record_many(session, by, "publish", [(e.uid, {}, {}) for e in changed])
    return ledger.append(session, door.with_free_slugs(session, changed))


def follow_decisions(session: Session, assets: Sequence[Asset]) -> list[int]:
    """Let the ledger follow new decisions at once, as far as they say less or as much.

    The documents are cut from what is public, never from the working drafts.
    """
    public = reading.by_uids(
        session,
        [asset.uid for asset in assets],
        disclosures=KNOWN,
        states=("published", "retired"),
    )
    assets = [asset for asset in assets if asset.uid in public]
    taken = decisions.in_force(session, [asset.id for asset in assets])
    entries = []
    for asset in assets:
        before, decision = public[asset.uid], taken[asset.id]
        if door.opens(decision, before):
            continue
        entry = door.narrowed(session, asset, decision, before)
        if not door.same(entry, before):
            entries.append(entry)
    less = {one.uid for one in entries if _shrinks(one, public[one.uid])}
    taken_along = edition_files.left_with(session, less) if less else []
    return ledger.append(session, _once(entries, taken_along))


def _shrinks(entry: ledger.Entry, before: PublicRecord) -> bool:
    """Whether less may be known now; a public version may be cut anew."""
    was = ledger.OPENNESS[before.disclosure]
    return entry.openness < was or entry.disclosure == "partial"


def _once(entries: list[ledger.Entry], along: list[ledger.Entry]) -> list[ledger.Entry]:
    """Of an edition that is itself decided on, its own row says it."""
    own = {one.uid for one in entries}
    return entries + [one for one in along if one.uid not in own]
