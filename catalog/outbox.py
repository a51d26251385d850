"""The outbox: verbs put letters there in their own transaction; the post carries them."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..records.base import now
from ..records.outbox import Letter
from ..records.person import Person
from ..records.request import Asker, InformationRequest
from ..schemas.texts import FORBIDDEN
from .refusals import Refusal

# How long after each failed try the next one comes; after the last it is given up.
WAITS = tuple(timedelta(minutes=one) for one in (1, 5, 15, 60, 240, 720))
HELD = timedelta(minutes=5)  # nobody else tries a letter that is being carried
ERASED = "quien preguntó ya no está"


@dataclass(frozen=True)
class Carried:
    """A letter that the post has in hand."""

    number: int
    recipient: str
    subject: str
    body: str


def put(
    session: Session,
    recipient: str,
    subject: str,
    body: str,
    *,
    person: Person | None = None,
    request: InformationRequest | None = None,
) -> bool:
    """Leave a letter for the post; return whether there is a post at all.

    The edge says so in ``session.info["post"]``. With a ``request`` it goes to its
    asker, and the mailbox is not written down a second time. Raises ``Refusal`` for a mailbox or a
    subject of more than one line: what follows would be read as headers.
    """
    for line in (recipient, subject):
        if FORBIDDEN.search(line) or len(line.splitlines()) != 1:
            raise Refusal(
                "El correo y el asunto van en una sola línea, sin signos raros."
            )
    if not session.info.get("post"):
        return False
    letter = Letter(
        recipient="" if request is not None else recipient,
        subject=subject,
        body=body,
        person_id=person.id if person is not None else None,
        request_id=request.id if request is not None else None,
    )
    session.add(letter)
    session.flush()
    return True


def take(session: Session) -> Carried | None:
    """Take the letter that has waited longest; others leave it alone for a while."""
    while (letter := _next(session)) is not None:
        recipient = _mailbox(session, letter)
        if recipient:
            letter.due = now() + HELD
            letter.tries += 1
            session.flush()
            return Carried(letter.id, recipient, letter.subject, letter.body)
        letter.due, letter.body, letter.trouble = None, "", ERASED
        session.flush()
    return None


def _next(session: Session) -> Letter | None:
    return session.scalar(
        select(Letter)
        .where(Letter.due <= now())
        .order_by(Letter.due, Letter.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )


def _mailbox(session: Session, letter: Letter) -> str:
    """Where it goes; empty when that was erased in the meantime."""
    if letter.request_id is None:
        return letter.recipient
    asker = session.get(Asker, letter.request_id)
    return (asker.email or "") if asker is not None else ""


def delivered(session: Session, number: int) -> None:
    """It went: what it said is forgotten, as it may hold a link that opens a door."""
    letter = session.get(Letter, number)
    if letter is None:  # erased with its asker while it was on its way
        return
    letter.sent, letter.due, letter.body, letter.trouble = now(), None, "", ""
    session.flush()


def failed(session: Session, number: int, trouble: str, *, for_good: bool) -> None:
    """It did not go: it is tried again later, or given up."""
    letter = session.get(Letter, number)
    if letter is None:
        return
    letter.trouble = trouble[:300]
    if for_good or letter.tries > len(WAITS):
        letter.due, letter.body = None, ""
    else:
        letter.due = now() + WAITS[letter.tries - 1]
    session.flush()
