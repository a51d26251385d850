"""Who did what, when, and what it was before and after: read from the audit, never written.

Personal values stand in the audit as digests, and are told here as «cambiado».
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime, time, timedelta

from sqlalchemy import ColumnElement, exists, or_, select, true
from sqlalchemy.orm import Session

from ..records.asset import Asset
from ..records.audit import AuditEntry
from ..records.organization import Organization
from ..records.person import Person
from ..schemas.spelling import BOGOTA
from ..schemas.texts import one_line
from . import access, sight
from .refusals import Refusal

VERBS = {
    "register": "registró",
    "revise": "cambió",
    "submit": "envió a revisión",
    "return": "devolvió",
    "approve": "aprobó",
    "classify": "decidió la clase de",
    "publish": "publicó",
    "retire": "retiró",
    "withdraw": "sacó del público",
    "restore": "volvió a una versión anterior de",
    "comment": "comentó",
    "settle": "dio por resuelto un comentario de",
    "reopen": "reabrió un comentario de",
    "organize": "cambió la dependencia",
    "standardize": "cambió la variable estándar",
    "enrich": "cambió en el buscador el sinónimo",
    "heed": "atendió la búsqueda sin respuesta",
    "demand": "anotó la demanda",
    "admit": "inscribió a",
    "issue_token": "entregó un token a",
    "revoke_token": "revocó un token de",
}
PAGE = 25


@dataclass(frozen=True)
class Question:
    """What is asked of the history; what is empty asks nothing."""

    person: str = ""
    verb: str = ""
    record: str = ""
    organization: str = ""
    since: date | None = None
    until: date | None = None

    @property
    def asked(self) -> dict[str, str]:
        said = ((one.name, getattr(self, one.name)) for one in fields(self))
        return {name: str(value) for name, value in said if value}


def question(given: Mapping[str, str]) -> Question:
    """Read what was asked. Raises ``Refusal`` for a verb or a date that there is not."""
    text = {one.name: one_line(given.get(one.name, "")) for one in fields(Question)}
    if text["verb"] and text["verb"] not in VERBS:
        raise Refusal(f"No hay la acción «{text['verb'][:40]}». Escójala en la lista.")
    days = {name: _day(text.pop(name)) for name in ("since", "until")}
    return Question(**text, **days)  # type: ignore[arg-type]


def page(
    session: Session,
    person: Person,
    asked: Question,
    *,
    before: int | None = None,
    size: int = PAGE,
) -> tuple[list[AuditEntry], int | None]:
    """The newest entries first, older than number ``before``; and where the next page
    begins. Raises ``NotAllowed``.
    """
    wanted = [visible(session, person), *_conditions(session, asked)]
    if before is not None:
        wanted.append(AuditEntry.id < before)
    query = select(AuditEntry).where(*wanted).order_by(AuditEntry.id.desc())
    rows = list(session.scalars(query.limit(size + 1)))
    following = rows[size - 1].id if len(rows) > size else None
    return rows[:size], following


def every(
    session: Session, person: Person, asked: Question, *, batch: int = 200
) -> Iterator[list[AuditEntry]]:
    """All of it, in batches, to be written as they come."""
    following: int | None = 2**62
    while following is not None:
        rows, following = page(session, person, asked, before=following, size=batch)
        yield rows
        session.expunge_all()


def visible(session: Session, person: Person) -> ColumnElement[bool]:
    """The condition on an entry that holds for what ``person`` may know."""
    if access.may(person, "history"):
        return true()
    access.require(person, "history", person.organization)
    units = sight.unit(session, person.organization_id)
    own = Asset.organization_id.in_(units)
    return exists().where(Asset.uid == AuditEntry.subject, own)


def latest(session: Session, uids: Sequence[str], verb: str) -> dict[str, AuditEntry]:
    """The last entry of this verb for each of these records."""
    query = select(AuditEntry).where(
        AuditEntry.subject.in_(list(uids)), AuditEntry.verb == verb
    )
    return {one.subject: one for one in session.scalars(query.order_by(AuditEntry.id))}


def people(session: Session) -> list[tuple[str, str]]:
    """The code and the name of everyone who may have done something."""
    rows = session.execute(select(Person.code, Person.name).order_by(Person.name))
    return [(code, name) for code, name in rows]


def _conditions(session: Session, asked: Question) -> list[ColumnElement[bool]]:
    found = []
    if asked.person:
        found.append(AuditEntry.person == asked.person)
    if asked.verb:
        found.append(AuditEntry.verb == asked.verb)
    if asked.record:
        uid = session.scalar(
            select(Asset.uid).where(
                or_(Asset.code == asked.record, Asset.uid == asked.record)
            )
        )
        found.append(AuditEntry.subject == (uid or asked.record))
    if asked.organization:
        found.append(_of_unit(session, asked.organization))
    if asked.since:
        found.append(AuditEntry.at >= _start(asked.since))
    if asked.until:
        found.append(AuditEntry.at < _start(asked.until + timedelta(days=1)))
    return found


def _of_unit(session: Session, code: str) -> ColumnElement[bool]:
    top = session.scalar(select(Organization.id).where(Organization.code == code))
    if top is None:
        raise Refusal(f"No hay ninguna dependencia con el código «{code[:60]}».")
    units = sight.unit(session, top)
    own = Asset.organization_id.in_(units)
    return exists().where(Asset.uid == AuditEntry.subject, own)


def _start(day: date) -> datetime:
    return datetime.combine(day, time(), BOGOTA)


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        found = date.fromisoformat(text)
    except ValueError:
        found = date.max
    if not date(1900, 1, 1) <= found <= date(2999, 12, 31):
        raise Refusal(
            f"«{text[:20]}» no es una fecha. Escríbala como año-mes-día: 2026-11-25."
        )
    return found
