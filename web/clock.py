"""What the clock does: verbs of the catalogue in a transaction each, and the dump."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from ..catalog import door, requests, terms
from ..records import reading
from . import dumping, left_out, links
from .composition import House

# A dump is made anew once a day, and only if the ledger moved.
DUMP_LASTS = timedelta(hours=23)


def terms_end(house: House) -> int:
    """Open what a decision says opens today; how many that were (DESIGN 3)."""
    today = door.today()
    with house.session() as session:
        starts = terms.waiting(session, today)
    opened = 0
    for after in starts:
        with house.writing() as session:
            opened += len(terms.run(session, today, after, terms.BATCH))
    return opened


def askers_erased(house: House) -> int:
    """Erase who asked for information once its day has come (Ley 1581 de 2012)."""
    with house.writing() as session:
        return requests.erase_due(session, door.today())


def dump_made(house: House, now: datetime | None = None) -> int:
    """Make the files of ``/descargas`` if there are none, or a day passed; how many.

    One that a closure deleted is made again at the next turn of the clock.
    """
    with _alone(house) as alone:
        if not alone:
            return 0
        with house.session() as session:
            head = reading.head(session)
        found = dumping.current(house, head)
        if found is not None:
            age = (now or datetime.now(UTC)) - found.made
            if found.seq == head.seq or age < DUMP_LASTS:
                return 0
        made = dumping.make(house)
        left_out.survey(house, found.seq if found else 0)
        left_out.write_down(house)
        return len(made.files)


def links_checked(house: House) -> int:
    """Try the links whose turn it is, and tell their owners what changed."""
    with _alone(house, ".enlaces") as alone:
        if not alone:
            return 0
        count = sum(1 for _one in links.steps(house))
        links.report(house)
        return count


@contextmanager
def _alone(house: House, name: str = ".turno") -> Iterator[bool]:
    """Whether no other worker on this machine is at it; a kill frees the place."""
    root = dumping.place(house)
    root.mkdir(parents=True, exist_ok=True)
    with (root / name).open("w") as turn:
        try:
            fcntl.flock(turn, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
