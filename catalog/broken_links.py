"""Which addresses are known to be broken: what quality, lists and tasks ask of links."""

from typing import Any, cast

from sqlalchemy import ColumnElement, Table, select
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
            urls = session.scalars(_KNOWN)
            session.info[KNOWN] = frozenset(urls)
    found: frozenset[str] = session.info[KNOWN]
    return found


def forget(session: Session) -> None:
    """What is known has changed: it is asked again."""
    session.info.pop(KNOWN, None)


def confirmed() -> ColumnElement[bool]:
    broken: ColumnElement[bool] = LinkCheck.state == "broken"
    return broken & (LinkCheck.failures >= CONFIRMED)


_KNOWN = select(cast("Table", LinkCheck.__table__).c.url).where(confirmed())  # once


def holders() -> Any:
    """The numbers of the records that offer a broken address."""
    return (
        select(Distribution.asset_id)
        .join(LinkCheck, LinkCheck.url == Distribution.url)
        .where(confirmed())
    )
