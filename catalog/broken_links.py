"""Which addresses are known to be broken: what quality, lists and tasks ask of links."""

from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from ..records.distribution import Distribution
from ..records.link import LinkCheck

CONFIRMED = 3
"""Failures in a row from which a link is called broken to its owner."""
KNOWN = "broken_links"


def known(session: Session | None) -> frozenset[str]:
    """The addresses called broken; asked once in the life of a session."""
    if session is None:
        return frozenset()
    if KNOWN not in session.info:
        with session.no_autoflush:
            urls = session.scalars(select(LinkCheck.url).where(confirmed()))
            session.info[KNOWN] = frozenset(urls)
    found: frozenset[str] = session.info[KNOWN]
    return found


def forget(session: Session) -> None:
    """What is known has changed: it is asked again."""
    session.info.pop(KNOWN, None)


def confirmed() -> ColumnElement[bool]:
    broken: ColumnElement[bool] = LinkCheck.state == "broken"
    return broken & (LinkCheck.failures >= CONFIRMED)


def holders() -> Any:
    """The numbers of the records that offer a broken address."""
    return (
        select(Distribution.asset_id)
        .join(LinkCheck, LinkCheck.url == Distribution.url)
        .where(confirmed())
    )
