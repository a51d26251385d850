"""The queue that wakes workers, on huey: a file beside SQLite, tables on PostgreSQL, or Redis.

The table of jobs is the truth: what the queue loses, a sweep finds within a minute.
"""

import hashlib
import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any, cast

from huey import (  # type: ignore[import-untyped]
    Huey,
    PostgresHuey,
    RedisHuey,
    SqliteHuey,
    crontab,
)
from huey.consumer import Consumer  # type: ignore[import-untyped]
from huey.serializer import SignedSerializer  # type: ignore[import-untyped]
from sqlalchemy import make_url

from ..catalog import jobs
from .composition import House
from .jobs import run

NAME = "tumbaga"
log = logging.getLogger("tumbaga.queue")

# What runs by the clock: a name, when, and who. Each must bear being run twice at once.
PERIODIC: tuple[tuple[str, dict[str, str], str], ...] = (
    ("terms", {"minute": "7"}, "tumbaga.web.clock:terms_end"),
    ("askers", {"minute": "17"}, "tumbaga.web.clock:askers_erased"),
    # The sweep sends what it asks for.
    ("harvests", {"minute": "*/5"}, "tumbaga.web.harvests:plan"),
)
# What takes long: by the clock only, never while a worker starts.
UNHURRIED = (
    ("dump", {"minute": "37"}, "tumbaga.web.clock:dump_made"),
    ("links", {"minute": "47", "hour": "2"}, "tumbaga.web.clock:links_checked"),
)


@dataclass(frozen=True)
class Line:
    """``job`` puts the uid of a job in the queue."""

    huey: Huey
    job: Callable[[str], Any]


@cache
def line(house: House) -> Line:
    """The queue of the house, made once in each process."""
    huey = _huey(house)

    def job(uid: str) -> str:
        return run(house, uid)

    for name, when, place in (*PERIODIC, *UNHURRIED):
        huey.periodic_task(crontab(**when), name=name)(_called(place, house))
    return Line(huey, huey.task(name="job")(job))


def send(house: House, uid: str) -> None:
    """Wake a worker for this job; with a queue that is down, the sweep does it later."""
    try:
        line(house).job(uid)
    except Exception:
        log.exception("job %s: the queue did not take it, the sweep will", uid)


def sweep(house: House) -> int:
    """Send what waits or was left half done; how many that were."""
    with house.session() as session:
        left = jobs.waiting(session, house.settings.patience)
    for uid in left:
        send(house, uid)
    return len(left)


class _Sweeper(threading.Thread):
    """Sweeps at once, and as often as a worker may be silent; at least each minute."""

    def __init__(self, house: House) -> None:
        super().__init__(name="sweep", daemon=True)
        self.house = house
        self.pause = min(60.0, house.settings.patience.total_seconds())
        self.over = threading.Event()

    def run(self) -> None:
        while not self.over.is_set():
            try:
                sweep(self.house)
            except Exception:
                log.exception("the sweep failed, the next one tries again")
            self.over.wait(self.pause)


class Hands(Consumer):  # type: ignore[misc]
    """A consumer in a thread of a process that has its own signals."""

    sweeper: _Sweeper

    def stop(self, graceful: bool = False) -> None:  # huey's
        self.sweeper.over.set()
        super().stop(graceful)

    def _set_signal_handlers(self) -> None:
        """Signals are the server's own affair."""


def start_here(house: House) -> Hands:
    """Work on jobs in a quiet thread of this process; it ends with the process."""
    sweeper = _at_start(house)
    hands = Hands(line(house).huey, workers=1, max_delay=1)
    hands.sweeper = sweeper
    threading.Thread(target=hands.run, name="jobs", daemon=True).start()
    return hands


def work(house: House, workers: int) -> None:
    """Work on jobs until told to stop; only in the main thread of a process."""
    _at_start(house)
    line(house).huey.create_consumer(workers=workers, max_delay=1).run()


def _at_start(house: House) -> _Sweeper:
    """What a worker does before it waits: its predecessor may have been killed."""
    sweeper = _Sweeper(house)
    sweeper.start()
    for _name, _when, place in PERIODIC:
        try:
            _called(place, house)()
        except Exception:
            log.exception("%s failed at the start of a worker", place)
    return sweeper


def _huey(house: House) -> Huey:
    url = make_url(house.settings.database)
    # Messages are pickles: only those that carry our own signature are opened.
    signed = SignedSerializer(secret=house.secret)
    if house.settings.queue_url:
        # Several catalogues may share one Redis.
        name = NAME + hashlib.sha256(house.secret.encode()).hexdigest()[:16]
        address = house.settings.queue_url
        return RedisHuey(name, url=address, results=False, serializer=signed)
    if url.get_backend_name() == "postgresql":
        plain = url.set(drivername="postgresql").render_as_string(hide_password=False)
        return _on_postgresql(plain, signed)
    place = house.settings.folder / "tareas.db"
    return SqliteHuey(NAME, filename=str(place), results=False, serializer=signed)


def _on_postgresql(address: str, signed: SignedSerializer) -> Huey:
    """It makes its tables when they are missing; of two nodes at it one is turned away."""
    from psycopg.errors import DuplicateTable, UniqueViolation

    try:
        return PostgresHuey(NAME, dsn=address, results=False, serializer=signed)
    except (DuplicateTable, UniqueViolation):  # the other's are there now
        return PostgresHuey(NAME, dsn=address, results=False, serializer=signed)


def _called(place: str, house: House) -> Callable[[], object]:
    def call() -> object:
        module, _, name = place.partition(":")
        verb = cast("Callable[[House], object]", getattr(import_module(module), name))
        return verb(house)

    return call
