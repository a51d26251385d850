"""Beginning, holding, stopping and ending a run: one process at a time, none stuck."""

import os
import secrets
import socket
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from ...records.base import now
from ...records.harvest import HarvestRun, HarvestSource
from ...records.person import Person
from .. import access, people, sources
from ..refusals import WrongState
from . import reporting, terms
from .work import Work

HELD = timedelta(minutes=15)
"""How long a process keeps a source without a sign of life."""
PROCESS = secrets.token_hex(6)

BUSY = (
    "La fuente «{title}» se está cosechando ahora, desde otro lugar. Espere a que termine, "
    "o deténgala con: tumbaga source stop {code}"
)
TAKEN_OVER = (
    "Otro proceso tomó esta cosecha porque este no dio señales a tiempo. Lo que ya se "
    "guardó sigue ahí."
)
PAUSED = (
    "La fuente «{title}» está en pausa. Reanúdela con: tumbaga source resume {code}"
)
NOT_APPROVED = (
    "La fuente «{title}» es nueva: quien administra el catálogo tiene que aprobarla "
    "antes, con: tumbaga source approve {code}"
)
STOPPED = "La detuvieron. Lo cosechado hasta ahí quedó guardado."
OUT_OF_TIME = (
    "Pasó de su tiempo ({minutes} min) y se detuvo sola. Lo cosechado quedó guardado: repita "
    "la orden para seguir."
)


def begin(work: Work, session: Session) -> None:
    """Take the source, and take up its run that was cut off, or open a new one.

    Raises ``WrongState`` while another process harvests it, or it may not be.
    """
    source = _source(session, work)
    work.source_id = source.id
    work.terms = terms.chosen(session)
    if work.job.preview and source.state == "proposed":
        return
    require_harvestable(source)
    if work.job.preview:
        return
    _take(session, source, work)
    found = _interrupted(session, source)
    if found is None:
        person = people.get(session, work.job.by)
        found = HarvestRun(source_id=source.id, person_id=person.id, counts={})
        session.add(found)
        session.flush()
    work.run_id = found.id
    work.counts.update(found.counts)
    found.heartbeat, found.stop_asked = now(), False
    sources.set_next(source)


def require_harvestable(source: HarvestSource) -> None:
    """Raise ``WrongState`` for a source that is paused or that nobody approved."""
    if source.state == "paused":
        raise WrongState(PAUSED.format(title=source.title, code=source.code))
    if source.state == "proposed":
        raise WrongState(NOT_APPROVED.format(title=source.title, code=source.code))


def _source(session: Session, work: Work) -> HarvestSource:
    if work.job.direct:
        return sources.direct(session, *work.job.direct)
    return sources.get(session, work.job.source)


def beat(work: Work, session: Session) -> None:
    """Say that the run lives, and hear whether it should stop.

    Raises ``WrongState`` if another process has taken the source meanwhile.
    """
    if work.job.preview:
        # What the step before made was taken back, the source perhaps with it.
        work.source_id = _source(session, work).id
        return
    moment = now()
    kept = session.execute(
        update(HarvestSource)
        .where(HarvestSource.id == work.source_id, HarvestSource.holder == work.holder)
        .values(held_until=moment + HELD)
    )
    if kept.rowcount != 1:  # type: ignore[attr-defined]
        raise WrongState(TAKEN_OVER)
    run = session.get_one(HarvestRun, work.run_id)
    run.heartbeat = moment
    if run.stop_asked:
        close(session, work, "stopped", STOPPED)
        return
    minutes = session.get_one(HarvestSource, work.source_id).minutes
    if moment - run.started > timedelta(minutes=minutes):
        close(session, work, "stopped", OUT_OF_TIME.format(minutes=minutes))


def keep_counts(work: Work, session: Session) -> None:
    """Put the counts where a page, and the next process, can read them."""
    if not work.job.preview:
        session.get_one(HarvestRun, work.run_id).counts = dict(work.counts)


def end(work: Work, session: Session) -> None:
    """Close the run with the state that it earned; never "finished" if anything failed."""
    if work.job.preview:
        work.state = _verdict(work)
        return
    if not work.is_over:
        close(session, work, _verdict(work), work.reason)


