"""One loop for all long work: commands, the worker and pages run it alike.

A kind of work is a generator of steps: it reads and checks with no transaction open;
the loop opens one for each step, applies it, says how far it is, and commits.
"""

import logging
import secrets
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib import import_module
from typing import Any, cast

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from ..catalog import jobs
from ..catalog.refusals import Refusal
from ..records import troubles
from ..records.job import Job
from ..schemas.tables import Unreadable
from . import collector
from .composition import House

log = logging.getLogger("tumbaga.jobs")

BEATS = 4
"""So many signs of life fit into the time after which a job is taken for dead."""
MOST_STILL = 1800.0


@dataclass(frozen=True)
class Step:
    """``apply`` works inside the loop's transaction; ``total`` 0 is not known yet."""

    done: int
    total: int
    apply: Callable[[Session], object]


@dataclass(frozen=True)
class Work:
    """The steps of a job, and what it says of itself once they are done.

    ``summary`` is called after the last step, and also after a stop; ``give_up`` after
    a step that failed.
    """

    steps: Iterator[Step]
    summary: Callable[[], Mapping[str, Any]]
    give_up: Callable[[], object] = lambda: None


# Each takes the house and the job's arguments (with ``person`` and ``job``, its uid), and
# returns a Work.
KINDS = {
    "import": "tumbaga.web.importing:work",
    "harvest": "tumbaga.web.harvests:work",
}


def work_of(house: House, job: Job) -> Work:
    """The steps of a job. Raises ``KeyError`` for a kind that there is not."""
    module, _, name = KINDS[job.kind].partition(":")
    make = getattr(import_module(module), name)
    return cast(
        "Work", make(house, {**job.arguments, "person": job.person, "job": job.uid})
    )


def run(house: House, uid: str) -> str:
    """Do the job to its end; returns its state, or nothing if another has it."""
    worker = secrets.token_hex(16)
    with house.writing() as session:
        job = jobs.claim(session, uid, worker, house.settings.patience)
    if job is None:
        return ""
    with _alive(house, uid, worker) as moved:
        state, result = _worked(house, job, worker, moved)
    with house.writing() as session:
        jobs.end(session, uid, worker, state, result)
    return state


@contextmanager
def _alive(house: House, uid: str, worker: str) -> Iterator[Callable[[], None]]:
    """Show signs of life between two steps, of which one may wait long for a source.

    They end with the process, and when it did not move for ``MOST_STILL`` seconds; what
    is given is to be called when it moves.
    """
    over, last = threading.Event(), [time.monotonic()]

    def moved() -> None:
        last[0] = time.monotonic()

    pause = house.settings.patience.total_seconds() / BEATS

    def beat() -> None:
        while not over.wait(pause) and time.monotonic() - last[0] < MOST_STILL:
            with suppress(DBAPIError), house.writing() as session:
                jobs.beat(session, uid, worker)

    thread = threading.Thread(target=beat, name=f"beat-{uid}", daemon=True)
    thread.start()
    try:
        yield moved
    finally:
        over.set()
        thread.join()


def _worked(
    house: House, job: Job, worker: str, moved: Callable[[], None]
) -> tuple[str, Mapping[str, Any]]:
    work: Work | None = None
    try:
        work = work_of(house, job)
        for step in work.steps:
            moved()
            if _stopped(house, job.uid, worker, step):
                return "cancelled", work.summary()
            collector.look_between()
        return "done", work.summary()
    except (Refusal, Unreadable) as refusal:
        told = str(refusal)
    except DBAPIError as error:
        told = troubles.told(error) or _numbered(job, error)
    except Exception as error:  # noqa: BLE001  # it is logged, with a number
        told = _numbered(job, error)
    if work is not None:
        work.give_up()
    return "failed", {"error": told}


def _numbered(job: Job, error: Exception) -> str:
    """Our fault: the log holds it under the number that the person is told."""
    number = f"{secrets.token_hex(2)}-{secrets.token_hex(1)}".upper()
    said = "job %s (%s) failed, number %s"
    log.error(said, job.uid, job.kind, number, exc_info=error)
    return (
        "Algo falló de nuestro lado. Lo que ya se guardó sigue ahí. Vuelva "
        f"a intentarlo; si sigue igual, dé este número: {number}."
    )


def _stopped(house: House, uid: str, worker: str, step: Step) -> bool:
    """Apply a step, unless the job was stopped or taken over before it."""
    with house.writing() as session:
        mine = jobs.advance(session, uid, worker, done=step.done, total=step.total)
        if mine is None or mine.cancel:
            return True
        step.apply(session)
    return False
