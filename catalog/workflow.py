"""The steps between a draft and its publication; nothing is ever deleted."""

from sqlalchemy.orm import Session

from ..records.asset import Asset
from ..records.base import now
from ..records.indicator import Indicator
from ..records.person import Person
from ..schemas import kinds
from ..schemas.errors import Problem
from ..schemas.forms import salvage
from . import access, audit, compliance, return_letters
from .refusals import Incomplete, Refusal, WrongState
from .steps import STATE_NAMES, STEPS, wrong_state

__all__ = ["STATE_NAMES", "approve", "require_state", "send_back", "submit"]


def submit(session: Session, asset: Asset, *, by: Person) -> None:
    """Send a complete draft to review. Raises ``Incomplete`` naming what lacks."""
    access.require(by, "submit", asset)
    require_state(asset, *STEPS["submit"])
    found = lacking(asset)
    if found:
        raise Incomplete(f"A «{asset.title}» le faltan datos.", found)
    _move(session, asset, "submit", "submitted", by)


def lacking(asset: Asset) -> list[Problem]:
    """What stands between a record and its submission: what a form left wrong in it, a
    formula that came by another door and cannot be worked out, and what is missing.
    """
    wrong = salvage.told(asset.incomplete)
    if isinstance(asset, Indicator) and (formula := compliance.unreadable(asset)):
        wrong.append(formula)
    roots = {one["at"].partition(".")[0] for one in asset.incomplete}
    roots |= {one.path.partition(".")[0] for one in wrong}
    missing = kinds.missing(asset.kind, asset)
    return wrong + [one for one in missing if one.path not in roots]


def approve(session: Session, asset: Asset, *, by: Person) -> None:
    """Approve what was submitted (Planeación)."""
    access.require(by, "approve", asset)
    require_state(asset, *STEPS["approve"])
    _move(session, asset, "approve", "approved", by)


def send_back(session: Session, asset: Asset, reasons: str, *, by: Person) -> None:
    """Return what was submitted, with reasons that the producer reads: Planeación, or
    the legal office what waits for its decision. Who produces it is told by mail.
    """
    access.require(by, "return", asset)
    require_state(asset, *STEPS["return"])
    if why := access.not_waiting(by, "return", asset):
        raise WrongState(why)
    if not reasons.strip():
        raise Refusal("Diga por qué lo devuelve: quien lo registró tiene que saberlo.")
    office = "planning" if "planning" in by.roles else "legal"
    _move(session, asset, "return", "returned", by, reasons=reasons, office=office)
    return_letters.returned(session, asset, office, by=by)


def require_state(asset: Asset, means: str, states: tuple[str, ...]) -> None:
    """Raise ``WrongState`` unless the asset stands at one of ``states``."""
    if asset.workflow_state not in states:
        raise WrongState(wrong_state(asset, means, states))


def _move(
    session: Session, asset: Asset, verb: str, state: str, by: Person, **said: str
) -> None:
    before = {"state": asset.workflow_state}
    asset.workflow_state, asset.moved = state, now()
    session.flush()
    after = {"state": state, **said}
    audit.record(session, by, verb, asset.uid, before=before, after=after)
