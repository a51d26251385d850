"""Out means out: retiring with a successor, and withdrawing behind a tombstone."""

from typing import Any

from sqlalchemy.orm import Session

from ..records import reading
from ..records.asset import Asset
from ..records.base import now
from ..records.person import Person
from ..records.reading import KNOWN, PublicRecord
from . import access, audit, door, edition_files, ledger
from .refusals import Refusal, WrongState
from .steps import not_public


def retire(
    session: Session,
    asset: Asset,
    reason: str,
    *,
    by: Person,
    successor: Asset | None = None,
) -> None:
    """Retire a record: its page stays, says so and names the successor."""
    access.require(by, "retire", asset)
    public = _require_public(session, asset, ("published",))
    require_reason(reason)
    retired: dict[str, Any] = {
        "date": door.today().isoformat(),
        "reason": reason.strip(),
    }
    if successor is not None:
        retired["successor"] = successor.uid
        asset.successor_uid = successor.uid
    asset.workflow_state, asset.moved = "retired", now()
    session.flush()
    audit.record(session, by, "retire", asset.uid, after=retired)
    entry = ledger.Entry(
        asset.uid,
        asset.kind,
        public.slug,
        "retired",
        public.disclosure,
        door.text({**public.document, "retired": retired}),
        [vars(one) for one in reading.observations(session, public.seq)],
    )
    ledger.append(session, [entry])


def withdraw(session: Session, asset: Asset, reason: str, *, by: Person) -> None:
    """Take a record out of public sight: a tombstone with date and reason remains."""
    access.require(by, "withdraw", asset)
    _require_public(session, asset, ("published", "retired"))
    require_reason(reason)
    gone = {
        "uid": asset.uid,
        "kind": asset.kind,
        "withdrawn": {"date": door.today().isoformat(), "reason": reason.strip()},
    }
    asset.workflow_state, asset.moved = "withdrawn", now()
    session.flush()
    audit.record(session, by, "withdraw", asset.uid, after=gone)
    entry = ledger.Entry(
        asset.uid, asset.kind, asset.uid, "withdrawn", "index", door.text(gone)
    )
    along = edition_files.left_with(session, [asset.uid], gone=True)
    ledger.append(session, [entry, *along])


def _require_public(
    session: Session, asset: Asset, states: tuple[str, ...]
) -> PublicRecord:
    public = reading.by_uid(session, asset.uid, disclosures=KNOWN, states=states)
    if public is None:
        raise WrongState(not_public(asset))
    return public


def require_reason(reason: str) -> None:
    if not reason.strip():
        raise Refusal("Diga el motivo: queda escrito donde estaba el registro.")
