"""Passwords of people: recognising who types one, setting it, and what follows."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from ...records.account import Account
from ...records.base import now
from ...records.person import Person
from .. import audit, people
from ..refusals import NotFound
from . import browsers, letters, passwords
from .holding import account_of, end_links

# The same words for an unknown person, one who has left, one without a password and a
# wrong password: they say nothing about who is registered.
NOT_RECOGNISED = (
    "El correo o la clave no son los que tenemos. Revíselos y escríbalos otra vez, o "
    "pida un enlace para poner una clave nueva."
)
WRONG_NOW = "Esa no es su clave de ahora. Escríbala otra vez."


def found(session: Session, who: str) -> Person | None:
    """The active person with this code or mailbox, or nobody."""
    try:
        person = people.get(session, who.strip())
    except NotFound:
        return None
    return person if person.active else None


def recognise(session: Session, who: str, password: str) -> Person | None:
    """The active person with this code or mailbox and this password, or nobody.

    It takes as long for whoever there is not. It only reads.
    """
    person = found(session, who)
    kept = _kept(session, person) if person is not None else None
    return person if passwords.fits(kept, password) else None


def is_own(session: Session, person: Person, password: str) -> bool:
    """Whether this is the person's password of now."""
    return passwords.fits(_kept(session, person), password)


def has_password(session: Session, person: Person) -> bool:
    return _kept(session, person) is not None


def strengthen(session: Session, person: Person, password: str) -> None:
    """Keep a password that was right with today's parameters, if they have risen."""
    account = account_of(session, person)
    if account.password is not None and passwords.is_dated(account.password):
        account.password = passwords.hashed(password)
        session.flush()


def set_password(
    session: Session,
    person: Person,
    password: str,
    *,
    by: Person,
    but: int | None = None,
) -> None:
    """Set a password; every browser of the person is signed out, except ``but``.

    Open links end too, and a letter tells the person. Raises ``Refusal`` for a
    password that is easy to guess.
    """
    passwords.require_good(password, person)
    account = account_of(session, person)
    was_there = account.password is not None
    account.password, account.password_set = passwords.hashed(password), now()
    end_links(session, person)
    audit.record(session, by, "set_password", person.uid)
    browsers.end_all(session, person, by=by, but=but)
    if was_there:
        letters.password_changed(session, person)


def _kept(session: Session, person: Person) -> str | None:
    return session.scalar(
        select(Account.password).where(Account.person_id == person.id)
    )
