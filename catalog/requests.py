"""Requests for information: received, extended, transferred, answered, refused, erased.

Terms are counted in working days (Ley 1437 de 2011, art. 14). What names the asker is
never written to the audit: only the request's number is.
"""

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from ..records import reading
from ..records.organization import Organization
from ..records.outbox import Letter
from ..records.person import Person
from ..records.request import Asker, InformationRequest
from ..schemas import request as schema
from ..schemas import vocabularies
from . import access, audit, organizations, request_letters, working_days
from .refusals import Incomplete, NotFound, Refusal, WrongState

OPEN = ("received", "extended")
KEPT = timedelta(days=365)  # the asker's data, once the request is closed
TRANSFER_DAYS = 5
EXCEPTED = ("index", "partial")
NO_SUCH = "No hay ninguna solicitud con ese número y ese código. Revise los dos."
NOT_OF_INDEX = (
    "Una negativa nombra el registro del índice que la sostiene, y ese no está en él (Ley "
    "1712 de 2014, arts. 20 y 28)."
)


@dataclass(frozen=True)
class Receipt:
    """``code`` is shown to the asker now and never again."""

    request: InformationRequest
    code: str


def receive(session: Session, data: Mapping[str, Any], *, today: date) -> Receipt:
    """Write down what anybody asks. Raises ``Incomplete`` with what it lacks."""
    values, problems = schema.load("ask", dict(data))
    if problems:
        raise Incomplete("La solicitud tiene datos por corregir.", problems)
    term = int(vocabularies.get("request_kinds").terms[values["kind"]].extra["days"])
    first = working_days.after(today, 0)
    code = secrets.token_hex(5).upper()
    request = InformationRequest(
        number=f"pendiente-{secrets.token_hex(4)}",
        key=_key(code),
        kind=values["kind"],
        question=values["question"],
        received=first,
        due=working_days.after(first, term),
    )
    _aim(session, request, values)
    session.add(request)
    session.flush()
    request.number = f"{first.year}-{request.id:06d}"
    if values.get("name") or values.get("email"):
        erase = request.due + KEPT
        name, email = values.get("name"), values.get("email")
        asker = Asker(request_id=request.id, name=name, email=email, erase=erase)
        session.add(asker)
    session.flush()
    request_letters.received(session, request)
    return Receipt(request, code)


def find(session: Session, number: str, code: str) -> InformationRequest:
    """The request of who has its number and code. Raises ``NotFound``, alike for both."""
    wanted = select(InformationRequest).where(InformationRequest.number == number)
    request = session.scalar(wanted) if len(number) <= 20 else None
    kept = request.key if request is not None else _key("nadie")
    right = hmac.compare_digest(kept, _key(code.strip().upper()))
    if request is None or not right:
        raise NotFound(NO_SUCH)
    return request


def get(session: Session, number: str, *, by: Person) -> InformationRequest:
    """The request, for who may answer it. Raises ``NotFound`` and ``NotAllowed``."""
    wanted = select(InformationRequest).where(InformationRequest.number == number)
    request = session.scalar(wanted.with_for_update())
    if request is None:
        raise NotFound(f"No hay ninguna solicitud {number}.")
    access.require(by, "attend", request.organization)
    return request


def listed(
    session: Session, *, by: Person, open_only: bool
) -> list[InformationRequest]:
    """The requests that this person may answer, what is due first at the head."""
    query = select(InformationRequest).order_by(InformationRequest.due)
    if open_only:
        query = query.where(InformationRequest.state.in_(OPEN))
    rows = session.scalars(query.limit(500))
    return [one for one in rows if access.may(by, "attend", one.organization)]


def asker(session: Session, request: InformationRequest) -> Asker | None:
    """Where to answer, if the asker said so and it was not erased yet."""
    return session.get(Asker, request.id)


def answer(
    session: Session,
    request: InformationRequest,
    data: Mapping[str, Any],
    *,
    by: Person,
    today: date,
) -> None:
    """Answer it: the asker sees it with number and code."""
    values = _read("answer", request, data, by)
    request.answer = values["answer"]
    _close(session, request, "answered", by, today)


