"""Organisations: registering them, and finding one by what people write."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..records.organization import Organization
from ..records.person import Person
from ..schemas import organization as schema
from ..schemas.vocabularies import fold
from . import access, audit
from .refusals import Incomplete, NotFound

FIELDS = (
    "name",
    "short_name",
    "acronym",
    "organization_type",
    "email",
    "telephone",
    "url",
    "description",
)


def save(session: Session, data: Mapping[str, Any], *, by: Person) -> Organization:
    """Register an organisation, or revise the one with its code.

    Raises ``Incomplete`` when a value is wrong and ``NotFound`` for an unknown parent.
    """
    access.require(by, "organize", None)
    values, problems = schema.load(dict(data))
    if problems:
        raise Incomplete("La dependencia tiene datos por corregir.", problems)
    organization = session.scalar(
        select(Organization).where(Organization.code == values["code"])
    )
    parent = get(session, values["parent"]) if values.get("parent") else None
    if organization is None:
        organization = Organization(code=values["code"])
        session.add(organization)
    for name in FIELDS:
        setattr(organization, name, values.get(name) or _default(name))
    organization.parent = parent
    session.flush()
    audit.record(session, by, "organize", organization.uid, after=values)
    return organization


def get(session: Session, code: str) -> Organization:
    """Return the organisation with this code. Raises ``NotFound``."""
    found = find(session, code)
    if found is None:
        raise NotFound(
            f"No hay ninguna dependencia con el código o el nombre «{code}»."
        )
    return found


def names(session: Session) -> list[tuple[str, str]]:
    """Code and name of every organisation, by its name: what a list offers."""
    query = select(Organization.code, Organization.name).order_by(Organization.name)
    return [(code, name) for code, name in session.execute(query)]


def find(session: Session, text: str) -> Organization | None:
    """The organisation that a code, a name, a short name or an acronym stands for."""
    exact = session.scalar(select(Organization).where(Organization.code == text))
    if exact is not None:
        return exact
    wanted = fold(text)
    named = [
        one
        for one in session.scalars(select(Organization))
        if wanted
        in {fold(name) for name in (one.name, one.short_name, one.acronym) if name}
        or wanted == fold(one.code)
    ]
    return named[0] if len(named) == 1 else None


def _default(name: str) -> str | None:
    return "dependencia" if name == "organization_type" else None
