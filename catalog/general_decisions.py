"""General decisions: one act says *pública* of all that it names and nothing marks.

So a city can publish its first thousand assets (Ley 1712 de 2014, art. 2). Each asset
records the act that covers it, as a decision of its own.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, insert, select
from sqlalchemy.orm import Session

from ..records.asset import Asset
from ..records.base import now
from ..records.classification import Classification
from ..records.general_decision import GeneralDecision
from ..records.harvest import HarvestSource
from ..records.person import Person
from ..schemas import general_decision as schema
from ..schemas.errors import Problem
from ..schemas.interview import flagged
from . import access, acts, audit, decision_drafts, decisions
from .refusals import Incomplete, NotFound, WrongState

PUBLICA = "publica"
MOST_NAMED = 10
NO_SOURCE = "No hay ninguna fuente con ese nombre. Las que hay: {there}."
NO_SOURCES = (
    "No hay ninguna fuente con ese nombre. Primero se registra: tumbaga source add."
)
LOOKED_AT = ("personal_data", "minors", "proposal")


def take(session: Session, data: Mapping[str, Any], *, by: Person) -> GeneralDecision:
    """Take a general decision. Raises ``Incomplete`` with what it lacks."""
    access.require(by, "generalize", None)
    values, problems = schema.load(dict(data))
    problems = problems or acts.of_another_day(session, values)
    if not problems and values["basis"] == "source":
        values, problems = _of_source(session, values)
    if problems:
        raise Incomplete("La decisión general no está lista.", problems)
    taken = GeneralDecision(**values, decided_by=by)
    session.add(taken)
    session.flush()
    said = {name: str(value) for name, value in values.items()}
    audit.record(session, by, "generalize", taken.uid, after=said)
    return taken


def _of_source(
    session: Session, values: dict[str, Any]
) -> tuple[dict[str, Any], list[Problem]]:
    """The source by the name that its records bear; one that there is not is refused."""
    given = values["value"]
    names = {one.casefold(): one for one in _sources(session)}
    name = names.get(given.casefold())
    if name is not None:
        return {**values, "value": name}, []
    if session.scalar(select(Asset.id).where(_of_title(given)).limit(1)):
        return values, []  # its records are here, though it is harvested no longer
    there = "; ".join(f"«{one}»" for one in sorted(names.values())[:MOST_NAMED])
    text = NO_SOURCE.format(there=there) if there else NO_SOURCES
    return {}, [Problem("value", schema.label("value"), given, text)]


def _sources(session: Session) -> list[str]:
    query = select(HarvestSource.title).where(HarvestSource.state != "direct")
    return list(session.scalars(query))


def end(session: Session, general: GeneralDecision, *, by: Person) -> None:
    """End it: what it covered stays decided, what comes later is not covered."""
    access.require(by, "generalize", None)
    if general.ended is not None:
        raise WrongState("Esta decisión general ya había terminado.")
    general.ended = now()
    session.flush()
    audit.record(session, by, "end_general", general.uid)


def get(session: Session, uid: str) -> GeneralDecision:
    """Return the general decision. Raises ``NotFound``."""
    found = session.scalar(select(GeneralDecision).where(GeneralDecision.uid == uid))
    if found is None:
        raise NotFound("No hay ninguna decisión general con ese número.")
    return found


def listed(session: Session) -> list[GeneralDecision]:
    """Every general decision, the newest first."""
    return list(
        session.scalars(select(GeneralDecision).order_by(GeneralDecision.id.desc()))
    )


def of_source(session: Session, title: str) -> GeneralDecision | None:
    """The general decision in force over a source of harvests, by its name."""
    return _in_force(session).get(("source", title.casefold()))


def cover(session: Session, assets: Sequence[Asset], *, by: Person) -> list[Asset]:
    """Give each asset that nobody decided the general decision that covers it.

    Returns those that got one. What an interview marked, holds personal data, or is
    being decided by itself (a draft says so), is never covered: it waits for the legal
    office.
    """
    taken = decisions.in_force(session, [asset.id for asset in assets])
    open_ones = [asset for asset in assets if asset.id not in taken]
    if not open_ones:
        return []
    found = _in_force(session)
    if not found:
        return []
    begun = decision_drafts.of(session, open_ones)
    pairs = [
        (asset, general)
        for asset in open_ones
        if asset.id not in begun
        and not flagged({name: getattr(asset, name) for name in LOOKED_AT})
        and (general := _covering(asset, found)) is not None
    ]
    _write(session, pairs, by)
    return [asset for asset, _general in pairs]


def undecided(session: Session, general: GeneralDecision, limit: int) -> list[Asset]:
    """Assets that it names and nobody decided yet, marked ones among them."""
    query = select(Asset).where(_matches(general), ~_decided()).order_by(Asset.id)
    return list(session.scalars(query.limit(limit)))


def _write(
    session: Session, pairs: Sequence[tuple[Asset, GeneralDecision]], by: Person
) -> None:
    rows = [
        {
            "asset_id": asset.id,
            "access_class": PUBLICA,
            "act": general.act,
            "act_date": general.act_date,
            "motivation": general.motivation,
            "general_id": general.id,
            "decided_by_id": general.decided_by_id,
        }
        for asset, general in pairs
    ]
    if not rows:
        return
    session.connection().execute(insert(Classification), rows)
    decisions.note(session, [asset for asset, _general in pairs])
    said: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
        (asset.uid, {}, {"class": PUBLICA, "general": general.uid, "act": general.act})
        for asset, general in pairs
    ]
    audit.record_many(session, by, "cover", said)


def _in_force(session: Session) -> dict[tuple[str, str], GeneralDecision]:
    query = select(GeneralDecision).where(GeneralDecision.ended.is_(None))
    ordered = query.order_by(GeneralDecision.id.desc())
    return {(one.basis, one.value.casefold()): one for one in session.scalars(ordered)}


def _covering(
    asset: Asset, found: Mapping[tuple[str, str], GeneralDecision]
) -> GeneralDecision | None:
    for basis in schema.BASES:
        value = _value(asset, basis)
        if value and (basis, value.casefold()) in found:
            return found[basis, value.casefold()]
    return None


def _value(asset: Asset, basis: str) -> str:
    if basis == "source":
        return str((asset.source or {}).get("title") or "")
    return str(getattr(asset, basis) or "")


def _matches(general: GeneralDecision) -> ColumnElement[bool]:
    if general.basis == "source":
        return _of_title(general.value)
    same: ColumnElement[bool] = getattr(Asset, general.basis) == general.value
    return same


def _of_title(name: str) -> ColumnElement[bool]:
    column: Any = Asset.source
    same: ColumnElement[bool] = column["title"].as_string() == name
    return same


def _decided() -> ColumnElement[bool]:
    return (
        select(Classification.id)
        .where(Classification.asset_id == Asset.id, Classification.ended.is_(None))
        .exists()
    )