def refuse(
    session: Session,
    request: InformationRequest,
    data: Mapping[str, Any],
    *,
    by: Person,
    today: date,
) -> None:
    """Refuse it, motivated and grounded in an entry of the índice (art. 28)."""
    values = _read("refuse", request, data, by)
    entry = reading.by_uid(session, values["entry"], disclosures=EXCEPTED)
    if entry is None:
        raise Refusal(NOT_OF_INDEX)
    said = entry.document.get("classification") or {}
    cited = ", ".join(str(one) for one in said.get("articles", ()))
    norm, act = said.get("norm") or "", said.get("act") or ""
    grounds = (f"Ley 1712 de 2014, {cited}", str(norm), str(act))
    request.refused_by = "; ".join(filter(None, grounds))
    request.asset_uid, request.answer = entry.uid, values["answer"]
    _close(session, request, "refused", by, today)


def extend(
    session: Session,
    request: InformationRequest,
    data: Mapping[str, Any],
    *,
    by: Person,
    today: date,
) -> None:
    """Take more days, told before the term ends, up to double in all (art. 14, par.)."""
    values = _read("extend", request, data, by)
    if request.state == "extended":
        raise WrongState("El plazo ya se amplió una vez.")
    if today > request.due:
        raise WrongState(
            f"El plazo terminó el {request.due}: la ampliación se avisa antes de que venza."
        )
    term = working_days.between(request.received, request.due)
    if values["days"] > term:
        raise Refusal(
            f"El plazo completo no puede pasar del doble: caben {term} días hábiles más "
            "(Ley 1437 de 2011, art. 14, parágrafo)."
        )
    request.due = working_days.after(request.due, values["days"])
    request.extension, request.state = values["reason"], "extended"
    session.flush()
    request_letters.extended(session, request)
    audit.record(session, by, "extend_request", request.number)


def transfer(
    session: Session,
    request: InformationRequest,
    data: Mapping[str, Any],
    *,
    by: Person,
    today: date,
) -> None:
    """Send it to who is competent, within five working days (Ley 1437, art. 21)."""
    values = _read("transfer", request, data, by)
    request.transferred_to = values["to"]
    _close(session, request, "transferred", by, today)


def rate(
    session: Session, request: InformationRequest, data: Mapping[str, Any]
) -> None:
    """What the asker thinks of the answer, once."""
    values, problems = schema.load("rate", dict(data))
    if problems:
        raise Incomplete("Escoja un valor de 1 a 5.", problems)
    if request.closed is None or request.satisfaction is not None:
        raise WrongState("Ya respondió esa pregunta, o todavía no hay respuesta.")
    request.satisfaction = values["satisfaction"]
    session.flush()


def erase_due(session: Session, today: date) -> int:
    """Erase the askers whose day has come and what was written to them; how many.

    Twice changes nothing.
    """
    found = list(session.scalars(select(Asker).where(Asker.erase <= today)))
    for one in found:
        session.delete(one)
    session.flush()
    orphan = Letter.request_id.not_in(select(Asker.request_id))
    session.execute(delete(Letter).where(Letter.request_id.is_not(None), orphan))
    return len(found)


def waiting_count(session: Session) -> int:
    """How many requests are open."""
    query = select(func.count(InformationRequest.id))
    return session.scalar(query.where(InformationRequest.state.in_(OPEN))) or 0


def _read(
    form: str, request: InformationRequest, data: Mapping[str, Any], by: Person
) -> dict[str, Any]:
    access.require(by, "attend", request.organization)
    if request.state not in OPEN:
        raise WrongState(f"La solicitud {request.number} ya se cerró.")
    values, problems = schema.load(form, dict(data))
    if problems:
        raise Incomplete("Faltan datos para este paso.", problems)
    return values


def _close(
    session: Session, request: InformationRequest, state: str, by: Person, today: date
) -> None:
    request.state, request.closed = state, today
    kept = session.get(Asker, request.id)
    if kept is not None:
        kept.erase = today + KEPT
    session.flush()
    request_letters.closed(session, request)
    audit.record(session, by, f"request_{state}", request.number)


def _aim(
    session: Session, request: InformationRequest, values: Mapping[str, Any]
) -> None:
    """The record and the office that it is about, as far as they are public."""
    unit: Organization | None = None
    if values.get("asset"):
        public = reading.by_uid(session, values["asset"], disclosures=reading.KNOWN)
        if public is not None:
            request.asset_uid = public.uid
            office = public.document.get("organization") or {}
            unit = organizations.find(session, str(office.get("code") or ""))
    if unit is None and values.get("organization"):
        unit = organizations.find(session, values["organization"])
    request.organization = unit


def _key(code: str) -> str:
    return hashlib.sha256(code.encode("utf-8", "replace")).hexdigest()
