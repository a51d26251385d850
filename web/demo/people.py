"""The invented people of the demo: one for each task, known by a first name."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from ...catalog import organizations, people
from ...records.person import Person


@dataclass(frozen=True)
class Invented:
    code: str
    name: str
    role: str
    position: str
    organization: str


ANA = Invented(
    "ana", "Ana (ejemplo)", "producer", "Produce información", "alcaldia-cali"
)
JULIA = Invented("julia", "Julia (ejemplo)", "legal", "Decide la clase", "juridica")
PEDRO = Invented("pedro", "Pedro (ejemplo)", "planning", "Revisa y aprueba", "dapm")
ADELA = Invented(
    "adela", "Adela (ejemplo)", "administrator", "Administra el catálogo", ""
)
AUGUSTO = Invented(
    "augusto", "Augusto (ejemplo)", "auditor", "Audita", "control-interno"
)
STAFF = (ADELA, ANA, JULIA, PEDRO, AUGUSTO)


def admit(session: Session, one: Invented) -> Person:
    """Admit the person; where a unit is named, it must be registered before."""
    unit = organizations.get(session, one.organization) if one.organization else None
    return people.admit(
        session,
        one.code,
        one.name,
        [one.role],
        email=f"{one.code}@ejemplo.gov.co",
        position=one.position,
        organization=unit,
    )
