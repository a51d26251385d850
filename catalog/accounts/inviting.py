"""Inviting people: they are registered, and a link lets them set their password."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from ...records.person import Person
from .. import access, audit, people
from ..refusals import Refusal
from . import letters, links


@dataclass(frozen=True)
class Invitation:
    """``address`` opens the door once; ``by_mail`` says whether a letter carries it."""

    person: Person
    address: str
    by_mail: bool


def invite(
    session: Session,
    data: Mapping[str, Any],
    *,
    by: Person,
    place: str,
    term: timedelta,
) -> Invitation:
    """Register somebody and invite them. ``place`` is the address before the secret.

    Raises what ``people.add`` raises.
    """
    return again(
        session, people.add(session, data, by=by), by=by, place=place, term=term
    )


def again(
    session: Session,
    person: Person,
    *,
    by: Person,
    place: str,
    term: timedelta,
    by_mail: bool = True,
) -> Invitation:
    """A new link for somebody who is registered; the earlier ones end.

    Raises ``NotAllowed``, and ``Refusal`` for who has left.
    """
    access.require(by, "admit", None)
    if not person.active:
        raise Refusal(f"La cuenta de {person.name} está cerrada. Ábrala antes.")
    address = place + links.make(session, person, "invitation", term)
    audit.record(session, by, "invite", person.uid, after={"days": term.days})
    sent = by_mail and letters.invitation(session, person, by, address)
    return Invitation(person, address, sent)
