"""The normograma and its alerts: a changed norm names the records that rest on it.

A record rests on a norm if its decision in force, its list of norms or its proposal
cites it by name, or, for Ley 1712 itself, if the decision cites one of its letters
(*sistema de alertas* of Cali's statistical plan, C2-2).
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import String, cast, or_, select
from sqlalchemy.orm import Session, joinedload

from ..records.asset import Asset
from ..records.base import now
from ..records.classification import Classification
from ..records.norm import Norm, NormAlert
from ..records.person import Person
from ..records.production_process import ProductionProcess
from ..schemas import classification as legal
from ..schemas import norm as schema
from ..schemas.errors import Problem
from . import access, audit, norm_letters
from .refusals import Incomplete, NotFound, WrongState

WRONG = "La norma tiene datos por corregir."
STILL_RESTS = (
    "{count} registros se apoyan en «{name}». No se borra: cámbiela de estado, y revise "
    "esos registros."
)
ONE_RESTS = (
    "Un registro se apoya en «{name}». No se borra: cámbiela de estado, y revise ese "
    "registro."
)
ALERTED = (
    "De un cambio de «{name}» ya se avisó a otros. No se borra, para que ese aviso siga "
    "teniendo su norma."
)
SINCE = "Desde cuándo"
TO_COME = "Esa fecha no ha llegado. Registre el cambio el día en que empiece a regir."


def save(session: Session, data: Mapping[str, Any], *, by: Person) -> Norm:
    """Register a norm, or revise the one of that name: what is left empty stays as it
    was. Raises ``Incomplete``.
    """
    access.require(by, "regulate", None)
    values, problems = schema.load("norm", dict(data))
    if problems:
        raise Incomplete(WRONG, problems)
    norm = session.scalar(select(Norm).where(Norm.name == values["name"]))
    if norm is None:
        norm = Norm(name=values["name"])
        session.add(norm)
    for name in ("subject", "issued", "link"):
        if values.get(name):
            setattr(norm, name, values[name])
    norm.modified = now()
    session.flush()
    said = {name: str(value) for name, value in values.items()}
    audit.record(session, by, "regulate", norm.uid, after=said)
    return norm


def save_rows(
    session: Session, rows: Iterable[tuple[int, Mapping[str, Any]]], *, by: Person
) -> tuple[int, list[str]]:
    """Register the norms of a sheet: how many, and what was wrong, row by row."""
    done, wrong = 0, []
    for number, row in rows:
        try:
            with session.begin_nested():
                save(session, row, by=by)
            done += 1
        except Incomplete as refusal:
            wrong += [f"Fila {number}. {one}" for one in refusal.problems]
    return done, wrong


def change(
    session: Session, norm: Norm, data: Mapping[str, Any], *, by: Person, today: date
) -> list[Asset]:
    """Amend or repeal a norm; an alert is raised on each record that rests on it, and
    who produces them is told by mail.
    """
    access.require(by, "regulate", None)
    values, problems = schema.load("change", dict(data))
    if problems:
        raise Incomplete(WRONG, problems)
    _require_new(norm, values, today)
    before = {"state": norm.state}
    for name, value in values.items():
        setattr(norm, name, value)
    norm.modified = now()
    session.flush()
    after = {"state": norm.state, "date": str(norm.state_date)}
    audit.record(session, by, "change_norm", norm.uid, before=before, after=after)
    touched = resting(session, norm)
    _raise(session, norm, touched, today)
    norm_letters.changed(session, norm, touched)
    return touched


def _require_new(norm: Norm, values: Mapping[str, Any], today: date) -> None:
    """A state is what holds today: neither what held already nor what is to come."""
    if values["state"] == norm.state and values["state_date"] == norm.state_date:
        raise WrongState(f"«{norm.name}» ya estaba {norm.state} desde esa fecha.")
    if values["state_date"] > today:
        day = str(values["state_date"])
        raise Incomplete(WRONG, [Problem("state_date", SINCE, day, TO_COME)])


def resting(session: Session, norm: Norm) -> list[Asset]:
    """The records that rest on a norm, by its name, in any spelling of its capitals."""
    named = Classification.norm.icontains(norm.name, autoescape=True)
    if norm.name.casefold() in legal.LAW.casefold():
        # The letters of a decision are articles of this law.
        named = or_(named, cast(Classification.articles, String) != "[]")
    cited = select(Classification.asset_id).where(Classification.ended.is_(None), named)
    listed = select(ProductionProcess.id).where(
        cast(ProductionProcess.norms, String).icontains(norm.name, autoescape=True)
    )
    proposed = Asset.proposal["norm"].as_string()
    wanted = or_(
        Asset.id.in_(cited),
        Asset.id.in_(listed),
        proposed.icontains(norm.name, autoescape=True),
    )
    return list(session.scalars(select(Asset).where(wanted).order_by(Asset.code)))


def get(session: Session, uid: str) -> Norm:
    """Return the norm. Raises ``NotFound``."""
    found = session.scalar(select(Norm).where(Norm.uid == uid))
    if found is None:
        raise NotFound("No hay ninguna norma con ese número.")
    return found


def listed(session: Session) -> list[Norm]:
    """Every norm, by its name."""
    return list(session.scalars(select(Norm).order_by(Norm.name)))


def any_(session: Session) -> bool:
    """Whether the normograma has a norm at all."""
    return session.scalar(select(Norm.id).limit(1)) is not None


def delete(session: Session, norm: Norm, *, by: Person) -> None:
    """Take out one that was registered by mistake. Raises ``WrongState`` if any
    decision in force, or any alert, rests on it.
    """
    access.require(by, "regulate", None)
    touched = resting(session, norm)
    alerted = session.scalar(
        select(NormAlert.id).where(NormAlert.norm_id == norm.id).limit(1)
    )
    if touched:
        said = STILL_RESTS if len(touched) > 1 else ONE_RESTS
        raise WrongState(said.format(name=norm.name, count=len(touched)))
    if alerted is not None:
        raise WrongState(ALERTED.format(name=norm.name))
    session.delete(norm)
    session.flush()
    audit.record(session, by, "delete_norm", norm.uid, before={"name": norm.name})


def alerts(session: Session, *, by: Person) -> list[tuple[NormAlert, Asset]]:
    """What a change of norm touched and nobody looked at yet, as far as it is theirs."""
    rows = session.execute(
        select(NormAlert, Asset)
        .join(Asset, Asset.id == NormAlert.asset_id)
        .where(NormAlert.settled.is_(None))
        .options(joinedload(Asset.organization))
        .order_by(NormAlert.raised.desc(), NormAlert.id)
    )
    return [
        (alert, asset)
        for alert, asset in rows
        if access.may(by, "read", asset.organization)
    ]


def settle(session: Session, number: int, *, by: Person) -> None:
    """Somebody looked at it. Raises ``NotFound`` and ``NotAllowed``."""
    alert = session.get(NormAlert, number)
    if alert is None:
        raise NotFound("No hay ninguna alerta con ese número.")
    asset = session.get_one(Asset, alert.asset_id)
    if not access.may(by, "classify"):
        access.require(by, "revise", asset)
    if alert.settled is None:
        alert.settled, alert.settled_by = now(), by.code
        session.flush()
        audit.record(session, by, "settle_alert", asset.uid)


def _raise(session: Session, norm: Norm, touched: list[Asset], today: date) -> None:
    """An alert for each; one of today that says the same waits once more, as when a
    date was mended.
    """
    of_today = select(NormAlert).where(
        NormAlert.norm_id == norm.id,
        NormAlert.state == norm.state,
        NormAlert.raised == today,
    )
    there = {one.asset_id: one for one in session.scalars(of_today)}
    for asset in touched:
        if asset.id in there:
            there[asset.id].settled = there[asset.id].settled_by = None
            continue
        session.add(
            NormAlert(norm=norm, asset_id=asset.id, state=norm.state, raised=today)
        )
    session.flush()
