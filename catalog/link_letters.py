"""What broke and what works again, told by mail to who answers for it, and only then.

Who answers is who produces in the record's office; where nobody does, in the nearest
office above it.
"""

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..records.asset import Asset
from ..records.distribution import Distribution
from ..records.link import LinkCheck
from ..records.organization import Organization
from ..records.person import Person
from . import outbox
from .broken_links import confirmed

SUBJECT = "Enlaces de sus registros: qué cambió"
BODY = """Buenos días:

{told}
"""
MEND = """
Entre al escritorio y corrija la dirección en la ficha de cada registro. Si el archivo ya
no existe, quítelo.
"""
BROKEN = "Ya no responden:"
MENDED = "Vuelven a responder:"
MOST = 50
MORE = "… y {more} más."


def report(session: Session) -> int:
    """Leave a letter for each producer whose links changed; how many.

    What nobody could be told stays to be told.
    """
    wanted = select(LinkCheck).where(
        (confirmed() & LinkCheck.told.is_(False))
        | (LinkCheck.told.is_(True) & LinkCheck.state.in_(("works", "moved")))
    )
    changed = {one.url: one for one in session.scalars(wanted)}
    letters = 0
    for office, told in _by_office(session, changed).items():
        sent = _write(session, _who_answers(session, office), _lines(told))
        letters += sent
        for _title, one in told if sent else ():
            one.told = one.state == "broken"
    session.flush()
    return letters


def _by_office(
    session: Session, changed: dict[str, LinkCheck]
) -> dict[int, list[tuple[str, LinkCheck]]]:
    """For each office where somebody answers, the titles and their changed links."""
    rows = session.execute(
        select(Asset.organization_id, Asset.title, Distribution.url)
        .join(Distribution, Distribution.asset_id == Asset.id)
        .where(Distribution.url.in_(changed), Asset.workflow_state != "withdrawn")
        .order_by(Asset.title, Distribution.url)
    )
    found: dict[int, list[tuple[str, LinkCheck]]] = {}
    answering: dict[int, int] = {}
    for office, title, url in rows:
        if office not in answering:
            answering[office] = _answering(session, office)
        found.setdefault(answering[office], []).append((title, changed[url or ""]))
    return found


def _answering(session: Session, office: int) -> int:
    """The office itself or the nearest above it with somebody to write to."""
    at: Organization | None = session.get_one(Organization, office)
    while at is not None:
        if _who_answers(session, at.id):
            return at.id
        at = at.parent
    return office


def _who_answers(session: Session, office: int) -> list[Person]:
    people = session.scalars(
        select(Person).where(Person.organization_id == office, Person.active)
    )
    return [one for one in people if one.email and "producer" in one.roles]


def _lines(told: list[tuple[str, LinkCheck]]) -> dict[str, list[str]]:
    """What is to be said under each heading."""
    found: dict[str, list[str]] = {}
    for title, one in told:
        broken = one.state == "broken"
        said = f"- {title}: {one.url}"
        if broken and one.reason:
            said += f" ({one.reason})"
        found.setdefault(BROKEN if broken else MENDED, []).append(said)
    return found


def _write(session: Session, people: list[Person], lines: dict[str, list[str]]) -> int:
    parts = []
    for heading in (BROKEN, MENDED):
        listed = lines.get(heading, [])
        more = [MORE.format(more=len(listed) - MOST)] if len(listed) > MOST else []
        if listed:
            parts.append("\n".join([heading, *listed[:MOST], *more]))
    body = BODY.format(told="\n\n".join(parts)) + (MEND if BROKEN in lines else "")
    return sum(
        outbox.put(session, one.email, SUBJECT, body, person=one)
        for one in people
        if one.email
    )
