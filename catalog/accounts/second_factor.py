"""The second factor: codes of an authenticator (TOTP, RFC 6238), and recovery codes."""

import secrets
import time
from dataclasses import dataclass

import pyotp
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from ...records.account import Account, RecoveryCode
from ...records.base import now
from ...records.person import Person
from .. import access, audit
from ..refusals import Refusal
from . import seals
from .holding import account_of

STEP = 30  # seconds of one code
AROUND = (0, -1, 1)  # a clock may be half a minute wrong
CODES = 10
SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that looks like another
WRONG = (
    "Ese código no es el de ahora. Escriba los seis números que muestra su aplicación; "
    "si ya los usó, espere los siguientes."
)


@dataclass(frozen=True)
class Offer:
    """``seed`` is typed, ``address`` is what the picture says (otpauth)."""

    seed: str
    address: str


def offer(session: Session, person: Person, *, issuer: str) -> Offer:
    """A new seed for this person's authenticator; it counts once ``confirm`` is right.

    Raises ``Refusal`` if there is a second factor already.
    """
    account = account_of(session, person)
    if account.seed_confirmed is not None:
        raise Refusal("Ya tiene un segundo paso. Quítelo antes de poner otro.")
    seed = (account.seed and seals.unseal(session, account.seed)) or None
    if seed is None:
        seed = pyotp.random_base32()
        account.seed = seals.seal(session, seed)
        session.flush()
    address = pyotp.TOTP(seed).provisioning_uri(
        name=person.email or person.code, issuer_name=issuer
    )
    return Offer(seed, address)


def confirm(session: Session, person: Person, code: str) -> list[str]:
    """Put the offered second factor to work; return the recovery codes, shown once.

    Raises ``Refusal`` when the code is not the one of now.
    """
    account = account_of(session, person)
    if account.seed_confirmed is not None or not _is_now(session, account, code):
        raise Refusal(WRONG)
    account.seed_confirmed = now()
    codes = _new_codes(session, person)
    audit.record(session, person, "add_second_factor", person.uid)
    return codes


def is_on(session: Session, person: Person) -> bool:
    """Whether this person signs in with a second factor."""
    query = select(Account.seed_confirmed).where(Account.person_id == person.id)
    return session.scalar(query) is not None


def check(session: Session, person: Person, code: str) -> bool:
    """Whether this is the code of now, or a recovery code; neither serves twice."""
    account = account_of(session, person)
    if account.seed_confirmed is None:
        return False
    return _is_now(session, account, code) or _recovers(session, person, code)


def renew_codes(session: Session, person: Person) -> list[str]:
    """New recovery codes in the place of the old ones. Raises ``Refusal`` without one."""
    if not is_on(session, person):
        raise Refusal("Primero ponga el segundo paso.")
    codes = _new_codes(session, person)
    audit.record(session, person, "renew_recovery_codes", person.uid)
    return codes


def codes_left(session: Session, person: Person) -> int:
    return (
        session.scalar(
            select(func.count())
            .select_from(RecoveryCode)
            .where(RecoveryCode.person_id == person.id, RecoveryCode.used.is_(None))
        )
        or 0
    )


def remove(session: Session, person: Person, *, by: Person) -> None:
    """Take the second factor away: one's own, or as administrator for a lost telephone."""
    if person.id != by.id:
        access.require(by, "admit", None)
    account = account_of(session, person)
    was_on = account.seed_confirmed is not None
    account.seed = account.seed_confirmed = None
    session.execute(delete(RecoveryCode).where(RecoveryCode.person_id == person.id))
    session.flush()
    if was_on:
        audit.record(session, by, "remove_second_factor", person.uid)


def _is_now(session: Session, account: Account, code: str) -> bool:
    seed = seals.unseal(session, account.seed) if account.seed else None
    typed = "".join(code.split())
    if seed is None or len(typed) != 6 or not (typed.isascii() and typed.isdigit()):
        return False
    generator = pyotp.HOTP(seed)
    current = int(time.time()) // STEP
    for step in (current + around for around in AROUND):
        same = secrets.compare_digest(generator.at(step), typed)
        if same and step > account.last_step:
            account.last_step = step
            session.flush()
            return True
    return False


def _recovers(session: Session, person: Person, code: str) -> bool:
    digest = seals.keyed(session, _code_text(person, code))
    found = session.scalar(
        select(RecoveryCode)
        .where(RecoveryCode.person_id == person.id, RecoveryCode.digest == digest)
        .with_for_update()
    )
    if found is None or found.used is not None:
        return False
    found.used = now()
    session.flush()
    audit.record(session, person, "use_recovery_code", person.uid)
    return True


def _new_codes(session: Session, person: Person) -> list[str]:
    session.execute(delete(RecoveryCode).where(RecoveryCode.person_id == person.id))
    codes = [_new_code() for _ in range(CODES)]
    for code in codes:
        digest = seals.keyed(session, _code_text(person, code))
        session.add(RecoveryCode(person_id=person.id, digest=digest))
    session.flush()
    return codes


def _new_code() -> str:
    signs = "".join(secrets.choice(SIGNS) for _ in range(10))
    return f"{signs[:5]}-{signs[5:]}"


def _code_text(person: Person, code: str) -> str:
    plain = "".join(sign for sign in code.casefold() if sign.isalnum())
    return f"recovery {person.uid} {plain}"
