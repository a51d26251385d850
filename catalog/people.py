"""People of the desk: admitting them, and finding one by code or mailbox."""

from collections.abc import Sequence

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from ..records.organization import Organization
from ..records.person import ROLES, Person
from . import audit
from .refusals import NotFound, Refusal


def admit(
    session: Session,
    code: str,
    name: str,
    roles: Sequence[str],
    *,
    email: str | None = None,
    position: str | None = None,
    organization: Organization | None = None,
) -> Person:
    """Add a person, or give the one with this code these roles.

    Raises ``Refusal`` for a role that there is not.
    """
    unknown = [role for role in roles if role not in ROLES]
    if unknown or not roles:
        raise Refusal(
            f"No hay el papel «{', '.join(unknown)}». Los papeles son: "
            f"{', '.join(ROLES)}."
        )
    person = session.scalar(select(Person).where(Person.code == code))
    if person is None:
        person = Person(code=code, name=name, roles=list(roles))
        session.add(person)
    person.name, person.roles, person.email = name, list(roles), email
    person.position, person.organization = position, organization
    session.flush()
    audit.record(
        session, person, "admit", person.uid, after={"roles": list(roles), "name": name}
    )
    return person


def get(session: Session, who: str) -> Person:
    """Return the person with this code or mailbox. Raises ``NotFound``."""
    person = session.scalar(
        select(Person).where(
            or_(Person.code == who, func.lower(Person.email) == who.lower())
        )
    )
    if person is None:
        raise NotFound(
            f"No hay ninguna persona «{who}». Inscríbala con: tumbaga person add"
        )
    return person
