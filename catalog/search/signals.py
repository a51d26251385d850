"""What stands outside the ledger and still counts: links that broke, or work again.

The index's stamp names the broken links that it knows of, so that whoever leads finds
what has changed since, after a crash too. Who offers such a link is asked of the working
records: where one differs from what is public, its publication will put it right.
"""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from typing import Protocol

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ...records.asset import Asset
from ...records.distribution import Distribution
from ...records.link import LinkCheck
from ...records.reading import KNOWN, by_uids
from ..broken_links import confirmed
from .documents import prepare
from .engines.base import Stamp, Writer

MARK = 16  # letters of a link's key that stand in the stamp
AT_ONCE = 500


class Sessions(Protocol):
    def __call__(self) -> AbstractContextManager[Session]: ...


@dataclass(frozen=True, slots=True)
class Broken:
    """The addresses called broken at one moment, and how a stamp names them."""

    urls: frozenset[str]
    mark: str


def broken(sessions: Sessions) -> Broken:
    with sessions() as session:
        rows = session.execute(
            select(LinkCheck.key, LinkCheck.url).where(confirmed())
        ).all()
    mark = "".join(sorted(key[:MARK] for key, _url in rows))
    return Broken(frozenset(url for _key, url in rows), mark)


def asof(session: Session) -> tuple[object, ...]:
    """Something cheap that differs once a link broke or works again."""
    query = select(func.count(), func.max(LinkCheck.checked)).where(confirmed())
    return tuple(session.execute(query).one())


def take_in(writer: Writer, stamp: Stamp, now: Broken, sessions: Sessions) -> Stamp:
    """Write anew what offers a link that has changed; the stamp that says so."""
    if stamp.broken == now.mark:
        return stamp
    told = replace(stamp, broken=now.mark)
    for keys in _portions(sorted(_marks(stamp.broken) ^ _marks(now.mark))):
        with sessions() as session:
            rows = by_uids(session, _offering(session, keys), disclosures=KNOWN)
        documents = [prepare(row, broken=now.urls) for row in rows.values()]
        writer.apply(documents, [], stamp)
    writer.apply([], [], told)
    return told


def _marks(mark: str) -> set[str]:
    return {mark[at : at + MARK] for at in range(0, len(mark), MARK)}


def _offering(session: Session, keys: Iterable[str]) -> list[str]:
    named = select(LinkCheck.url).where(
        func.substr(LinkCheck.key, 1, MARK).in_(list(keys))
    )
    query = select(Asset.uid).join(Distribution, Distribution.asset_id == Asset.id)
    return list(session.scalars(query.where(Distribution.url.in_(named)).distinct()))


def _portions(keys: list[str]) -> Iterator[list[str]]:
    for first in range(0, len(keys), AT_ONCE):
        yield keys[first : first + AT_ONCE]
