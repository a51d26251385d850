"""The versions of a record: what the desk held after each change, and what was public.

A working version is named by its number (``3``), a public one by its place in the ledger
(``p120``). What was blanked there is read from the desk's history (Ley 1712, art. 29).
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..records.asset import Asset
from ..records.person import Person
from ..records.publication import Publication, PublicationHistory
from ..records.revision import Revision
from . import comparing, revisions
from .comparing import OURS, Difference
from .refusals import NotFound

PUBLIC = "p"
# The public document names these by their uids, a draft by their codes or not at all.
OTHERWISE = frozenset({"relations", "observation_count", "latest", "criticality"})


@dataclass(frozen=True)
class Version:
    """``key`` names it in an address; ``state`` is that of a public one."""

    key: str
    label: str
    at: datetime
    person: str
    verb: str
    state: str = ""
    disclosure: str = ""
    is_current: bool = False

    @property
    def is_public(self) -> bool:
        return self.key.startswith(PUBLIC)


def working(session: Session, asset: Asset) -> list[Version]:
    """The working versions, the newest first."""
    rows = session.execute(
        select(Revision.at, Revision.person, Revision.verb, Person.name)
        .outerjoin(Person, Person.code == Revision.person)
        .where(Revision.asset_id == asset.id)
        .order_by(Revision.id)
    ).all()
    found = [
        Version(
            str(number),
            f"Versión de trabajo {number}",
            row.at,
            row.name or row.person,
            row.verb,
            is_current=number == len(rows),
        )
        for number, row in enumerate(rows, 1)
    ]
    return found[::-1]


def public(session: Session, asset: Asset) -> list[Version]:
    """What was published, the newest first."""
    rows = session.execute(
        select(
            Publication.seq,
            Publication.state,
            Publication.disclosure,
            Publication.superseded,
            Publication.modified,
        )
        .where(Publication.uid == asset.uid)
        .order_by(Publication.seq)
    ).all()
    found = [
        Version(
            f"{PUBLIC}{row.seq}",
            f"Versión pública {number}",
            row.modified,
            "",
            "publish",
            row.state,
            row.disclosure,
            is_current=row.superseded is None,
        )
        for number, row in enumerate(rows, 1)
    ]
    return found[::-1]


def compare(
    session: Session, asset: Asset, first: str, second: str
) -> list[Difference]:
    """What two versions of the record say otherwise. Raises ``NotFound``."""
    before, after = _values(session, asset, first), _values(session, asset, second)
    both = first.startswith(PUBLIC), second.startswith(PUBLIC)
    if all(both):
        return comparing.documents(asset.kind, before, after)
    if any(both):
        # A draft holds more than may be public: only what both can hold is compared.
        before, after = _common(before), _common(after)
        named = set(before if both[0] else after)
        wider = after if both[0] else before
        narrow = {key: value for key, value in wider.items() if key in named}
        before, after = (before, narrow) if both[0] else (narrow, after)
    return comparing.drafts(asset.kind, before, after)


def _values(session: Session, asset: Asset, key: str) -> dict[str, Any]:
    if not key.startswith(PUBLIC):
        number = int(key) if key.isdecimal() and len(key) < 10 else 0
        return revisions.get(session, asset, number).values
    seq = key[len(PUBLIC) :]
    text = None
    if seq.isdecimal() and len(seq) < 16:
        text = session.scalar(
            select(Publication.document).where(
                Publication.uid == asset.uid, Publication.seq == int(seq)
            )
        )
    if text is None:
        raise NotFound(f"«{asset.title}» no tiene la versión «{key[:20]}».")
    if not text:
        text = session.scalar(
            select(PublicationHistory.document).where(
                PublicationHistory.uid == asset.uid, PublicationHistory.seq == int(seq)
            )
        )
    document: dict[str, Any] = json.loads(text) if text else {}
    return document


def _common(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values that a draft and a public document write alike."""
    found = {
        name: _plain(value)
        for name, value in values.items()
        if name not in OURS | OTHERWISE
    }
    for name in ("organization", "custodian"):
        found.pop(name, None)
    return found


def _plain(value: Any) -> Any:
    """Without what the house adds to the rows of a public document."""
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if isinstance(value, Mapping):
        return {k: _plain(v) for k, v in value.items() if k not in ("uid", "format")}
    return value
