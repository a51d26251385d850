"""Decisions that are not finished: kept as they were typed, and deciding nothing.

A draft is the office's, one for each record. It may be incomplete and hold wrong values;
the rules are asked when the decision is taken.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import orjson
from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, joinedload

from ..records.asset import Asset
from ..records.base import now
from ..records.decision_draft import DecisionDraft
from ..records.person import Person
from ..schemas.texts import clean
from . import access, audit
from .refusals import Changed, Refusal

LONGEST = 200_000  # signs of all that a draft says
MOST = 50
TOO_LONG = (
    "El borrador es demasiado largo: caben {most} signos y tiene {given}. Deje lo esencial "
    "y adjunte lo demás a la ficha."
)
ANOTHER = (
    "{name} guardó otro borrador de «{title}» mientras usted escribía. Aquí está lo suyo, "
    "sin guardar: si lo guarda otra vez, reemplaza el de {name}."
)
GONE = (
    "Mientras usted escribía se descartó el borrador de «{title}», o se tomó la decisión. "
    "Aquí está lo suyo, sin guardar."
)
BEGUN = (
    "Alguien guardó otro borrador de «{title}» en el mismo momento. Guárdelo otra vez."
)


def keep(
    session: Session,
    assets: Sequence[Asset],
    data: Mapping[str, Any],
    seen: Mapping[int, int],
    *,
    by: Person,
) -> None:
    """Keep what is written so far of one decision, on each of these records.

    ``seen`` has of each record the version of the draft that the person began with, and
    nothing where there was none. Raises ``Changed`` if another was kept in between.
    """
    said = _plain(data)
    there = of(session, assets)
    for asset in assets:
        access.require(by, "classify", asset)
        _require_seen(asset, there.get(asset.id), seen.get(asset.id, 0))
    for asset in assets:
        draft = there.get(asset.id) or DecisionDraft(asset_id=asset.id, version=0)
        draft.data, draft.version = said, draft.version + 1
        draft.saved, draft.saved_by_id = now(), by.id
        session.add(draft)
    try:
        session.flush()
    except IntegrityError:
        raise Changed(BEGUN.format(title=assets[0].title)) from None
    audit.record_many(
        session, by, "draft_decision", [(one.uid, {}, {}) for one in assets]
    )


def discard(session: Session, assets: Sequence[Asset], *, by: Person) -> None:
    """Throw the drafts of these records away."""
    for asset in assets:
        access.require(by, "classify", asset)
    there = of(session, assets)
    forget(session, assets)
    gone: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
        (one.uid, {}, {}) for one in assets if one.id in there
    ]
    audit.record_many(session, by, "discard_draft_decision", gone)


def forget(session: Session, assets: Sequence[Asset]) -> None:
    """The decision was taken: what was written before is no longer of use."""
    ids = [one.id for one in assets]
    session.execute(delete(DecisionDraft).where(DecisionDraft.asset_id.in_(ids)))


def of(session: Session, assets: Sequence[Asset]) -> dict[int, DecisionDraft]:
    """The draft of each of these records that has one."""
    query = select(DecisionDraft).where(
        DecisionDraft.asset_id.in_([one.id for one in assets])
    )
    found = session.scalars(query.options(joinedload(DecisionDraft.saved_by)))
    return {one.asset_id: one for one in found}


def listed(session: Session) -> list[DecisionDraft]:
    """The latest drafts, the newest first."""
    query = (
        select(DecisionDraft)
        .options(
            joinedload(DecisionDraft.asset).joinedload(Asset.organization),
            joinedload(DecisionDraft.saved_by),
        )
        .order_by(DecisionDraft.saved.desc(), DecisionDraft.asset_id)
    )
    return list(session.scalars(query.limit(MOST)))


def _require_seen(asset: Asset, there: DecisionDraft | None, seen: int) -> None:
    if (there.version if there else 0) == seen:
        return
    if there is None:
        raise Changed(GONE.format(title=asset.title))
    raise Changed(ANOTHER.format(name=there.saved_by.name, title=asset.title))


def _plain(data: Mapping[str, Any]) -> dict[str, Any]:
    """What was typed, without the signs that no database keeps."""
    said: dict[str, Any] = _clean(dict(data))
    given = len(orjson.dumps(said))
    if given > LONGEST:
        raise Refusal(TOO_LONG.format(most=LONGEST, given=given))
    return said


def _clean(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _clean(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_clean(one) for one in value]
    return clean(value) if isinstance(value, str) else value
