"""Assets on the desk: registering and revising them from drafts that passed the schema."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import orjson
from sqlalchemy import select
from sqlalchemy.orm import Session

from ..records.asset import Asset
from ..records.base import now
from ..records.dataset import Dataset
from ..records.document import Document
from ..records.indicator import Indicator
from ..records.observation import Observation
from ..records.organization import Organization
from ..records.person import Person
from ..records.production_process import ProductionProcess
from ..schemas import safeguards
from ..schemas.errors import Problem
from ..schemas.kinds import Draft
from . import (
    access,
    asset_values,
    audit,
    held_files,
    indexing,
    new_figures,
    organizations,
    relations,
    revisions,
    standard_variables,
    title_words,
)
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


@dataclass(frozen=True)
class _Change:
    """What a draft does to a record, until it is flushed and audited."""

    asset: Asset
    verb: str
    values: dict[str, Any]
    before: dict[str, Any]
    figures: Sequence[Observation] = ()


_OUTCOMES = {
    "register": "created",
    "revise": "updated",
    "autosave": "updated",
    "": "unchanged",
}


def save(session: Session, draft: Draft, *, by: Person) -> Saved:
    """Register the draft, or revise the record with its code; the same twice changes
    nothing.

    Raises ``Incomplete`` if the draft has problems, ``NotFound`` for an organisation
    that there is not, ``NotAllowed`` if the person may not, and ``Refusal`` if the code
    belongs to a record of another kind.
    """
    code = draft.values.get("code")
    asset = session.scalar(select(Asset).where(Asset.code == code))
    known = {} if asset is None else {asset.code: asset}
    [saved] = save_many(session, [draft], by=by, known=known)
    return saved


def save_many(
    session: Session,
    drafts: Sequence[Draft],
    *,
    by: Person,
    known: Mapping[str, Asset],
    revising: str = "revise",
    right: str = "",
) -> list[Saved]:
    """Save drafts of different codes with one flush; ``known`` are the records that
    there are of those codes. ``revising`` is what a change is called: ``autosave``
    where nobody asked for it. ``right`` is the verb that allows it where it is not the
    person's own writing.

    Raises as ``save`` does, and then some of the drafts are half laid: go back to a
    savepoint that was taken before.
    """
    with session.no_autoflush:
        changes = [
            _lay(session, draft, by, known.get(_code(draft)), (revising, right))
            for draft in drafts
        ]
    session.flush()
    new = [(one.asset, one.figures) for one in changes if one.verb == "register"]
    new_figures.write(session, new)
    for verb in ("register", revising):
        done = [(one, ready(one.values)) for one in changes if one.verb == verb]
        entries = [_entry(session, one, values) for one, values in done]
        audit.record_many(session, by, verb, entries)
        held = [(one.asset, values) for one, values in done]
        revisions.keep_many(session, by, verb, held)
        written, first = [one for one, _values in held], verb == "register"
        indexing.spell(session, written, new=first)
        relations.note(session, written, new=first)
        title_words.write_many(session, written, new=first)
    return [Saved(one.asset, _OUTCOMES[one.verb]) for one in changes]


def _entry(
    session: Session, change: _Change, values: dict[str, Any]
) -> tuple[str, dict[str, Any], dict[str, Any]]:
    """What the audit keeps: all of a draft, or of an autosave what it changed."""
    if change.verb != revisions.AUTOSAVE:
        return change.asset.uid, change.before, _recorded(values)
    before, after = revisions.changes(session, change.asset, values)
    return change.asset.uid, _recorded(before), _recorded(after)


def _code(draft: Draft) -> str:
    return str(draft.values.get("code", ""))


def _lay(
    session: Session,
    draft: Draft,
    by: Person,
    asset: Asset | None,
    rule: tuple[str, str],
) -> _Change:
    revising, right = rule
    if draft.problems:
        raise Incomplete("El registro tiene datos por corregir.", draft.problems)
    draft = _safe(draft)
    organization = _organization(session, draft.values["organization"])
    if asset is not None and asset.kind != draft.kind:
        raise Refusal(
            f"El código «{asset.code}» ya es de otro registro de otro tipo: "
            f"{asset.title}."
        )
    digest = digest_of(draft)
    if asset is not None and asset.digest == digest:
        return _Change(asset, "", {}, {})
    if asset is None:
        access.require(by, right or "register", organization)
        asset = MODELS[draft.kind](code=draft.values["code"], digest=digest)
        asset.uid = draft.uid or asset.uid
        _fill(session, asset, draft, organization)
        asset.incomplete = list(draft.kept)
        figures = new_figures.taken(asset)
        session.add(asset)
        return _Change(asset, "register", draft.values, {}, figures)
    access.require(by, right or "revise", asset)
    if organization.id != asset.organization_id:
        access.require(by, right or "register", organization)
    before = {"digest": asset.digest, "state": asset.workflow_state}
    _fill(session, asset, draft, organization)
    asset.incomplete = list(draft.kept)
    asset.digest = digest
    if asset.workflow_state != "draft":
        # What is public stays as it is until it is published again.
        asset.workflow_state, asset.moved = "draft", asset.modified
    return _Change(asset, revising, draft.values, before)


def _safe(draft: Draft) -> Draft:
    """The draft with its personal data declared. It may have been put together from a
    sheet and a record, which no schema has seen side by side; the door relies on this.
    """
    text = safeguards.contradiction(draft.values)
    if text is not None:
        given = str(draft.values["personal_data"])
        problem = Problem("personal_data", "Datos personales", given, text)
        raise Incomplete("El registro tiene datos por corregir.", [problem])
    return replace(draft, values=safeguards.settled(draft.values))


def _fill(
    session: Session, asset: Asset, draft: Draft, organization: Organization
) -> None:
    standards = standard_variables.cited(session, draft.values)
    custodian = draft.values.get("custodian")
    asset.organization = organization
    asset.custodian = _organization(session, custodian) if custodian else None
    found = held_files.problems(session, asset.uid, draft.values)
    found += asset_values.fill(asset, draft.values)
    if found:
        raise Incomplete("El registro tiene datos por corregir.", found)
    held_files.settle(session, asset)
    for variable in asset.variables:
        variable.standard = standards.get(variable.standard_variable or "")
    asset.modified = now()
    indexing.weigh_one(asset)


def _organization(session: Session, text: str) -> Organization:
    cache: dict[str, Organization] = session.info.setdefault("organizations", {})
    if text in cache and cache[text] in session:
        return cache[text]
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
    cache[text] = found
    return found


def digest_of(draft: Draft) -> str:
    """What a record has once it holds this draft, wrong values and all."""
    said = draft.kind.encode() + _canonical(draft.values)
    return hashlib.sha256(said + _kept(draft)).hexdigest()


def _kept(draft: Draft) -> bytes:
    return _canonical(list(draft.kept)) if draft.kept else b""


def _canonical(values: Any) -> bytes:
    return orjson.dumps(values, default=str, option=orjson.OPT_SORT_KEYS)


def ready(values: dict[str, Any]) -> dict[str, Any]:
    """The values as JSON has them: exact numbers and dates as text."""
    plain: dict[str, Any] = orjson.loads(_canonical(values))
    return plain


def _recorded(values: dict[str, Any]) -> dict[str, Any]:
    """What the audit keeps of a draft: all but the figures, which are many."""
    figures = values.get("observations")
    return {**values, "observations": len(figures)} if figures else values
