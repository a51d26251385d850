"""What broke and what works again, told by mail to who answers for it, and only then."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..records.asset import Asset
from ..records.distribution import Distribution
from ..records.link import LinkCheck
from ..records.person import Person
from . import outbox
from .broken_links import confirmed

SUBJECT = "Enlaces de sus registros: qué cambió"
BODY = """Buenos días:

{told}

Entre al escritorio y corrija la dirección en la ficha de cada registro. Si el archivo ya
no existe, quítelo.
"""
BROKEN = "Ya no responden:"
MENDED = "Vuelven a responder:"
MOST = 50
MORE = "… y {more} más."


def report(session: Session) -> int:
    """Leave a letter for each producer of an office whose links changed; how many."""
    wanted = select(LinkCheck).where(
        (confirmed() & LinkCheck.told.is_(False))
        | (LinkCheck.told.is_(True) & LinkCheck.state.in_(("works", "moved")))
    )
    changed = {one.url: one for one in session.scalars(wanted)}
    letters = sum(
        _write(session, office, lines)
        for office, lines in _by_office(session, changed).items()
    )
    for one in changed.values():
        one.told = one.state == "broken"
    session.flush()
    return letters


def _by_office(
    session: Session, changed: dict[str, LinkCheck]
) -> dict[int, dict[str, list[str]]]:
    """For each office, what is to be said under each heading."""
    rows = session.execute(
        select(Asset.organization_id, Asset.title, Distribution.url)
        .join(Distribution, Distribution.asset_id == Asset.id)
        .where(Distribution.url.in_(changed), Asset.workflow_state != "withdrawn")
        .order_by(Asset.title, Distribution.url)
    )
    found: dict[int, dict[str, list[str]]] = {}
    for office, title, url in rows:
        one = changed[url or ""]
        broken = one.state == "broken"
        said = f"- {title}: {url}"
        if broken and one.reason:
            said += f" ({one.reason})"
        heading = BROKEN if broken else MENDED
        found.setdefault(office, {}).setdefault(heading, []).append(said)
    return found


def _write(session: Session, office: int, lines: dict[str, list[str]]) -> int:
    parts = []
    for heading in (BROKEN, MENDED):
        listed = lines.get(heading, [])
        more = [MORE.format(more=len(listed) - MOST)] if len(listed) > MOST else []
        if listed:
            parts.append("\n".join([heading, *listed[:MOST], *more]))
    body = BODY.format(told="\n\n".join(parts))
    people = session.scalars(
        select(Person).where(Person.organization_id == office, Person.active)
    )
    return sum(
        outbox.put(session, one.email, SUBJECT, body, person=one)
        for one in people
        if one.email and "producer" in one.roles
    )
