"""Links: which addresses are due to be tried, what they answered, and whom it concerns."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..records.asset import Asset
from ..records.base import now
from ..records.distribution import Distribution
from ..records.link import LinkCheck
from . import broken_links, indexing
from .broken_links import CONFIRMED

EVERY = timedelta(days=7)
AGAIN = timedelta(days=1)
"""What is broken is tried sooner: servers are often only down."""
KEPT = 10


@dataclass(frozen=True)
class Broken:
    """A link that does not work, and the record that it belongs to."""

    code: str
    title: str
    organization: str
    url: str
    reason: str
    since: datetime
    failures: int


def due(
    session: Session, *, most: int = 1000, moment: datetime | None = None
) -> list[str]:
    """The addresses of distributions to be tried now, those never tried first."""
    at = moment or now()
    checks = {
        one.key: one.checked + _pause(one) for one in session.scalars(select(LinkCheck))
    }
    urls = session.scalars(
        select(Distribution.url).where(Distribution.url.is_not(None)).distinct()
    )
    never = datetime.min.replace(tzinfo=at.tzinfo)
    outside = [url for url in urls if url and url.startswith(("http://", "https://"))]
    waiting = [(checks.get(key_of(url), never), url) for url in outside]
    return [url for when, url in sorted(waiting) if when <= at][:most]


def note(
    session: Session,
    url: str,
    state: str,
    status: int = 0,
    reason: str = "",
    *,
    moment: datetime | None = None,
) -> LinkCheck:
    """Write down what an address answered; its history keeps the last ten."""
    at = moment or now()
    found = session.scalar(select(LinkCheck).where(LinkCheck.key == key_of(url)))
    if found is None:
        found = LinkCheck(key=key_of(url), url=url, since=at, history=[], failures=0)
        session.add(found)
    elif found.state != state:
        found.since = at
    found.state, found.status, found.reason = state, status or None, reason or None
    found.checked = at
    was = (found.failures or 0) >= CONFIRMED
    found.failures = (found.failures or 0) + 1 if state == "broken" else 0
    line = {"at": at.isoformat(timespec="seconds"), "state": state, "status": status}
    found.history = [line, *found.history][:KEPT]
    session.flush()
    if was != (found.failures >= CONFIRMED):
        _reweigh(session, url)
    return found


def _reweigh(session: Session, url: str) -> None:
    """The quality of what offers an address follows what became of it."""
    broken_links.forget(session)
    holding = select(Distribution.asset_id).where(Distribution.url == url)
    for asset in session.scalars(select(Asset).where(Asset.id.in_(holding))):
        indexing.weigh_one(asset)
    session.flush()


def broken(session: Session, least: int = CONFIRMED) -> Iterator[Broken]:
    """The links that failed so many times in a row, by organisation and record."""
    query = (
        select(Distribution.url, Asset)
        .join(Asset, Distribution.asset_id == Asset.id)
        .where(Distribution.url.is_not(None))
        .order_by(Asset.organization_id, Asset.code)
    )
    known = {
        one.url: one
        for one in session.scalars(
            select(LinkCheck).where(
                LinkCheck.state == "broken", LinkCheck.failures >= least
            )
        )
    }
    for url, asset in session.execute(query):
        one = known.get(url or "")
        if one is not None:
            yield Broken(
                asset.code,
                asset.title,
                asset.organization.name,
                one.url,
                one.reason or "",
                one.since,
                one.failures,
            )


def counted(session: Session) -> dict[str, int]:
    """How many addresses are in each state."""
    found: dict[str, int] = {}
    for state in session.scalars(select(LinkCheck.state)):
        found[state] = found.get(state, 0) + 1
    return found


def states(session: Session, urls: Sequence[str]) -> dict[str, LinkCheck]:
    """What is known of these addresses, by the address."""
    keys = [key_of(url) for url in urls]
    rows = session.scalars(select(LinkCheck).where(LinkCheck.key.in_(keys)))
    return {one.url: one for one in rows}


def key_of(url: str) -> str:
    return hashlib.sha256(url.encode("utf-8", "replace")).hexdigest()


def _pause(one: LinkCheck) -> timedelta:
    return AGAIN if one.state == "broken" else EVERY
