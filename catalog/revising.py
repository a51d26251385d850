"""Changing a record that somebody has looked at: nobody's work is lost to another's."""

import hashlib
from collections.abc import Collection
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..records.asset import Asset
from ..records.person import Person
from ..schemas import kinds
from ..schemas.errors import Problem
from ..schemas.kinds import Draft
from . import access, assets, standing
from .asset_values import PLACES
from .assets import Saved
from .refusals import Changed, Incomplete, Taken

WRONG = "El registro tiene datos por corregir."
OTHER_CODE = "No es el código de este registro, y aquí no se cambia. Escriba «{code}»."
CHANGED = (
    "Alguien cambió «{title}» después de que usted lo leyó. Compare las dos versiones y "
    "envíe la que debe quedar, con la marca de la actual."
)


OTHER = (
    "«{title}» cambió después de que usted abrió la página, y no se hizo nada. Ábralo "
    "otra vez y decida con lo que dice ahora."
)


def mark(asset: Any) -> str:
    """What changes with every change of the record: of its values or its state.

    ``asset`` is the record, or a row with the same columns.
    """
    said = (
        asset.uid,
        asset.digest,
        asset.workflow_state,
        asset.version,
        asset.modified.isoformat(),
    )
    return hashlib.sha256("|".join(map(str, said)).encode()).hexdigest()[:32]


def require_seen(asset: Asset, seen: str) -> None:
    """Raise ``Changed`` unless the record is as the person who decides on it saw it."""
    if mark(asset) != seen:
        raise Changed(OTHER.format(title=asset.title))


def held(asset: Asset) -> dict[str, Any]:
    """The record's values as a draft gives them."""
    values = standing.current(asset)
    read = kinds.load(asset.kind, values)
    return values if read.problems else read.values


def register(session: Session, draft: Draft, *, by: Person) -> Asset:
    """Register a draft under a new code.

    Raises ``Taken`` if the code is in use, and what ``assets.save`` raises.
    """
    if draft.problems:
        raise Incomplete(WRONG, draft.problems)
    code = draft.values["code"]
    # A uid is an address too: it must not become the code of something else.
    wanted = (Asset.code == code) | (Asset.uid == code)
    if session.scalar(select(Asset.id).where(wanted)) is not None:
        raise Taken(
            f"El código «{code}» ya está en uso. Cambie el registro, o el código."
        )
    return assets.save(session, draft, by=by).asset


def replace(
    session: Session, asset: Asset, draft: Draft, seen: Collection[str], *, by: Person
) -> Saved:
    """Put a whole draft in the place of what the record holds.

    ``seen`` are the marks that the person says they saw (``*`` is any). Raises
    ``Changed`` if the record has another one, unless it already holds this very draft.
    """
    access.require(by, "revise", asset)
    if draft.problems:
        raise Incomplete(WRONG, draft.problems)
    given = draft.values["code"]
    if given != asset.code:
        text = OTHER_CODE.format(code=asset.code)
        raise Incomplete(WRONG, [Problem("code", "Código", given, text)])
    if same(asset, draft) and not asset.incomplete:
        return Saved(asset, "unchanged")
    if mark(asset) not in seen and "*" not in seen:
        raise Changed(CHANGED.format(title=asset.title))
    return assets.save(session, draft, by=by)


def same(asset: Asset, draft: Draft) -> bool:
    """Whether the record holds the very values of a draft."""
    return _plain(held(asset)) == _plain(draft.values)


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    """Without what is taken for granted."""
    return {name: one for name, one in values.items() if one != PLACES.get(name)}
