"""People of the desk: admitting, changing, closing and finding them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from ..records.organization import Organization
from ..records.person import ROLES, Person
from ..schemas import person as schema
from ..schemas.errors import Problem
from ..schemas.texts import one_line
from . import access, audit, organizations, tokens
from .accounts import browsers, holding
from .refusals import Incomplete, NotFound, Refusal, Taken

WRONG = "Hay datos por corregir."
LAST = (
    "Es la única persona que administra el catálogo: nombre antes a otra, o nadie podrá "
    "inscribir a nadie."
)


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
    """Add a person, or give the one with this code these roles: for the command line.

    Raises ``Refusal`` for a role that there is not, ``Taken`` for another's mailbox.
    """
    unknown = [role for role in roles if role not in ROLES]
    if unknown or not roles:
        raise Refusal(
            f"No hay el papel «{', '.join(unknown)}». Los papeles son: "
            f"{', '.join(ROLES)}."
        )
    person = session.scalar(select(Person).where(Person.code == code))
    require_free(session, code, email, but=person)
    if person is None:
        person = Person(code=code, name=name, roles=list(roles))
        session.add(person)
    person.name, person.roles = name, list(roles)
    person.email = email.lower() if email else None
    person.position, person.organization = position, organization
    session.flush()
    audit.record(
        session, person, "admit", person.uid, after={"roles": list(roles), "name": name}
    )
    return person


def add(session: Session, data: Mapping[str, Any], *, by: Person) -> Person:
    """Register a new person as a form describes them.

    Raises ``Incomplete`` with what is wrong, field by field, and ``Taken``.
    """
    access.require(by, "admit", None)
    values = _read(session, data)
    if session.scalar(select(Person.id).where(Person.code == values["code"])):
        raise Taken(f"El usuario «{values['code']}» ya existe. Escriba otro.")
    require_free(session, values["code"], values["email"])
    person = Person(**values)
    session.add(person)
    session.flush()
    audit.record(session, by, "admit", person.uid, after=_said(person))
    return person


def revise(
    session: Session, person: Person, data: Mapping[str, Any], *, by: Person
) -> None:
    """Change name, position, mailbox, roles and organisation; never the code.

    Raises ``Incomplete``, ``Taken``, or ``Refusal`` for the last administrator's role.
    """
    access.require(by, "admit", None)
    values = _read(session, {**data, "code": person.code})
    require_free(session, person.code, values["email"], but=person)
    before = _said(person)
    if "administrator" not in values["roles"]:
        _require_another(session, person)
    if values["email"] != person.email:
        holding.end_links(session, person)  # they went to the mailbox of before
    for name, value in values.items():
        setattr(person, name, value)
    session.flush()
    audit.record(
        session, by, "revise_person", person.uid, before=before, after=_said(person)
    )


def present(session: Session, person: Person, data: Mapping[str, Any]) -> None:
    """A person's own name and position. Raises ``Incomplete``."""
    values, problems = schema.load_own(dict(data))
    if problems:
        raise Incomplete(WRONG, problems)
    before = _said(person)
    person.name, person.position = values["name"], values.get("position")
    session.flush()
    audit.record(
        session, person, "revise_person", person.uid, before=before, after=_said(person)
    )


def deactivate(session: Session, person: Person, *, by: Person) -> None:
    """Close a person's account: browsers, links and tokens end with it.

    Raises ``Refusal`` for oneself and for the last administrator.
    """
    access.require(by, "admit", None)
    if person.id == by.id:
        raise Refusal("No puede cerrar su propia cuenta: pídaselo a otra persona.")
    _require_another(session, person)
    if not person.active:
        return
    person.active = False
    session.flush()
    audit.record(session, by, "deactivate", person.uid)
    browsers.end_all(session, person, by=by)
    holding.end_links(session, person)
    for token in tokens.of_person(session, person):
        tokens.revoke(session, token, by=by)


def reactivate(session: Session, person: Person, *, by: Person) -> None:
    """Open a closed account again; what ended with it stays ended."""
    access.require(by, "admit", None)
    if not person.active:
        person.active = True
        session.flush()
        audit.record(session, by, "reactivate", person.uid)


def get(session: Session, who: str) -> Person:
    """Return the person with this code or mailbox. Raises ``NotFound``."""
    asked = who if who == one_line(who) else ""
    person = session.scalar(
        select(Person).where(
            or_(Person.code == asked, func.lower(Person.email) == asked.lower())
        )
    )
    if person is None:
        raise NotFound(
            f"No hay ninguna persona «{who}». Inscríbala con: tumbaga person add"
        )
    return person


def of_uid(session: Session, uid: str) -> Person:
    """Return the person with this uid. Raises ``NotFound``."""
    person = session.scalar(select(Person).where(Person.uid == one_line(uid)))
    if person is None:
        raise NotFound("No hay ninguna persona en esa dirección.")
    return person


def listed(session: Session) -> list[Person]:
    """Everybody, by name; who has left comes last."""
    query = select(Person).order_by(Person.active.desc(), func.lower(Person.name))
    return list(session.scalars(query.order_by(Person.id)))


def names(session: Session, codes: Iterable[str]) -> dict[str, str]:
    """What these people are called, by their code."""
    query = select(Person.code, Person.name).where(Person.code.in_(list(codes)))
    return {row.code: row.name for row in session.execute(query)}


def require_free(
    session: Session, code: str, email: str | None, *, but: Person | None = None
) -> None:
    """Raise ``Taken`` if the mailbox is another's: it is a name to sign in with."""
    wanted = [one.lower() for one in (code, email) if one]
    other = session.scalar(select(Person).where(func.lower(Person.email).in_(wanted)))
    if other is not None and other is not but:
        raise Taken(f"El correo «{other.email}» ya es de {other.name}. Escriba otro.")


def _read(session: Session, data: Mapping[str, Any]) -> dict[str, Any]:
    values, problems = schema.load(dict(data))
    if "@" in values.get("code", ""):
        problems = [Problem("code", "Usuario", values["code"], "No lleva arroba (@).")]
    if problems:
        raise Incomplete(WRONG, problems)
    unit = values.get("organization")
    return {
        "code": values["code"],
        "name": values["name"],
        "email": values["email"].lower() if values.get("email") else None,
        "position": values.get("position"),
        "roles": [role for role in ROLES if role in values["roles"]],
        "organization": organizations.get(session, unit) if unit else None,
    }


def _require_another(session: Session, person: Person) -> None:
    """Somebody else must be left who administers. Locks, so that two do not go at once."""
    query = select(Person).where(Person.active).with_for_update(of=Person)
    others = [one for one in session.scalars(query) if one is not person]
    if "administrator" in person.roles and person.active:
        left = any("administrator" in one.roles for one in others)
        if not left:
            raise Refusal(LAST)


def _said(person: Person) -> dict[str, Any]:
    """What the audit keeps; name and mailbox enter it veiled."""
    unit = person.organization
    return {
        "name": person.name,
        "email": person.email,
        "position": person.position,
        "roles": list(person.roles),
        "organization": unit.code if unit is not None else None,
    }
