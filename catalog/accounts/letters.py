"""What the house writes to people about their accounts; plain text, in Spanish."""

from sqlalchemy.orm import Session

from ...records.person import Person
from .. import outbox

SIGNED = (
    "\n\nEste correo lo envía el catálogo de datos de la ciudad. Nadie del catálogo le "
    "pedirá su clave.\n"
)


def invitation(session: Session, person: Person, by: Person, address: str) -> bool:
    """Invite somebody; return whether the letter will be carried."""
    return _write(
        session,
        person,
        "Lo invitan al catálogo de datos",
        f"{by.name} lo inscribió en el catálogo de datos de la ciudad.\n\n"
        f"Para entrar, ponga su clave en esta dirección:\n\n{address}\n\n"
        "La dirección sirve una sola vez y por pocos días. Si no esperaba este correo, "
        "no haga nada.",
    )


def reset(session: Session, person: Person, address: str) -> bool:
    return _write(
        session,
        person,
        "Ponga una clave nueva",
        "Alguien, quizá usted, pidió una clave nueva para entrar al catálogo de datos."
        f"\n\nPóngala en esta dirección:\n\n{address}\n\n"
        "La dirección sirve una sola vez y durante una hora. Si no la pidió usted, no "
        "haga nada: su clave sigue siendo la misma.",
    )


def password_changed(session: Session, person: Person) -> bool:
    return _write(
        session,
        person,
        "Su clave cambió",
        "La clave con que usted entra al catálogo de datos cambió, y cerramos las demás "
        "sesiones que tenía abiertas.\n\nSi no fue usted, avise hoy mismo a quien "
        "administra el catálogo.",
    )


def _write(session: Session, person: Person, subject: str, text: str) -> bool:
    if not person.email:
        return False
    body = f"Buenos días, {person.name}:\n\n{text}{SIGNED}"
    return outbox.put(session, person.email, subject, body, person=person)
