"""Long work: asked for, claimed by one worker, told how far it is, ended once.

The table is the truth. A queue only wakes a worker; a job that a worker left half done
is claimed again when its beat has stood still, so every kind of work must bear being
begun again.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from ..records.base import now
from ..records.job import Job
from ..records.person import Person
from . import access
from .refusals import NotFound, WrongState

STANDS_STILL = timedelta(seconds=60)
"""Without a sign of life for so long, a job is taken up by another worker, unless a
setting says another time.
"""
MOST_ATTEMPTS = 3
OPEN = ("waiting", "running")


def ask(
    session: Session, kind: str, title: str, arguments: Mapping[str, Any], *, by: Person
) -> Job:
    """Write down work to be done. What may be done is asked by the verbs it calls."""
    job = Job(kind=kind, title=title[:300], arguments=dict(arguments), person=by.code)
    session.add(job)
    session.flush()
    return job


def get(session: Session, uid: str, *, by: Person) -> Job:
    """Return the job, if it is theirs or they administer. Raises ``NotFound``."""
    job = session.scalar(select(Job).where(Job.uid == uid))
    if job is None or not _sees(by, job):
        raise NotFound("No hay ninguna tarea con ese número aquí.")
    return job


def listed(session: Session, *, by: Person, limit: int = 50) -> list[Job]:
    """The newest jobs: everybody's for who administers, else one's own."""
    wanted = select(Job).order_by(Job.id.desc()).limit(limit)
    if not access.may(by, "admit"):
        wanted = wanted.where(Job.person == by.code)
    return list(session.scalars(wanted))


def of_source(session: Session, code: str, *, preview: bool) -> Job | None:
    """The newest harvest of a source that was asked for, or its newest trial."""
    wanted = (
        select(Job)
        .where(Job.kind == "harvest", Job.arguments["source"].as_string() == code)
        .order_by(Job.id.desc())
        .limit(30)
    )
    found = session.scalars(wanted)
    return next(
        (one for one in found if bool(one.arguments.get("preview")) == preview), None
    )


def waiting(session: Session, patience: timedelta = STANDS_STILL) -> list[str]:
    """The uids of what nobody works on: to be done now, the oldest first."""
    wanted = select(Job.uid).where(_free(patience)).order_by(Job.id)
    return list(session.scalars(wanted))


def claim(
    session: Session, uid: str, worker: str, patience: timedelta = STANDS_STILL
) -> Job | None:
    """Take the job, or nothing if somebody else has it. One of many workers wins."""
    moment = now()
    taken = session.connection().execute(
        update(Job)
        .where(Job.uid == uid, _free(patience))
        .values(
            state="running",
            worker=worker,
            started=moment,
            beat=moment,
            attempts=Job.attempts + 1,
        )
    )
    if taken.rowcount != 1:
        return None
    return session.scalar(
        select(Job).where(Job.uid == uid).execution_options(populate_existing=True)
    )


def advance(
    session: Session, uid: str, worker: str, *, done: int, total: int
) -> Job | None:
    """Say how far it is. Nothing comes back when it is no longer this worker's."""
    job = session.scalar(
        select(Job)
        .where(Job.uid == uid, Job.worker == worker, Job.state == "running")
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if job is not None:
        job.done, job.beat = done, now()
        job.total = max(total, done) if total else 0
        session.flush()
    return job


def beat(session: Session, uid: str, worker: str) -> None:
    """Say that the worker of a job lives, though it has not come further."""
    session.connection().execute(
        update(Job)
        .where(Job.uid == uid, Job.worker == worker, Job.state == "running")
        .values(beat=now())
    )


def end(
    session: Session, uid: str, worker: str, state: str, result: Mapping[str, Any]
) -> None:
    """Write down how it ended, unless another worker has it now."""
    job = session.scalar(select(Job).where(Job.uid == uid, Job.worker == worker))
    if job is None or job.state != "running":
        return
    job.state, job.ended, job.result = state, now(), {**job.result, **result}
    session.flush()


def cancel(session: Session, job: Job) -> None:
    """Ask the worker to stop after its batch; what waits is stopped at once."""
    if job.state not in OPEN:
        raise WrongState("Esta tarea ya terminó: no hay nada que detener.")
    job.cancel = True
    if job.state == "waiting":
        job.state, job.ended = "cancelled", now()
    session.flush()


def again(session: Session, job: Job, patience: timedelta = STANDS_STILL) -> None:
    """Do a failed or stopped job once more, from where its work stands."""
    if not (has_failed(job) or was_stopped(job) or is_given_up(job, patience)):
        raise WrongState("Esta tarea no se puede repetir: no falló ni se detuvo.")
    job.state, job.cancel, job.worker, job.attempts = "waiting", False, None, 0
    job.ended, job.result = None, {}
    session.flush()


def has_failed(job: Job) -> bool:
    """Whether it failed; a harvest also when it ran to its end and could not read."""
    ended_badly = job.state == "done" and job.result.get("state") == "failed"
    return job.state == "failed" or ended_badly


def was_stopped(job: Job) -> bool:
    """Whether a person or its time stopped it before its end."""
    cut = job.state == "done" and job.result.get("state") == "stopped"
    return job.state == "cancelled" or cut


def is_stuck(job: Job, patience: timedelta = STANDS_STILL) -> bool:
    """Whether its worker has given no sign of life; another takes it up by itself."""
    still = job.beat is not None and job.beat < now() - patience
    return job.state == "running" and still


def is_given_up(job: Job, patience: timedelta = STANDS_STILL) -> bool:
    """Whether no worker takes it up any more: each that tried was cut off."""
    return is_stuck(job, patience) and job.attempts >= MOST_ATTEMPTS


def _sees(person: Person, job: Job) -> bool:
    return job.person == person.code or access.may(person, "admit")


def _free(patience: timedelta) -> Any:
    """What waits, and what a worker left in the middle, but not for ever."""
    still = (Job.state == "running") & (Job.beat < now() - patience)
    return or_(Job.state == "waiting", still) & (Job.attempts < MOST_ATTEMPTS)
