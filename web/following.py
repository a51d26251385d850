"""What follows the ledger: the search index, the kept fragments and the charts.

A quiet thread, or ``tumbaga worker``. It never runs inside a request. Whoever holds the
lock does the work; a kill at any moment costs nothing, because everything starts again
from where the ledger stands.
"""

import logging
import threading
import time
from collections.abc import Sequence
from datetime import date

from .. import exporters
from ..catalog import fragments
from ..catalog.refusals import Refusal
from ..catalog.search import downloads, following, signals, unmet
from ..exporters.base import keeper
from ..exporters.charts import keeping
from ..exporters.charts.painter import Painter, available
from ..records import reading
from ..records.reading import Observed
from . import left_out
from .composition import House

PAUSE = 0.5  # seconds between two looks
SOON = 0.25  # seconds between two of the index: what a node says is found in one
TROUBLED = 5.0  # seconds until an index that failed is tried again
SWEEP = 3600.0  # seconds between two sweeps
DRAWN = 10  # charts a transaction: some seconds of drawing
PATIENCE = 5.0  # seconds of drawing before the next look at the head
log = logging.getLogger("tumbaga.following")


def follow(house: House) -> int:
    """Bring index, fragments and charts up to the head; return the head's ``seq``."""
    seq = keep_up(house)
    draw(house)
    return seq


def keep_up(house: House) -> int:
    """Bring index and fragments up to the head; return the head's ``seq``."""
    following.catch_up(house.index, house.session)
    return make(house)


def make(house: House) -> int:
    """Bring the fragments up to the head; return the head's ``seq``."""
    with house.session() as session:
        head = reading.head(session)
    catalogue = house.catalogue(head)
    makers = [keeper(exporter, catalogue) for exporter in exporters.kept()]
    fragments.fill(house.writing, house.session, *makers)
    return head.seq


def draw(house: House, seconds: float | None = None, seq: int | None = None) -> bool:
    """Draw the charts that are missing; say whether none is left to be drawn.

    With ``seconds`` it stops after them, and with ``seq`` once the head is elsewhere:
    between two batches, for what was published does not wait for charts. Without the renderer (the
    extra ``charts``) there is nothing to do: the pages show their tables.
    """
    if not available():
        return True
    until = None if seconds is None else time.monotonic() + seconds
    stopped = False

    def enough() -> bool:
        nonlocal stopped
        late = until is not None and time.monotonic() > until
        stopped = late or (seq is not None and _head(house) != seq)
        return stopped

    with Painter() as painter:
        fragments.fill(
            house.writing,
            house.session,
            *_chart_makers(house, painter),
            batch=DRAWN,
            kinds=keeping.KINDS,
            enough=enough,
        )
    return not stopped


def _seen(house: House) -> tuple[int, object]:
    """What an index follows: how far the ledger is, and which links are broken."""
    with house.session() as session:
        return reading.head(session).seq, signals.asof(session)


def _head(house: House) -> int:
    with house.session() as session:
        return reading.head(session).seq


def _chart_makers(house: House, painter: Painter) -> list[keeping.Keeper]:
    def figures(seq: int) -> Sequence[Observed]:
        with house.session() as session:
            return reading.observations(session, seq)

    return keeping.keepers(painter, figures)


def sweep(house: House) -> None:
    """Delete fragments that no reader asks for any more, and half files; each hour."""
    with house.session() as session:
        catalogue = house.catalogue(reading.head(session))
    makers = [keeper(exporter, catalogue) for exporter in exporters.kept()]
    with house.writing() as session:
        fragments.sweep(session, *makers, *_chart_makers(house, Painter()))
        unmet.forget(session, date.today())
        downloads.forget(session, date.today())
    house.files.sweep()


def write_unmet(house: House) -> int:
    """Write down the questions that found nothing since the last look; how many."""
    taken = [house.unmet.popleft() for _time in range(len(house.unmet))]
    if taken:
        with house.writing() as session:
            for text, visit, day in taken:
                unmet.note(session, text, visit=visit, day=day, key=house.secret)
    return len(taken)


def write_taken(house: House) -> int:
    """Add up the downloads since the last look: one number a record and day."""
    taken = [house.taken.popleft() for _time in range(len(house.taken))]
    if taken:
        with house.writing() as session:
            downloads.add(session, taken)
    return len(taken)


class Indexer(threading.Thread):
    """Keeps the index alone up to the head, beside a follower who has more to do.

    The fragments of a thousand records, or their charts, take many seconds; whoever
    publishes meanwhile is found as soon as at any other time.
    """

    def __init__(self, house: House, stopped: threading.Event) -> None:
        super().__init__(name="indexer", daemon=True)
        self.house, self.stopped = house, stopped
        self._seen: tuple[object, ...] = ()

    def run(self) -> None:
        while not self.stopped.wait(SOON):
            try:
                self.look()
            except Refusal as told:  # a full disk: one line each time, not forty
                log.error("%s", told)  # noqa: TRY400
                self.stopped.wait(TROUBLED)
            except Exception:
                log.exception("no se pudo poner al día el buscador")
                self.stopped.wait(TROUBLED)

    def look(self) -> None:
        """Catch up if there is something to, or if no index is left to be read.

        What another process was at is looked at again: it may be killed at it.
        """
        seen = _seen(self.house)
        if seen == self._seen and self.house.index.place.current():
            return
        done = following.catch_up(self.house.index, self.house.session)
        self._seen = seen if done.led else ()


class Follower(threading.Thread):
    """Looks at the head twice a second and follows it; errors are logged and survived."""

    def __init__(self, house: House) -> None:
        super().__init__(name="follower", daemon=True)
        left_out.listen()
        self.house = house
        self.stopped = threading.Event()
        self._seen: tuple[object, ...] = ()
        self._drawn = False
        self._swept = -SWEEP
        self._indexer = Indexer(house, self.stopped)

    def run(self) -> None:
        self._indexer.start()
        while not self.stopped.wait(PAUSE):
            try:
                self.look()
            except Exception:
                log.exception("no se pudo seguir el registro público")

    def look(self) -> None:
        """Follow if the head has moved, or a link broke, since the last look; search
        never waits for charts.
        """
        seen = _seen(self.house)
        if seen != self._seen:
            (make if self._indexer.is_alive() else keep_up)(self.house)
            # as it was before: what was published while we followed is looked at again
            self._seen = seen
            self._drawn = False
        if not self._drawn:
            self._drawn = draw(self.house, PATIENCE, seen[0])
        write_unmet(self.house)
        left_out.write_down(self.house)
        write_taken(self.house)
        if time.monotonic() - self._swept >= SWEEP:
            sweep(self.house)
            left_out.try_again(self.house)
            self._swept = time.monotonic()
