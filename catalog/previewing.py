"""What a decision would make public, and what it would take away, before it is taken."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from ..records import reading
from ..records.asset import Asset
from ..records.classification import Classification
from ..records.reading import KNOWN, Observed, PublicRecord
from ..schemas.errors import Problem
from . import classification, door, foreseeing, relations
from .ledger import Entry

ALWAYS = frozenset({"uid", "kind", "version", "first_published", "classification"})


@dataclass(frozen=True)
class Preview:
    """The public document of today and that of after, and their leaves apart.

    ``after`` is made by the code that publishes. ``now`` says whether the change is
    immediate: what opens waits for the next publication. ``record`` and ``observed``
    are what the window would read of it.
    """

    problems: list[Problem]
    disclosure: str = ""
    before: PublicRecord | None = None
    after: dict[str, Any] = field(default_factory=dict)
    gains: list[str] = field(default_factory=list)
    loses: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    figures: int = 0
    now: bool = False
    record: PublicRecord | None = None
    observed: tuple[Observed, ...] = ()


def preview(session: Session, asset: Asset, data: Mapping[str, Any]) -> Preview:
    """Show a decision before it is taken; nothing is written.

    The session must be one that only reads: what is made for the look is thrown away.
    """
    values, problems = classification.read(session, data)
    if problems:
        return Preview(problems)
    decision = Classification(asset_id=asset.id, **classification.with_end(values))
    for name in ("articles", "public_leaves"):
        setattr(decision, name, values.get(name, []))
    before = reading.by_uid(session, asset.uid, disclosures=KNOWN)
    at_once = before is not None and not door.opens(decision, before)
    entry = _entry(session, asset, decision, before if at_once else None)
    after = json.loads(entry.text)
    record, observed = foreseeing.as_public(entry)
    shown, was = leaves(after), leaves(before.document) if before else {}
    return Preview(
        [],
        entry.disclosure,
        before,
        after,
        [name for name in shown if name not in was],
        [name for name in was if name not in shown],
        _hidden(session, asset, shown),
        len(entry.observations),
        at_once,
        record,
        observed,
    )


def candidates(session: Session, asset: Asset) -> dict[str, Any]:
    """What a public version may be made of: every leaf that may leave, with its value."""
    whole = Classification(asset_id=asset.id, access_class="publica", articles=[])
    return leaves(json.loads(_entry(session, asset, whole, None).text))


def leaves(document: Mapping[str, Any]) -> dict[str, Any]:
    """The parts of a public document by name: single variables and files apart."""
    found: dict[str, Any] = {}
    for key, value in document.items():
        if key in ALWAYS:
            continue
        if key in ("variables", "distributions"):
            name = "name" if key == "variables" else "uid"
            for one in value:
                found[f"{key}/{one[name]}"] = one
        else:
            found[key] = value
    return found


def _entry(
    session: Session,
    asset: Asset,
    decision: Classification,
    before: PublicRecord | None,
) -> Entry:
    """What the door would write: cut from what is public, or of the working draft."""
    if before is not None:
        return door.narrowed(session, asset, decision, before)
    with session.no_autoflush:
        links = relations.resolve(session, [asset]).get(asset.uid, [])
        entry = door.entry(asset, decision, links, None)
        session.expire(asset)
    if entry is None:
        raise ValueError("a first publication always has a row")
    return entry


def _hidden(session: Session, asset: Asset, shown: Mapping[str, Any]) -> list[str]:
    """What a full publication of the working record would say and this one does not."""
    return [name for name in candidates(session, asset) if name not in shown]
