"""Walking over what is current in the ledger, page by page, however much there is."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from itertools import chain

from sqlalchemy.orm import Session

from .reading import OPEN, PublicRecord, page

BATCH = 500
Sessions = Callable[[], AbstractContextManager[Session]]


def within(session: Session) -> Sessions:
    """Every page from one session, whose end its owner minds."""
    return lambda: nullcontext(session)


def batches(
    sessions: Sessions,
    upto: int,
    *,
    after: int = 0,
    size: int = BATCH,
    kinds: Sequence[str] | None = None,
    disclosures: Sequence[str] = OPEN,
    saying: Sequence[str] = (),
) -> Iterator[list[PublicRecord]]:
    """Current rows with ``after < seq <= upto``, ``size`` at a time, by ``seq``.

    Each page is read in a session of its own, closed before the page is handed out: a
    slow reader holds no transaction open. ``upto`` is the head that was read first.
    """
    while True:
        with sessions() as session:
            found = page(
                session,
                after=after,
                upto=upto,
                limit=size,
                kinds=kinds,
                disclosures=disclosures,
                saying=saying,
            )
        if found:
            yield found
        if len(found) < size:
            return
        after = found[-1].seq


def records(
    sessions: Sessions,
    upto: int,
    *,
    after: int = 0,
    kinds: Sequence[str] | None = None,
    disclosures: Sequence[str] = OPEN,
    saying: Sequence[str] = (),
) -> Iterator[PublicRecord]:
    """The same, one by one."""
    pages = batches(
        sessions,
        upto,
        after=after,
        kinds=kinds,
        disclosures=disclosures,
        saying=saying,
    )
    return chain.from_iterable(pages)
