"""What follows the ledger: the search index and the kept fragments, in a quiet thread.

It never runs inside a request. Whoever holds the lock does the work; a kill at any
moment costs nothing, because everything starts again from where the ledger stands.
"""

import logging
import threading
import time
from datetime import date

from .. import exporters
from ..catalog import fragments
from ..catalog.search import following, unmet
from ..exporters.base import keeper
from ..records import reading
from .composition import House

PAUSE = 1.0  # seconds between two looks at the head
SWEEP = 3600.0  # seconds between two sweeps
log = logging.getLogger("tumbaga.following")


def follow(house: House) -> int:
    """Bring index and fragments up to the head; return the head's ``seq``."""
    following.catch_up(house.index, house.session)
    with house.session() as session:
        head = reading.head(session)
    catalogue = house.catalogue(head)
    makers = [keeper(exporter, catalogue) for exporter in exporters.kept()]
    fragments.fill(house.writing, house.session, *makers)
    return head.seq


def sweep(house: House) -> None:
    """Delete fragments that no reader asks for any more; at the start and each hour."""
    with house.session() as session:
        catalogue = house.catalogue(reading.head(session))
    makers = [keeper(exporter, catalogue) for exporter in exporters.kept()]
    with house.writing() as session:
        fragments.sweep(session, *makers)
        unmet.forget(session, date.today())


def write_unmet(house: House) -> int:
    """Write down the questions that found nothing since the last look; how many."""
    taken = [house.unmet.popleft() for _time in range(len(house.unmet))]
    if taken:
        with house.writing() as session:
            for text, visit, day in taken:
                unmet.note(session, text, visit=visit, day=day, key=house.secret)
    return len(taken)


class Follower(threading.Thread):
    """Looks at the head once a second and follows it; errors are logged and survived."""

    def __init__(self, house: House) -> None:
        super().__init__(name="follower", daemon=True)
        self.house = house
        self.stopped = threading.Event()
        self._seen = -1
        self._swept = -SWEEP

    def run(self) -> None:
        while not self.stopped.wait(PAUSE):
            try:
                self.look()
            except Exception:
                log.exception("no se pudo seguir el registro público")

    def look(self) -> None:
        """Follow if the head has moved since the last look."""
        with self.house.session() as session:
            seq = reading.head(session).seq
        if seq != self._seen:
            self._seen = follow(self.house)
        write_unmet(self.house)
        if time.monotonic() - self._swept >= SWEEP:
            sweep(self.house)
            self._swept = time.monotonic()
