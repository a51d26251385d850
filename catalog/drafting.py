"""Drafts that a person is writing: always saved, right or wrong, and never on top of
what somebody else wrote meanwhile.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..records.asset import Asset
from ..records.organization import Organization
from ..records.person import Person
from ..schemas.errors import Problem
from ..schemas.forms import salvage, sections
from ..schemas.forms.salvage import Salvaged
from ..schemas.kinds import Draft
from . import (
    access,
    assets,
    compliance,
    held_files,
    organizations,
    revising,
    revisions,
    standard_variables,
    standing,
)
from .asset_values import repeated
from .assets import Saved
from .refusals import Changed, Incomplete, Taken

NO_OFFICE = (
    "No hay ninguna dependencia con ese código o nombre. Regístrela antes, o use el "
    "código de una que exista."
)
FIXED_CODE = (
    "El código de un registro que ya se publicó no se cambia: hay enlaces que lo usan."
)
IN_USE = "El código «{code}» ya está en uso. Escriba otro."
CHANGED = (
    "Alguien cambió «{title}» mientras usted escribía. Lo suyo no se ha perdido: "
    "compare y escoja."
)
SIGNS = {
    "production_process": "PPI",
    "indicator": "IND",
    "dataset": "DAT",
    "document": "DOC",
}


def typed(asset: Asset) -> dict[str, Any]:
    """The record as its form shows it: what is right, and what was typed and is not."""
    return salvage.rebuilt(standing.current(asset), asset.incomplete)


def begin(
    session: Session, kind: str, data: Mapping[str, Any], *, uid: str, by: Person
) -> Asset:
    """Register a record that may have no more than a title; ``uid`` was given out with
    the form, so that the same form sent twice makes one record.

    The organisation is the person's own and the code the next one of its series, where
    they say nothing. Raises ``Incomplete`` without a title, and what saving raises.
    """
    known = session.scalar(select(Asset).where(Asset.uid == uid))
    if known is not None:
        access.require(by, "read", known)
        return known
    office = _office(session, data, by)
    access.require(by, "register", office)
    code = str(data.get("code") or "") or proposed_code(session, kind, office)
    identity = {"code": code, "title": "", "organization": office.code}
    draft = _draft(session, None, kind, {**identity, **data}, identity)
    wrong = [one for one in draft.kept if one["at"] in identity]
    if wrong:
        raise Incomplete("El registro tiene datos por corregir.", salvage.told(wrong))
    _require_free(session, draft.values["code"])
    made = replace(draft, uid=uid)
    [saved] = assets.save_many(session, [made], by=by, known={})
    return saved.asset


def keep(
    session: Session,
    asset: Asset,
    data: Mapping[str, Any],
    names: tuple[str, ...],
    seen: str,
    *,
    by: Person,
    auto: bool = False,
) -> Saved:
    """Save what a section says of the fields ``names``; the others stay as they are.

    ``seen`` is the mark of the record that the person had before them. Raises
    ``Changed`` if it has another one by now and this is not what it holds already.
    """
    access.require(by, "revise", asset)
    whole = sections.placed(typed(asset), names, data)
    draft = draft_of(session, asset, whole)
    if _held(asset, draft):
        if not auto:
            revisions.settle(session, asset, by)
        return Saved(asset, "unchanged")
    if revising.mark(asset) != seen:
        raise Changed(CHANGED.format(title=asset.title))
    asset.code = draft.values["code"]
    verb = revisions.AUTOSAVE if auto else "revise"
    [saved] = assets.save_many(
        session, [draft], by=by, known={asset.code: asset}, revising=verb
    )
    return saved


def _held(asset: Asset, draft: Draft) -> bool:
    """Whether the record is this draft already."""
    if asset.digest == assets.digest_of(draft):
        return True
    kept = list(draft.kept) == asset.incomplete
    return kept and revising.same(asset, draft)


def draft_of(session: Session, asset: Asset, whole: Mapping[str, Any]) -> Draft:
    """What a record would hold if this were saved; nothing is."""
    identity = {
        "code": asset.code,
        "title": asset.title,
        "organization": asset.organization.code,
    }
    return _draft(session, asset, asset.kind, whole, identity)


def _draft(
    session: Session,
    asset: Asset | None,
    kind: str,
    whole: Mapping[str, Any],
    identity: Mapping[str, Any],
) -> Draft:
    def check(values: dict[str, Any]) -> list[Problem]:
        return [
            *_code(session, asset, values),
            *_offices(session, values),
            *_standards(session, values),
            *_figures(kind, values),
            *held_files.problems(session, asset.uid if asset else None, values),
        ]

    found: Salvaged = salvage.salvage(kind, whole, identity, check)
    return Draft(kind, found.values, [], found.kept)


def _code(
    session: Session, asset: Asset | None, values: Mapping[str, Any]
) -> list[Problem]:
    if asset is None or values["code"] == asset.code:
        return []
    text = ""
    if asset.first_published is not None:
        text = FIXED_CODE
    else:
        try:
            _require_free(session, values["code"])
        except Taken as refusal:
            text = str(refusal)
    return [Problem("code", "Código", values["code"], text)] if text else []


def _offices(session: Session, values: Mapping[str, Any]) -> list[Problem]:
    labels = {
        "organization": "Dependencia que la produce",
        "custodian": "Dependencia que la guarda",
    }
    return [
        Problem(name, label, values[name], NO_OFFICE)
        for name, label in labels.items()
        if values.get(name) and organizations.find(session, values[name]) is None
    ]


def _standards(session: Session, values: Mapping[str, Any]) -> list[Problem]:
    try:
        with session.no_autoflush:
            standard_variables.cited(session, values)
    except Incomplete as refusal:
        return refusal.problems
    return []


def _figures(kind: str, values: Mapping[str, Any]) -> list[Problem]:
    if kind != "indicator":
        return []
    found = repeated(values.get("observations", []))
    formula = compliance.unreadable(values)
    return [formula, *found] if formula else found


def _office(session: Session, data: Mapping[str, Any], by: Person) -> Organization:
    said = str(data.get("organization") or "")
    if said:
        found = organizations.find(session, said)
        if found is None:
            label = "Dependencia que la produce"
            problem = Problem("organization", label, said[:80], NO_OFFICE)
            raise Incomplete("El registro tiene datos por corregir.", [problem])
        return found
    if by.organization is None:
        label = "Dependencia que la produce"
        problem = Problem("organization", label, "", "Diga qué dependencia la produce.")
        raise Incomplete("El registro tiene datos por corregir.", [problem])
    return by.organization


def _require_free(session: Session, code: str) -> None:
    # A uid is an address too: it must not become the code of something else.
    wanted = (Asset.code == code) | (Asset.uid == code)
    with session.no_autoflush:
        if session.scalar(select(Asset.id).where(wanted)) is not None:
            raise Taken(IN_USE.format(code=code))


def proposed_code(session: Session, kind: str, office: Organization) -> str:
    """The next code of the organisation's series for this kind: SALUD-PPI-012."""
    start = f"{re.sub('[^A-Z0-9.]+', '-', office.code.upper())}-{SIGNS[kind]}-"
    taken = session.scalars(select(Asset.code).where(Asset.code.startswith(start)))
    numbers = [
        int(code[len(start) :])
        for code in taken
        if re.fullmatch(r"[0-9]{1,6}", code[len(start) :])
    ]
    return f"{start}{max(numbers, default=0) + 1:03d}"
