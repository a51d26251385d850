"""Links that open the door once: an invitation, or a new password for who forgot it."""

from datetime import timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from ...records.account import EntryLink
from ...records.base import now
from ...records.person import Person
from .. import audit
from ..refusals import NotFound
from . import attempts, entering, letters, seals
from .holding import end_links

RESET = timedelta(hours=1)
DEAD = "Este enlace ya no sirve: venció, ya se usó, o se pidió otro después. Pida uno nuevo."


def make(session: Session, person: Person, purpose: str, term: timedelta) -> str:
    """Return the secret of a new link; the earlier ones of this person end."""
    end_links(session, person)
    secret = seals.new()
    link = EntryLink(
        person_id=person.id,
        purpose=purpose,
        digest=seals.digest(secret),
        expires=now() + term,
    )
    session.add(link)
    session.flush()
    return secret


def person_of(session: Session, secret: str) -> tuple[Person, str]:
    """Whose link this is, and what for. Raises ``NotFound`` for one that is over."""
    link = session.scalar(
        select(EntryLink).where(
            EntryLink.digest == seals.digest(secret),
            EntryLink.ended.is_(None),
            EntryLink.expires > now(),
        )
    )
    if link is None or not link.person.active:
        raise NotFound(DEAD)
    return link.person, link.purpose


def use(session: Session, secret: str, password: str) -> Person:
    """Set the password of the link's person; the link is over. Raises ``NotFound``."""
    person, purpose = person_of(session, secret)
    # Of two requests at once only one finds the link still open.
    taken = session.execute(
        update(EntryLink)
        .where(EntryLink.digest == seals.digest(secret), EntryLink.ended.is_(None))
        .values(ended=now())
        .returning(EntryLink.id)
    ).one_or_none()
    if taken is None:
        raise NotFound(DEAD)
    entering.set_password(session, person, password, by=person)
    audit.record(session, person, "use_link", person.uid, after={"purpose": purpose})
    return person


def ask_reset(session: Session, who: str, *, place: str) -> None:
    """Send a link for a new password to the person's mailbox, if there is such a person.

    ``place`` is the address before the secret. Nothing tells whether there is one:
    neither the answer nor a refusal. Raises ``TooMany`` for anybody, known or not.
    """
    attempts.spend(session, attempts.OF_LETTERS, who)
    person = entering.found(session, who)
    if person is None or not person.email:
        return
    secret = make(session, person, "reset", RESET)
    audit.record(session, person, "ask_reset", person.uid)
    letters.reset(session, person, place + secret)
