"""The register of demands: what people need of the city, and how far it is given.

The plan counts *demandas* as satisfied, covered in part, barely covered or
*insatisfechas* (Plan Estadístico Territorial). One begins from a search that found
nothing, or is written down by hand.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ..records.base import now
from ..records.demand import InformationDemand
from ..records.person import Person
from ..records.unmet_search import UnmetSearch
from ..schemas import demand as schema
from ..schemas.errors import Problem
from . import access, assets, audit
from .refusals import Incomplete, NotFound, WrongState
from .search import unmet

FIELDS = ("need", "user", "coverage", "difficulty", "record", "remarks")
WRONG = "La demanda tiene datos por corregir."
NOT_YET = "Diga con qué registro se atiende: escriba su código."


def raise_from(
    session: Session, search: UnmetSearch, *, by: Person, today: date
) -> InformationDemand:
    """Turn a search without an answer into a demand. Raises ``WrongState``."""
    access.require(by, "heed", None)
    if search.heeded is not None:
        raise WrongState(f"«{search.text}» ya se atendió: mire la lista de demandas.")
    made = InformationDemand(
        need=search.text, search=search.uid, visits=search.visits, raised=today
    )
    session.add(made)
    session.flush()
    unmet.heed(session, search, by=by)
    audit.record(session, by, "demand", made.uid, after=_told(made))
    return made


def save(
    session: Session,
    data: Mapping[str, Any],
    *,
    by: Person,
    today: date,
    demand: InformationDemand | None = None,
) -> InformationDemand:
    """Write a demand down, or say how it stands now. Raises ``Incomplete``."""
    access.require(by, "heed", None)
    values, problems = schema.load(data)
    problems = problems or _of_record(session, values)
    if problems:
        raise Incomplete(WRONG, problems)
    before = {} if demand is None else _told(demand)
    kept = demand or InformationDemand(raised=today)
    for name in FIELDS:
        setattr(kept, name, values.get(name))
    kept.modified = now()
    session.add(kept)
    session.flush()
    if _told(kept) != before:
        audit.record(session, by, "demand", kept.uid, before=before, after=_told(kept))
    return kept


def get(session: Session, uid: str) -> InformationDemand:
    """Return the demand. Raises ``NotFound``."""
    query = select(InformationDemand).where(InformationDemand.uid == uid)
    found = session.scalar(query)
    if found is None:
        raise NotFound("No hay ninguna demanda con ese número.")
    return found


def listed(session: Session, coverage: str = "") -> list[InformationDemand]:
    """The demands of one coverage, or all; what most people asked for comes first."""
    query = select(InformationDemand)
    if coverage:
        query = query.where(InformationDemand.coverage == coverage)
    order = InformationDemand.visits.desc(), InformationDemand.id.desc()
    return list(session.scalars(query.order_by(*order)))


def counted(session: Session) -> dict[str, int]:
    """How many there are of each coverage: the plan's figure."""
    number = func.count(InformationDemand.id)
    query = select(InformationDemand.coverage, number)
    rows = session.execute(query.group_by(InformationDemand.coverage))
    return {row[0]: row[1] for row in rows}


def _of_record(session: Session, values: dict[str, Any]) -> list[Problem]:
    """The record must be one that there is; what is satisfied must say by which."""
    code = values.get("record") or ""
    if not code and values["coverage"] != "satisfecha":
        return []
    found = assets.find(session, code) if code else None
    if found is not None:
        values["record"] = found.code
        return []
    text = "No hay ningún registro con ese código. Revíselo." if code else NOT_YET
    return [Problem("record", "Código del registro que la atiende", code, text)]


def _told(one: InformationDemand) -> dict[str, object]:
    return {name: getattr(one, name) for name in FIELDS}
