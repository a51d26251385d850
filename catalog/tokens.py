"""Tokens of the API: issuing, revoking, and finding whose one is. Secrets are not kept."""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..records.base import now
from ..records.person import Person
from ..records.token import Token
from ..schemas.texts import one_line
from . import access, audit
from .refusals import NotAuthenticated, NotFound, Refusal

# What a token may be used for, and the verbs of ``access.RULES`` that this reaches.
# The holder's roles are asked as well: a token never gives more than its person has.
SCOPES: dict[str, frozenset[str]] = {
    "read": frozenset({"read"}),
    "write": frozenset({"register", "revise", "submit"}),
    "review": frozenset({"approve", "return"}),
    "legal": frozenset({"classify", "withdraw"}),
    "publish": frozenset({"publish", "retire", "withdraw"}),
}
PREFIX = "tumbaga_"
USUAL_DAYS, MOST_DAYS = 90, 366
LONGEST_NAME = 100
BETWEEN_MARKS = timedelta(minutes=5)


@dataclass(frozen=True)
class Issued:
    """``secret`` is shown to its holder now and never again."""

    token: Token
    secret: str


def issue(
    session: Session,
    person: Person,
    scopes: Sequence[str],
    *,
    by: Person,
    name: str = "",
    days: int = USUAL_DAYS,
) -> Issued:
    """Give a person a token. Raises ``Refusal`` for a wrong scope, name or term, and
    ``NotAllowed`` for somebody else's.
    """
    _require_own(person, by)
    wanted = _checked(person, scopes, days)
    label = one_line(name) or f"Token de {person.code}"
    if len(label) > LONGEST_NAME:
        raise Refusal(f"El nombre es demasiado largo: caben {LONGEST_NAME} letras.")
    secret = PREFIX + secrets.token_urlsafe(32)
    token = Token(
        person=person,
        name=label,
        scopes=wanted,
        digest=_digest(secret),
        expires=now() + timedelta(days=days),
    )
    session.add(token)
    session.flush()
    audit.record(
        session,
        by,
        "issue_token",
        person.uid,
        after={"token": token.uid, "scopes": wanted, "days": days},
    )
    return Issued(token, secret)


def revoke(session: Session, token: Token, *, by: Person) -> None:
    """End a token; repeating it changes nothing. Raises ``NotAllowed``."""
    _require_own(token.person, by)
    if token.revoked is not None:
        return
    token.revoked = now()
    session.flush()
    audit.record(
        session, by, "revoke_token", token.person.uid, after={"token": token.uid}
    )


def get(session: Session, number: int) -> Token:
    """Return the token with this number. Raises ``NotFound``."""
    found = session.get(Token, number)
    if found is None:
        raise NotFound(f"No hay ningún token con el número {number}.")
    return found


def listed(session: Session) -> list[Token]:
    """Every token, the newest first."""
    return list(session.scalars(select(Token).order_by(Token.id.desc())))


def of_person(session: Session, person: Person) -> list[Token]:
    """The person's tokens that are not revoked, the newest first."""
    query = select(Token).where(Token.person_id == person.id, Token.revoked.is_(None))
    return list(session.scalars(query.order_by(Token.id.desc())))


def token_of(session: Session, secret: str) -> Token:
    """Return the token that this secret is; its ``person`` is who asks.

    Raises ``NotAuthenticated`` when it is unknown, ended, or its holder has left.
    """
    token = session.scalar(select(Token).where(Token.digest == _digest(secret)))
    if token is None:
        raise NotAuthenticated("No conocemos este token. Revise que esté completo.")
    if token.revoked is not None:
        raise NotAuthenticated("Este token fue revocado. Pida uno nuevo.")
    if token.expires <= now():
        day = token.expires.date().isoformat()
        raise NotAuthenticated(f"Este token venció el {day}. Pida uno nuevo.")
    if not token.person.active:
        raise NotAuthenticated("La persona de este token ya no trabaja en el catálogo.")
    return token


def reaches(scopes: Sequence[str], verb: str) -> bool:
    """Whether these scopes allow a verb of ``access.RULES``."""
    return any(verb in SCOPES.get(scope, ()) for scope in scopes)


def is_due(token: Token) -> bool:
    """Whether its last use should be written down again."""
    return token.last_used is None or now() - token.last_used > BETWEEN_MARKS


def mark_used(session: Session, number: int) -> None:
    """Write down that a token was used just now."""
    get(session, number).last_used = now()
    session.flush()


def _require_own(person: Person, by: Person) -> None:
    """One's own tokens, or anybody's for who administers."""
    if person.id != by.id:
        access.require(by, "admit", None)


def _checked(person: Person, scopes: Sequence[str], days: int) -> list[str]:
    unknown = sorted(set(scopes) - set(SCOPES))
    if unknown or not scopes:
        raise Refusal(
            f"No hay el alcance «{', '.join(unknown)}». Los alcances son: "
            f"{', '.join(SCOPES)}."
        )
    if not 1 <= days <= MOST_DAYS:
        raise Refusal(f"Un token dura entre 1 y {MOST_DAYS} días.")
    if not person.active:
        raise Refusal(f"{person.name} ya no trabaja en el catálogo.")
    return [scope for scope in SCOPES if scope in set(scopes)]


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
