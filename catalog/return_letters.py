"""What who produces is told by mail when a record comes back to them.

Mail leaves the house: a letter names records by their codes, and the reasons, which may
speak of what is not public, are read on the desk.
"""

from contextlib import suppress

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..records.asset import Asset
from ..records.organization import Organization
from ..records.outbox import Letter
from ..records.person import Person
from . import outbox
from .access import ROLE_NAMES
from .refusals import Refusal

ROLE = "producer"
SUBJECT = "Le devolvieron registros del catálogo"
BODY = (
    "Buenos días:\n\nEntre al escritorio del catálogo: en «Me espera» están estos "
    "registros con las razones por las que se los devolvieron. No van en este correo, "
    "porque pueden hablar de lo que todavía no es público. Corrija lo que dicen y "
    "envíelos otra vez.\n\n"
)
LINE = "- {code} (lo devolvió {office})\n"


def returned(session: Session, asset: Asset, office: str, *, by: Person) -> None:
    """Write to who produces in the record's organisation, or in the nearest above it.

    What has not left yet takes one line more: many at once are one letter.
    """
    line = LINE.format(code=asset.code, office=ROLE_NAMES[office])
    for person in _producers(session, asset.organization):
        waiting = session.scalar(
            select(Letter)
            .where(
                Letter.person_id == person.id,
                Letter.subject == SUBJECT,
                Letter.due.is_not(None),
                Letter.tries == 0,
            )
            .limit(1)
            .with_for_update(skip_locked=True)
        )
        if waiting is not None:
            waiting.body += line
            continue
        # A mailbox that no letter can go to does not keep the record from coming back.
        with suppress(Refusal):
            if person.id != by.id:
                outbox.put(
                    session, person.email or "", SUBJECT, BODY + line, person=person
                )


def _producers(session: Session, place: Organization | None) -> list[Person]:
    while place is not None:
        query = select(Person).where(
            Person.active,
            Person.organization_id == place.id,
            Person.email.is_not(None),
            Person.email != "",
        )
        found = session.scalars(query.order_by(Person.id))
        there = [one for one in found if ROLE in one.roles]
        if there:
            return there
        place = place.parent
    return []
