"""Why each thing waits, in one sentence: told for the few records that are shown."""

from datetime import date
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from ..records.asset import Asset
from ..records.classification import Classification
from ..records.comment import Comment
from ..records.distribution import Distribution
from ..records.link import LinkCheck
from ..records.organization import Organization
from ..schemas import vocabularies
from ..schemas.dates import MONTHS
from . import broken_links, history, history_verbs, workflow

COMPLETE = "Está completo: puede enviarlo."


def reasons(session: Session, rows: list[Row[Any]]) -> dict[str, str]:
    found = history.latest(session, [row.uid for row in rows], "return")
    return {
        uid: f"{history_verbs.returned_by(one.after)}: «{one.after.get('reasons', '')}»"
        for uid, one in found.items()
    }


def remarks(session: Session, rows: list[Row[Any]]) -> dict[str, str]:
    numbers = {row.id: row.uid for row in rows}
    counted = session.execute(
        select(Comment.asset_id, func.count())
        .where(Comment.settled.is_(None), Comment.asset_id.in_(numbers))
        .group_by(Comment.asset_id)
    )
    return {
        numbers[asset]: f"Tiene {n} comentario{'s' if n > 1 else ''} sin resolver."
        for asset, n in counted
    }


def frequency(_session: Session, rows: list[Row[Any]]) -> dict[str, str]:
    listed = vocabularies.get("frequencies")
    return {
        row.uid: f"Se actualiza con frecuencia {listed.label(row.frequency).lower()} y "
        "no ha llegado el dato que sigue."
        for row in rows
        if row.frequency
    }


def dead_links(session: Session, rows: list[Row[Any]]) -> dict[str, str]:
    numbers = {row.id: row.uid for row in rows}
    wanted = (
        select(Distribution.asset_id, Distribution.title, Distribution.url)
        .join(LinkCheck, LinkCheck.url == Distribution.url)
        .where(broken_links.confirmed(), Distribution.asset_id.in_(numbers))
    )
    found: dict[str, list[str]] = {}
    for asset, title, url in session.execute(wanted):
        found.setdefault(numbers[asset], []).append(f"«{title or url}»")
    return {
        uid: f"Ya no responde {many[0]}. Corrija la dirección."
        if len(many) == 1
        else f"Ya no responden {', '.join(many[:3])}. Corrija las direcciones."
        for uid, many in found.items()
    }


def lacking(session: Session, rows: list[Row[Any]]) -> dict[str, str]:
    wanted = select(Asset).where(Asset.id.in_([row.id for row in rows]))
    found = {}
    for asset in session.scalars(wanted):
        said = (one.label for one in workflow.lacking(asset))
        lacking = list(dict.fromkeys(said))
        named = ", ".join(lacking[:3]).lower()
        more = f" y {len(lacking) - 3} más" if len(lacking) > 3 else ""
        found[asset.uid] = f"Falta: {named}{more}." if lacking else COMPLETE
    return found


def offices(session: Session, rows: list[Row[Any]]) -> dict[str, str]:
    names = _names(session, rows)
    return {row.uid: names[row.organization_id] for row in rows}


def proposals(session: Session, rows: list[Row[Any]]) -> dict[str, str]:
    names = _names(session, rows)
    wanted = select(Asset.uid, Asset.proposal).where(
        Asset.id.in_([row.id for row in rows])
    )
    listed = vocabularies.get("access_classes")
    proposed: dict[str, dict[str, Any]] = dict(session.execute(wanted).all())
    found = {}
    for row in rows:
        said = (proposed.get(row.uid) or {}).get("access_class")
        office = names[row.organization_id]
        found[row.uid] = (
            f"{office} propone: {listed.label(said).lower()}." if said else office
        )
    return found


def terms(session: Session, rows: list[Row[Any]]) -> dict[str, str]:
    numbers = {row.id: row.uid for row in rows}
    ends = session.execute(
        select(Classification.asset_id, Classification.ends).where(
            Classification.ended.is_(None), Classification.asset_id.in_(numbers)
        )
    )
    return {
        numbers[asset]: f"El término de la reserva va hasta el {_day(end)}."
        for asset, end in ends
        if end is not None
    }


def _names(session: Session, rows: list[Row[Any]]) -> dict[int, str]:
    wanted = {row.organization_id for row in rows}
    found = session.execute(
        select(Organization.id, Organization.name).where(Organization.id.in_(wanted))
    )
    return dict(found.all())


def _day(value: date) -> str:
    return f"{value.day} de {MONTHS[value.month - 1]} de {value.year}"
