"""Browsers that are signed in: beginning, recognising, listing and ending them."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from ...records.account import Browser
from ...records.base import now
from ...records.person import Person
from ...schemas.texts import one_line
from .. import access, audit
from ..refusals import NotFound
from . import seals

BETWEEN_MARKS = timedelta(minutes=5)


def begin(
    session: Session, person: Person, way: str, *, address: str = "", agent: str = ""
) -> str:
    """Sign a browser in; return the secret that its cookie keeps from now on."""
    secret = seals.new()
    browser = Browser(
        person_id=person.id,
        way=way,
        digest=seals.digest(secret),
        address=one_line(address)[:60],
        agent=one_line(agent)[:200],
    )
    session.add(browser)
    session.flush()
    audit.record(session, person, "sign_in", person.uid, after={"way": way})
    return secret


def of_secret(
    session: Session, secret: str, *, idle: timedelta, longest: timedelta
) -> Browser | None:
    """The browser with this secret, while it and its person may still come in."""
    moment = now()
    browser = session.scalar(
        select(Browser).where(
            Browser.digest == seals.digest(secret),
            Browser.ended.is_(None),
            Browser.seen > moment - idle,
            Browser.started > moment - longest,
        )
    )
    return browser if browser is not None and browser.person.active else None


def is_due(browser: Browser) -> bool:
    """Whether it should be written down that it was seen."""
    return now() - browser.seen > BETWEEN_MARKS


def mark_seen(session: Session, number: int) -> None:
    session.get_one(Browser, number).seen = now()
    session.flush()


def listed(
    session: Session, person: Person, *, idle: timedelta, longest: timedelta
) -> list[Browser]:
    """The person's browsers that are signed in now, the last seen first."""
    moment = now()
    return list(
        session.scalars(
            select(Browser)
            .where(
                Browser.person_id == person.id,
                Browser.ended.is_(None),
                Browser.seen > moment - idle,
                Browser.started > moment - longest,
            )
            .order_by(Browser.seen.desc(), Browser.id.desc())
        )
    )


def end(session: Session, person: Person, number: int, *, by: Person) -> None:
    """Sign one browser of this person out. Raises ``NotFound`` if it is not theirs."""
    browser = session.get(Browser, number)
    if browser is None or browser.person_id != person.id:
        raise NotFound("Esa sesión ya no está abierta.")
    _require_own(person, by)
    if browser.ended is None:
        browser.ended = now()
        session.flush()
        audit.record(session, by, "sign_out", person.uid, after={"browser": number})


def end_all(
    session: Session, person: Person, *, by: Person, but: int | None = None
) -> int:
    """Sign the person out everywhere, but for one browser; return how many ended."""
    _require_own(person, by)
    open_ones = session.scalars(
        select(Browser).where(
            Browser.person_id == person.id, Browser.ended.is_(None), Browser.id != but
        )
        if but is not None
        else select(Browser).where(
            Browser.person_id == person.id, Browser.ended.is_(None)
        )
    ).all()
    for browser in open_ones:
        browser.ended = now()
    session.flush()
    if open_ones:
        ended = {"browsers": len(open_ones)}
        audit.record(session, by, "sign_out", person.uid, after=ended)
    return len(open_ones)


def _require_own(person: Person, by: Person) -> None:
    if person.id != by.id:
        access.require(by, "admit", None)
