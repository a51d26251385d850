"""What is no longer in the source: missing for a while, then withdrawn; with a brake."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, func, select, update
from sqlalchemy.orm import Session

from ...records.asset import Asset
from ...records.base import now
from ...records.harvest import HarvestItem, HarvestOutcome, HarvestRun, HarvestSource
from ...records.person import Person
from .. import access, audit, trusting, withdrawing
from ..refusals import Refusal, WrongState
from . import runs
from .work import Outcome, Work

PIECE = 500
Rows = TypeVar("Rows", bound=Select[*tuple[Any, ...]])
HAS = ("present", "missing")

MANY = (
    "Faltan {gone} de los {all} registros que había ({share} %), más del "
    "{brake} %. No se retiró ninguno. Revise la fuente y decida en la página de esta "
    "cosecha, o con una orden: «tumbaga source confirm {code}» si ya no existen, «tumbaga "
    "source refuse {code}» si la fuente se equivocó."
)
MISSING = "Ya no está en la fuente. Si en {days} días no vuelve, se retira."
NO_LONGER = "Dejó de estar en la fuente «{title}»."
REFUSED = (
    "{name} dijo que la fuente se equivocó: no se retiró nada. Lo que faltó se vuelve a "
    "buscar en la próxima cosecha."
)
CONFIRMED = "{name} confirmó que lo que faltó ya no existe: se retira en {days} días si no vuelve."
LEFT_STANDING = "No está en la fuente, y aquí sigue publicado: {why}"
NOTHING_WAITS = "La fuente «{title}» no tiene una cosecha que espere su confirmación."
NONE_SEEN = (
    "La fuente no trajo ningún registro. Revise la dirección y la clase de fuente."
)

ONLY_ERASED = (
    "La fuente no trajo ningún registro: solo dice de algunos que ya no existen, y aquí "
    "no estaban."
)


def settle(work: Work, session: Session) -> None:
    """Mark what did not come, unless too much did not; withdraw what is long gone."""
    runs.beat(work, session)
    if work.is_over:
        return
    source = session.get_one(HarvestSource, work.source_id)
    if work.not_changed:
        _all_as_before(session, work)
    if work.complete and not work.job.partial_read:
        before = _count(session, work, source)
        missed = sum(map(len, _missed(session, work)))
        if not before and not any(work.counts.values()):
            work.reason = ONLY_ERASED if work.seen else NONE_SEEN
        if missed * 100 > source.brake_percent * before:
            _brake(session, work, source, missed, before)
            return
        for numbers in _missed(session, work):
            _mark(session, work, source, HarvestItem.id.in_(numbers))
    elif work.deleted:
        for ids in _pieces(work.deleted):
            _mark(session, work, source, HarvestItem.remote_id.in_(ids))
    _withdraw(session, work, source)
    runs.keep_counts(work, session)


def confirm(session: Session, source: HarvestSource, *, by: Person) -> int:
    """A person says that what the suspended run missed is truly gone.

    It is missing from now on, with the usual days of grace. Returns how many. Raises
    ``WrongState`` when no run waits.
    """
    run = _waiting(session, source, by)
    gone = absent(session, run)
    session.execute(
        update(HarvestItem)
        .where(*_absent(run))
        .values(state="missing", missing_since=now())
        .execution_options(synchronize_session=False)
    )
    session.expire_all()
    run.state = "partial" if run.counts.get("failed") else "finished"
    run.counts = {**run.counts, "gone": gone}
    run.reason = CONFIRMED.format(name=by.name, days=source.grace_days)
    session.flush()
    audit.record(session, by, "confirm_gone", source.uid, after={"gone": gone})
    return gone


def refuse(session: Session, source: HarvestSource, *, by: Person) -> HarvestRun:
    """A person says that the source was wrong: nothing is missing, nothing withdrawn.

    Raises ``WrongState`` when no run waits.
    """
    run = _waiting(session, source, by)
    gone = absent(session, run)
    run.state, run.reason = "stopped", REFUSED.format(name=by.name)
    session.flush()
    audit.record(session, by, "refuse_gone", source.uid, after={"kept": gone})
    return run


def absent(session: Session, run: HarvestRun) -> int:
    """How many records that were there before a run did not see."""
    query = select(func.count()).select_from(HarvestItem)
    return session.scalar(query.where(*_absent(run))) or 0


def first_absent(session: Session, run: HarvestRun, most: int) -> list[HarvestItem]:
    """The first of them, by their names."""
    query = select(HarvestItem).where(*_absent(run))
    return list(session.scalars(query.order_by(HarvestItem.name).limit(most)))


def waiting(session: Session, source: HarvestSource) -> HarvestRun | None:
    """The last run of the source, if the brake holds it."""
    query = select(HarvestRun).where(HarvestRun.source_id == source.id)
    run = session.scalar(query.order_by(HarvestRun.id.desc()).limit(1))
    return run if run is not None and run.state == "suspended" else None


def _absent(run: HarvestRun) -> Sequence[ColumnElement[bool]]:
    return (
        HarvestItem.source_id == run.source_id,
        HarvestItem.state == "present",
        HarvestItem.asset_id.is_not(None),
        HarvestItem.run_id.is_distinct_from(run.id),
    )


def _waiting(session: Session, source: HarvestSource, by: Person) -> HarvestRun:
    access.require(by, "steer", None)
    run = waiting(session, source)
    if run is None:
        raise WrongState(NOTHING_WAITS.format(title=source.title))
    return run


def _count(session: Session, work: Work, source: HarvestSource) -> int:
    """How many records the source had here before this run."""
    made = work.counts["created"] if work.run_id else 0
    there = (
        session.scalar(
            select(func.count()).where(
                HarvestItem.source_id == source.id,
                HarvestItem.asset_id.is_not(None),
                HarvestItem.state.in_(HAS),
            )
        )
        or 0
    )
    return max(0, there - made)


def _missed(session: Session, work: Work) -> Iterator[list[int]]:
    """What was there until now and did not come this time: their numbers, in pieces."""
    query = select(HarvestItem.id, HarvestItem.remote_id).where(
        HarvestItem.source_id == work.source_id,
        HarvestItem.asset_id.is_not(None),
        HarvestItem.state == "present",
    )
    if work.run_id:
        query = query.where(HarvestItem.run_id.is_distinct_from(work.run_id))
    after = 0
    while rows := session.execute(_following(query, after)).all():
        yield [
            row.id
            for row in rows
            if not work.has_seen(row.remote_id) or row.remote_id in work.deleted
        ]
        after = rows[-1].id


def _following(query: Rows, after: int) -> Rows:
    """The next piece of these, in the order of their numbers."""
    return query.where(HarvestItem.id > after).order_by(HarvestItem.id).limit(PIECE)


def _pieces(names: Iterable[str | int]) -> Iterator[list[str | int]]:
    left = iter(names)
    while piece := list(islice(left, PIECE)):
        yield piece


def _brake(
    session: Session, work: Work, source: HarvestSource, gone: int, before: int
) -> None:
    work.state = "suspended"
    work.reason = MANY.format(
        gone=f"{gone:,}".replace(",", "."),
        all=f"{before:,}".replace(",", "."),
        share=round(gone * 100 / before),
        brake=source.brake_percent,
        code=source.code,
    )
    if not work.job.preview:
        runs.close(session, work, "suspended", work.reason)


def _mark(
    session: Session, work: Work, source: HarvestSource, these: ColumnElement[bool]
) -> None:
    """Those of these that are still there go missing, and the run says so."""
    text = MISSING.format(days=source.grace_days)
    query = select(HarvestItem).where(
        HarvestItem.source_id == source.id, HarvestItem.state == "present", these
    )
    for row in session.scalars(query).all():
        row.state, row.missing_since, row.reason = "missing", now(), text
        _tell(session, work, row, "gone", text)


def _withdraw(session: Session, work: Work, source: HarvestSource) -> None:
    """After the days of grace the record goes out of the public; a draft just stays."""
    until = now() - timedelta(days=source.grace_days)
    query = select(HarvestItem).where(
        HarvestItem.source_id == source.id,
        HarvestItem.state == "missing",
        HarvestItem.missing_since <= until,
    )
    by = trusting.keeper(session, source) or runs.owner(session, work)
    after = 0
    while rows := session.scalars(_following(query, after)).all():
        for row in rows:
            row.state, row.reason = "gone", NO_LONGER.format(title=source.title)
            _withdraw_one(session, work, row, by)
        after = rows[-1].id
        session.flush()


def _withdraw_one(session: Session, work: Work, row: HarvestItem, by: Person) -> None:
    asset = session.get(Asset, row.asset_id) if row.asset_id else None
    if asset is None or asset.first_published is None:
        return
    why = row.reason or ""
    try:
        with session.begin_nested():
            withdrawing.withdraw(session, asset, why, by=by)
    except Refusal as refusal:
        row.reason = LEFT_STANDING.format(why=refusal)
        _tell(session, work, row, "failed", row.reason)
    else:
        _tell(session, work, row, "withdrawn", why)


def _all_as_before(session: Session, work: Work) -> None:
    """The source says that nothing changed: every record of it is as it was."""
    there = (HarvestItem.source_id == work.source_id, HarvestItem.state == "present")
    work.counts["unchanged"] += session.scalar(select(func.count()).where(*there)) or 0
    session.execute(
        update(HarvestItem)
        .where(*there)
        .values(run_id=work.run_id or HarvestItem.run_id)
        .execution_options(synchronize_session=False)
    )


def _tell(
    session: Session, work: Work, row: HarvestItem, result: str, text: str
) -> None:
    code = ""
    if row.asset_id:
        code = session.scalar(select(Asset.code).where(Asset.id == row.asset_id)) or ""
    work.note(Outcome(row.name, result, code, text, remote_id=row.remote_id))
    if work.run_id:
        session.add(
            HarvestOutcome(
                run_id=work.run_id,
                remote_id=row.remote_id,
                name=row.name,
                code=code,
                result=result,
                reason=text,
            )
        )