def ask_to_stop(session: Session, source: HarvestSource, *, by: Person) -> bool:
    """Let the run of a source end at its next step; say whether there was one."""
    access.require(by, "steer", None)
    run = session.scalar(
        select(HarvestRun).where(
            HarvestRun.source_id == source.id, HarvestRun.state == "running"
        )
    )
    if run is None:
        return False
    if not _is_held(source, now()):
        run.state, run.ended, run.reason = "stopped", now(), STOPPED
        source.holder = source.held_until = None
    run.stop_asked = True
    session.flush()
    return True


def is_lost(run: HarvestRun) -> bool:
    """Whether a run that never ended has given no sign of life for too long."""
    return run.state == "running" and now() - run.heartbeat > HELD


def interrupt(work: Work, session: Session) -> None:
    """Close a run whose process was told to end."""
    if work.run_id and not work.is_over:
        close(session, work, "stopped", STOPPED)


def let_go(work: Work, session: Session) -> None:
    """Give the source back after a failure; its run waits to be taken up again."""
    session.execute(
        update(HarvestSource)
        .where(HarvestSource.id == work.source_id, HarvestSource.holder == work.holder)
        .values(holder=None, held_until=None)
    )


def owner(session: Session, work: Work) -> Person:
    return people.get(session, work.job.by)


def _verdict(work: Work) -> str:
    seen = sum(work.counts.values())
    if work.state != "running":
        return work.state
    if work.reason:
        return "partial" if seen else "failed"
    return "partial" if work.counts["failed"] else "finished"


def close(session: Session, work: Work, state: str, reason: str) -> None:
    """Write down how the run ended, and let go of the source."""
    run = session.get_one(HarvestRun, work.run_id)
    source = session.get_one(HarvestSource, work.source_id)
    work.state, work.reason = state, reason
    run.state, run.reason, run.ended = state, reason or None, now()
    run.counts, run.answers = dict(work.counts), work.job.notes
    if state == "finished" and not work.not_changed:
        # Asked with these, the source need only say that nothing changed.
        kept = {"version": work.job.version, "urls": dict(work.job.validators)}
        source.validators = kept
    elif state != "finished":
        source.validators = {}
    source.holder = source.held_until = None
    session.flush()
    reporting.report(session, source, run, work.job.page)


def _take(session: Session, source: HarvestSource, work: Work) -> None:
    machine = socket.gethostname()[:60]
    work.holder = f"{machine}:{os.getpid()}:{PROCESS}:{work.job.task}"
    moment = now()
    if _is_held(source, moment) and not _is_of_task(source, work.job.task):
        raise WrongState(BUSY.format(title=source.title, code=source.code))
    taken = session.execute(
        update(HarvestSource)
        .where(
            HarvestSource.id == source.id,
            HarvestSource.holder.is_(None)
            if source.holder is None
            else HarvestSource.holder == source.holder,
        )
        .values(holder=work.holder, held_until=moment + HELD)
        .execution_options(synchronize_session=False)
    )
    if taken.rowcount != 1:  # type: ignore[attr-defined]
        raise WrongState(BUSY.format(title=source.title, code=source.code))
    session.refresh(source)


def _is_held(source: HarvestSource, moment: datetime) -> bool:
    """Whether a living process has it: one of this machine that is gone has not."""
    if source.holder is None or source.held_until is None:
        return False
    if source.held_until <= moment:
        return False
    machine, pid, process, *_task = source.holder.split(":")
    if machine != socket.gethostname()[:60]:
        return True
    if int(pid) == os.getpid():
        return process == PROCESS
    return _lives(int(pid))


def _is_of_task(source: HarvestSource, task: str) -> bool:
    """Whether who holds it did so for this task, which another worker has now."""
    return bool(task) and (source.holder or "").endswith(f":{task}")


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _interrupted(session: Session, source: HarvestSource) -> HarvestRun | None:
    """The run that no process holds any more, to be taken up where it stopped."""
    return session.scalar(
        select(HarvestRun)
        .where(HarvestRun.source_id == source.id, HarvestRun.state == "running")
        .order_by(HarvestRun.id.desc())
    )
