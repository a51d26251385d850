"""Assets on the desk: registering and revising them from drafts that passed the schema."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from sqlalchemy import select
from sqlalchemy.orm import Session

from ..records.asset import Asset
from ..records.base import now
from ..records.dataset import Dataset
from ..records.document import Document
from ..records.indicator import Indicator
from ..records.organization import Organization
from ..records.person import Person
from ..records.production_process import ProductionProcess
from ..schemas.errors import Problem
from ..schemas.kinds import Draft
from . import access, asset_values, audit, organizations
from .refusals import Incomplete, NotFound, Refusal

MODELS: dict[str, type[Asset]] = {
    "production_process": ProductionProcess,
    "indicator": Indicator,
    "dataset": Dataset,
    "document": Document,
}


@dataclass(frozen=True)
class Saved:
    """``outcome`` is ``created``, ``updated`` or ``unchanged``."""

    asset: Asset
    outcome: str


def get(session: Session, code: str) -> Asset:
    """Return the asset with this code or uid. Raises ``NotFound``."""
    found = find(session, code)
    if found is None:
        raise NotFound(f"No hay ningún activo con el código «{code}».")
    return found


def find(session: Session, code: str) -> Asset | None:
    return session.scalar(
        select(Asset).where((Asset.code == code) | (Asset.uid == code))
    )


def save(session: Session, draft: Draft, *, by: Person) -> Saved:
    """Register the draft, or revise the record with its code; the same twice changes
    nothing.

    Raises ``Incomplete`` if the draft has problems, ``NotFound`` for an organisation
    that there is not, ``NotAllowed`` if the person may not, and ``Refusal`` if the code
    belongs to a record of another kind.
    """
    if draft.problems:
        raise Incomplete("El registro tiene datos por corregir.", draft.problems)
    values = draft.values
    organization = _organization(session, values["organization"])
    asset = session.scalar(select(Asset).where(Asset.code == values["code"]))
    if asset is not None and asset.kind != draft.kind:
        raise Refusal(
            f"El código «{asset.code}» ya es de otro registro de otro tipo: "
            f"{asset.title}."
        )
    digest = _digest(draft)
    if asset is not None and asset.digest == digest:
        return Saved(asset, "unchanged")
    if asset is None:
        return Saved(_register(session, draft, organization, digest, by), "created")
    access.require(by, "revise", asset)
    if organization.id != asset.organization_id:
        access.require(by, "register", organization)
    _revise(session, asset, draft, organization, digest, by)
    return Saved(asset, "updated")


def _register(
    session: Session,
    draft: Draft,
    organization: Organization,
    digest: str,
    by: Person,
) -> Asset:
    access.require(by, "register", organization)
    asset = MODELS[draft.kind](code=draft.values["code"], digest=digest)
    _fill(session, asset, draft, organization)
    session.add(asset)
    session.flush()
    audit.record(session, by, "register", asset.uid, after=_recorded(draft.values))
    return asset


def _revise(
    session: Session,
    asset: Asset,
    draft: Draft,
    organization: Organization,
    digest: str,
    by: Person,
) -> None:
    before = {"digest": asset.digest, "state": asset.workflow_state}
    _fill(session, asset, draft, organization)
    asset.digest = digest
    asset.modified = now()
    # What is public stays as it is until it is published again.
    asset.workflow_state = "draft"
    session.flush()
    audit.record(
        session,
        by,
        "revise",
        asset.uid,
        before=before,
        after=_recorded(draft.values),
    )


def _fill(
    session: Session, asset: Asset, draft: Draft, organization: Organization
) -> None:
    custodian = draft.values.get("custodian")
    asset.organization = organization
    asset.custodian = _organization(session, custodian) if custodian else None
    found = asset_values.fill(asset, draft.values)
    if found:
        raise Incomplete("El registro tiene datos por corregir.", found)


def _organization(session: Session, text: str) -> Organization:
    cache: dict[str, int] = session.info.setdefault("organizations", {})
    if text in cache:
        known = session.get(Organization, cache[text])
        if known is not None:
            return known
    found = organizations.find(session, text)
    if found is None:
        raise Incomplete(
            "El registro tiene datos por corregir.",
            [
                Problem(
                    "organization",
                    "Dependencia que la produce",
                    text,
                    "No hay ninguna dependencia con ese código o nombre. Regístrela "
                    "antes, o use el código de una que exista.",
                )
            ],
        )
    cache[text] = found.id
    return found


def _digest(draft: Draft) -> str:
    return hashlib.sha256(draft.kind.encode() + _canonical(draft.values)).hexdigest()


def _canonical(values: Any) -> bytes:
    return orjson.dumps(values, default=str, option=orjson.OPT_SORT_KEYS)


def _recorded(values: dict[str, Any]) -> dict[str, Any]:
    """What the audit keeps of a draft: all but the figures, which are many."""
    plain: dict[str, Any] = orjson.loads(_canonical(values))
    figures: Sequence[Any] = plain.pop("observations", ())
    return {**plain, "observations": len(figures)} if figures else plain
