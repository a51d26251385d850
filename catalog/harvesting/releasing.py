"""Publishing what a run brought, where both offices said beforehand that it may go out.

Only what the source says and nobody here touched: a record with a value of ours, one
that was returned, taken out of the public or ever closed by a decision waits for a
person.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session

from ...records import reading
from ...records.asset import Asset
from ...records.classification import Classification
from ...records.harvest import HarvestItem, HarvestOutcome, HarvestSource
from ...records.person import Person
from ...records.reading import KNOWN
from .. import decisions, publishing, trusting, workflow
from ..refusals import Refusal
from . import corrections, runs
from .work import Outcome, Work

PART = 100
Reading = Callable[[], AbstractContextManager[Session]]
ALL_STATES = ("published", "retired", "withdrawn")

TOUCHED = "Tiene valores escritos aquí: lo publica una persona."
WAS_OUT = "Se había retirado del público: no vuelve por una cosecha."
WAS_CLOSED = "Tuvo una decisión que lo cerraba: no sale por una cosecha."
WENT_OUT = "Publicado: lo cubre una decisión general y el visto bueno permanente."
HELD_BACK = "Quedó en borrador: {why}"


def is_due(session: Session, work: Work) -> bool:
    """Whether what the run brought may go out by itself."""
    if work.job.preview or not work.source_id:
        return False
    if not (work.complete or work.not_changed):
        return False
    source = session.get_one(HarvestSource, work.source_id)
    return trusting.why_not(session, source) is None


def part(session: Session, work: Work, after: int) -> list[int]:
    """The next drafts of the source, as many as are published together."""
    query = (
        select(HarvestItem.id)
        .join(Asset, HarvestItem.asset_id == Asset.id)
        .where(
            HarvestItem.source_id == work.source_id,
            HarvestItem.id > after,
            HarvestItem.state == "present",
            Asset.workflow_state == "draft",
        )
        .order_by(HarvestItem.id)
    )
    return list(session.scalars(query.limit(PART)))


def release(work: Work, numbers: Sequence[int], session: Session) -> None:
    """Publish a portion; what cannot go out stays a draft, with its reason."""
    runs.beat(work, session)
    if work.is_over:
        return
    source = session.get_one(HarvestSource, work.source_id)
    by = trusting.keeper(session, source)
    if by is None or trusting.decision(session, source) is None:
        return  # one half was taken back while the run was going
    rows = session.scalars(select(HarvestItem).where(HarvestItem.id.in_(numbers))).all()
    fit = list(_fit(session, work, [one for one in rows if one.asset is not None]))
    try:
        with session.begin_nested():
            _publish(session, [asset for _row, asset in fit], by)
    except Refusal:
        for row, asset in fit:
            _alone(session, work, row, asset, by)
    else:
        for row, asset in fit:
            _tell(session, work, row, asset, "published", WENT_OUT)
    session.flush()
    runs.keep_counts(work, session)


def _fit(
    session: Session, work: Work, rows: Sequence[HarvestItem]
) -> Iterator[tuple[HarvestItem, Asset]]:
    """Those that may go out; the others are told why not."""
    assets = {row.id: row.asset for row in rows if row.asset is not None}
    out = reading.by_uids(
        session,
        [one.uid for one in assets.values()],
        disclosures=KNOWN,
        states=ALL_STATES,
    )
    closed = _closed(session, [one.id for one in assets.values()])
    for row in rows:
        asset = assets[row.id]
        public = out.get(asset.uid)
        if public is not None and public.state != "published":
            _tell(session, work, row, asset, "", WAS_OUT)
        elif asset.id in closed:
            _tell(session, work, row, asset, "", WAS_CLOSED)
        elif corrections.touched(asset, row.given):
            _tell(session, work, row, asset, "", TOUCHED)
        else:
            yield row, asset


def _closed(session: Session, numbers: Sequence[int]) -> set[int]:
    """Records that any decision, in force or past, did not call pública."""
    query = select(Classification.asset_id).where(
        Classification.asset_id.in_(numbers),
        Classification.access_class != decisions.PUBLICA,
    )
    return set(session.scalars(query))


def _publish(session: Session, assets: Sequence[Asset], by: Person) -> None:
    for asset in assets:
        workflow.submit(session, asset, by=by)
        workflow.approve(session, asset, by=by)
    publishing.publish_many(session, assets, by=by)


def _alone(
    session: Session, work: Work, row: HarvestItem, asset: Asset, by: Person
) -> None:
    """One record in a savepoint of its own, so that one bad one holds back no other."""
    try:
        with session.begin_nested():
            _publish(session, [asset], by)
    except Refusal as refusal:
        session.refresh(asset)
        _tell(session, work, row, asset, "", HELD_BACK.format(why=refusal))
    else:
        _tell(session, work, row, asset, "published", WENT_OUT)


def _tell(
    session: Session, work: Work, row: HarvestItem, asset: Asset, result: str, text: str
) -> None:
    """Say what came of it: on the item where it stays, once in the run where it goes."""
    if not result:
        if text not in row.remarks:
            row.remarks = [*row.remarks, text]
        return
    work.note(Outcome(row.name, result, asset.code, text, remote_id=row.remote_id))
    session.add(
        HarvestOutcome(
            run_id=work.run_id,
            remote_id=row.remote_id,
            name=row.name,
            code=asset.code,
            result=result,
            reason=text,
        )
    )


def steps(work: Work, reading: Reading) -> Iterator[Callable[[Session], None]]:
    """The portions as steps of the run, each looked for when the one before was done."""
    with reading() as session:
        due = is_due(session, work)
    after = 0
    while due:
        with reading() as session:
            numbers = part(session, work, after)
        if not numbers:
            return
        yield partial(release, work, numbers)
        after = numbers[-1]
