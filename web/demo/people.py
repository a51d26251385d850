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
    task: str  # as the button of the sign-in page says it

    @property
    def first_name(self) -> str:
        return self.name.partition(" ")[0]

    @property
    def email(self) -> str:
        """A mailbox that nobody has."""
        return f"{self.code}@ejemplo.gov.co"


ANA = Invented(
    "ana",
    "Ana (ejemplo)",
    "producer",
    "Produce información",
    "alcaldia-cali",
    "productora",
)
JULIA = Invented(
    "julia",
    "Julia (ejemplo)",
    "legal",
    "Decide la clase",
    "juridica",
    "de la Dirección Jurídica",
)
PEDRO = Invented(
    "pedro",
    "Pedro (ejemplo)",
    "planning",
    "Revisa y aprueba",
    "dapm",
    "de Planeación",
)
ADELA = Invented(
    "adela",
    "Adela (ejemplo)",
    "administrator",
    "Administra el catálogo",
    "",
    "administradora",
)
AUGUSTO = Invented(
    "augusto",
    "Augusto (ejemplo)",
    "auditor",
    "Audita",
    "control-interno",
    "de control interno",
)
STAFF = (ANA, PEDRO, JULIA, ADELA, AUGUSTO)


def admit(session: Session, one: Invented) -> Person:
    """Admit the person; where a unit is named, it must be registered before."""
    unit = organizations.get(session, one.organization) if one.organization else None
    return people.admit(
        session,
        one.code,
        one.name,
        [one.role],
        email=one.email,
        position=one.position,
        organization=unit,
    )
