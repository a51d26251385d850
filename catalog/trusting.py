"""Standing approval: Planeación lets what a source brings go out without looking at each.

It is one half. The other is the legal office's general decision over the same source;
without both, and without the person who gave it still having the right, nothing goes.
"""

from sqlalchemy.orm import Session

from ..records.base import now
from ..records.general_decision import GeneralDecision
from ..records.harvest import HarvestSource
from ..records.person import Person
from . import access, audit, general_decisions, people
from .refusals import NotFound, WrongState

NOT_APPROVED = (
    "La fuente «{title}» está {state}: primero se aprueba, después se le da el visto "
    "bueno permanente."
)
ALREADY = "La fuente «{title}» ya tiene el visto bueno permanente."
NONE = "La fuente «{title}» no tiene visto bueno permanente."
NO_DECISION = (
    "Falta la otra mitad: una decisión general de la Dirección Jurídica para la fuente "
    "«{title}». Mientras tanto, lo que llega queda en borrador."
)
NO_TRUST = (
    "Falta el visto bueno permanente de Planeación. Mientras tanto, lo que llega queda "
    "en borrador."
)
NO_LONGER = (
    "{name} dio el visto bueno y ya no puede publicar: alguien de Planeación tiene que "
    "darlo de nuevo."
)


def trust(session: Session, source: HarvestSource, *, by: Person) -> None:
    """Give a source the standing approval. Raises ``WrongState`` unless it is approved."""
    access.require(by, "trust", None)
    if source.state not in {"approved", "paused"}:
        raise WrongState(
            NOT_APPROVED.format(title=source.title, state="por aprobar todavía")
        )
    if source.trusted_by and keeper(session, source) is not None:
        raise WrongState(ALREADY.format(title=source.title))
    source.trusted_by, source.trusted_since = by.code, now()
    session.flush()
    audit.record(session, by, "trust_source", source.uid, after={"code": source.code})


def mistrust(session: Session, source: HarvestSource, *, by: Person) -> None:
    """Take it back: what is public stays, what comes from now on is a draft."""
    access.require(by, "mistrust", None)
    if not source.trusted_by:
        raise WrongState(NONE.format(title=source.title))
    before = {"trusted_by": source.trusted_by}
    source.trusted_by = source.trusted_since = None
    session.flush()
    audit.record(session, by, "mistrust_source", source.uid, before=before)


def keeper(session: Session, source: HarvestSource) -> Person | None:
    """Who gave the standing approval, if they may still publish."""
    if not source.trusted_by or source.state != "approved":
        return None
    try:
        person = people.get(session, source.trusted_by)
    except NotFound:
        return None
    return person if access.may(person, "publish") else None


def decision(session: Session, source: HarvestSource) -> GeneralDecision | None:
    """The legal office's half: its general decision in force over this source."""
    return general_decisions.of_source(session, source.title)


def why_not(session: Session, source: HarvestSource) -> str | None:
    """What is missing for its records to go out by themselves; ``None``: nothing."""
    if not source.trusted_by:
        return NO_TRUST
    if keeper(session, source) is None and source.state == "approved":
        return NO_LONGER.format(name=source.trusted_by)
    if decision(session, source) is None:
        return NO_DECISION.format(title=source.title)
    return None
