"""What who produces is told by mail when a norm changes under their records.

Mail leaves the house: a letter names records by their codes and never by their titles.
"""

from collections.abc import Sequence
from contextlib import suppress

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..records.asset import Asset
from ..records.norm import Norm
from ..records.person import Person
from ..schemas import spelling, vocabularies
from . import outbox
from .refusals import Refusal

ROLE = "producer"
MOST = 30  # codes that a letter names
BODY = (
    "Buenos días:\n\nCambió una norma en que se apoyan registros de su dependencia.\n\n"
    "Norma: {name}\nEstado: {state}, desde el {since}\nLa razón: {reason}\n\n"
    "Registros por revisar ({count}):\n{codes}\n\nEntre al escritorio del catálogo: en "
    "«Normograma» están todos, con sus nombres. Revíselos y marque los que ya miró.\n"
)


def changed(session: Session, norm: Norm, touched: Sequence[Asset]) -> int:
    """Write to who produces in each organisation that owns any; return how many go."""
    owned: dict[int, list[str]] = {}
    for asset in touched:
        owned.setdefault(asset.organization_id, []).append(asset.code)
    if not owned:
        return 0
    subject = f"Cambió una norma: {norm.name}"
    sent = 0
    for person in _producers(session, list(owned)):
        codes = owned[person.organization_id or 0]
        # A mailbox that no letter can go to does not stop the norm.
        with suppress(Refusal):
            body = _body(norm, codes)
            mailbox = person.email or ""
            sent += outbox.put(session, mailbox, subject, body, person=person)
    return sent


def _producers(session: Session, organizations: list[int]) -> list[Person]:
    query = select(Person).where(
        Person.active, Person.email.is_not(None), Person.email != ""
    )
    found = session.scalars(query.order_by(Person.id))
    wanted = set(organizations)
    return [one for one in found if ROLE in one.roles and one.organization_id in wanted]


def _body(norm: Norm, codes: Sequence[str]) -> str:
    shown = [f"- {code}" for code in codes[:MOST]]
    if codes[MOST:]:
        shown.append(f"- y {len(codes) - MOST} más")
    return BODY.format(
        name=norm.name,
        state=vocabularies.get("norm_states").label(norm.state).lower(),
        since=spelling.long_date(norm.state_date),
        reason=norm.state_reason or "",
        count=len(codes),
        codes="\n".join(shown),
    )
