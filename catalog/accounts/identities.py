"""Identities given by others (OpenID Connect): who is who by ``iss`` and ``sub``."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ...records.account import Identity
from ...records.person import Person
from .. import audit
from ..refusals import Refusal


@dataclass(frozen=True)
class Claims:
    """What the provider says: ``email`` counts for nothing unless it is verified."""

    issuer: str
    subject: str
    email: str | None
    email_verified: bool


def person_of(session: Session, claims: Claims) -> Person:
    """The person whom these claims name, linked by verified e-mail the first time.

    Raises ``Refusal`` for who is not registered, has left, or is somebody else there.
    """
    known = session.scalar(
        select(Identity).where(
            Identity.issuer == claims.issuer, Identity.subject == claims.subject
        )
    )
    person = known.person if known is not None else _linked(session, claims)
    if not person.active:
        raise Refusal(
            "Su cuenta del catálogo está cerrada. Si es un error, dígaselo a quien "
            "administra el catálogo."
        )
    return person


def listed(session: Session, person: Person) -> list[Identity]:
    query = select(Identity).where(Identity.person_id == person.id)
    return list(session.scalars(query.order_by(Identity.id)))


def _linked(session: Session, claims: Claims) -> Person:
    if not claims.email or not claims.email_verified:
        raise Refusal(
            "La cuenta con que entró no trae un correo comprobado, y sin él no sabemos "
            "quién es usted aquí. Entre con su clave, o pida que comprueben su correo."
        )
    person = session.scalar(
        select(Person).where(func.lower(Person.email) == claims.email.strip().lower())
    )
    if person is None:
        raise Refusal(
            f"El correo {claims.email[:200]} no está inscrito en el catálogo. Pida a "
            "quien lo administra que lo invite."
        )
    other = session.scalar(
        select(Identity.id).where(
            Identity.person_id == person.id, Identity.issuer == claims.issuer
        )
    )
    if other is not None:
        raise Refusal(
            f"El correo {claims.email[:200]} ya está unido a otra cuenta del mismo "
            "proveedor. Hable con quien administra el catálogo."
        )
    session.add(
        Identity(person_id=person.id, issuer=claims.issuer, subject=claims.subject)
    )
    session.flush()
    audit.record(
        session, person, "link_identity", person.uid, after={"issuer": claims.issuer}
    )
    return person
