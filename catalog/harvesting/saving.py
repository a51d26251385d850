"""Applying a batch: drafts become records, and each item is remembered as it was seen."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.exc import DataError, IntegrityError
from sqlalchemy.orm import Session

from ...records.asset import Asset
from ...records.harvest import HarvestItem, HarvestOutcome
from ...records.person import Person
from ...schemas import kinds
from ...schemas.kinds import Draft
from ...schemas.vocabularies import fold
from .. import assets, importing, standing
from ..importing import NOT_STORED
from ..refusals import Refusal
from . import corrections, keeping, publishers, renaming, runs, terms
from .work import Outcome, Ready, Work

OUT_HERE = "Aquí se retiró del público: no se tocó lo que dice el registro."
KEPT = "Se conservó lo que se corrigió aquí: {fields}."
OUT = frozenset({"retired", "withdrawn"})


def apply(work: Work, ready: Sequence[Ready], session: Session) -> None:
    """Save a batch; flushes, and leaves the commit to the edge.

    What was applied in this run before it was cut off is left alone. Items whose
    identifier may only have changed are held until the whole source was read.
    """
    runs.beat(work, session)
    if work.is_over:
        return
    others = [one for one in ready if one.result != "unchanged"]
    rows = _rows(session, work, others)
    todo = [one for one in others if not _done(work, rows.get(one.item.id))]
    told = keeping.keep(session, work, ready)
    held = renaming.suspects(session, work, [o for o in todo if o.item.id not in rows])
    renaming.hold(work, [one for one in todo if one.item.id in held])
    outcomes = _save(
        session, work, [one for one in todo if one.item.id not in held], rows
    )
    _tell_all(session, work, ready, told | outcomes)


def apply_held(work: Work, ready: Sequence[Ready], session: Session) -> None:
    """Save what was held: under its former item, if that one did not come any more."""
    runs.beat(work, session)
    if work.is_over:
        return
    rows = _rows(session, work, ready)
    todo = [one for one in ready if not _done(work, rows.get(one.item.id))]
    renamed = [renaming.rejoined(session, work, one, rows) for one in todo]
    _tell_all(session, work, renamed, _save(session, work, renamed, rows))


def _save(
    session: Session, work: Work, ready: Sequence[Ready], rows: dict[str, HarvestItem]
) -> dict[int, Outcome]:
    """Save what is new, changed or wrong; the outcomes by ``id()``."""
    told: dict[int, Outcome] = {}
    drafts = [one for one in ready if one.draft is not None]
    if drafts:
        by = runs.owner(session, work)
        try:
            with session.begin_nested():
                outcomes = _together(session, work, drafts, rows, by)
        except (Refusal, DataError, IntegrityError):
            outcomes = [_alone(session, work, one, rows, by) for one in drafts]
        told |= {id(one): done for one, done in zip(drafts, outcomes, strict=True)}
    for one in ready:
        if one.draft is None:
            outcome = _leave(session, work, one, rows.get(one.item.id))
            told |= {id(one): outcome} if outcome is not None else {}
    return told


def _tell_all(
    session: Session, work: Work, ready: Sequence[Ready], told: Mapping[int, Outcome]
) -> None:
    """Count what came of a batch, in the order of the source."""
    outcomes = [told[id(one)] for one in ready if id(one) in told]
    for one in outcomes:
        work.note(one)
    session.flush()
    changed = [one for one in outcomes if one.result != "unchanged"]
    if work.run_id and changed:
        rows = [_outcome_row(work, one) for one in changed]
        session.connection().execute(insert(HarvestOutcome), rows)
    runs.keep_counts(work, session)


def _done(work: Work, row: HarvestItem | None) -> bool:
    return row is not None and bool(work.run_id) and row.run_id == work.run_id


def _rows(
    session: Session, work: Work, ready: Sequence[Ready]
) -> dict[str, HarvestItem]:
    ids = [one.item.id for one in ready]
    if not ids:
        return {}
    query = select(HarvestItem).where(
        HarvestItem.source_id == work.source_id, HarvestItem.remote_id.in_(ids)
    )
    return {one.remote_id: one for one in session.scalars(query)}


def _leave(
    session: Session, work: Work, one: Ready, row: HarvestItem | None
) -> Outcome | None:
    """What becomes no record: wrong, our own, another source's, or taken back."""
    if one.result == "deleted":
        _taken_back(work, one, row)
        return None
    result = "failed" if one.result == "repeated" else one.result
    outcome = Outcome(one.item.name, result, "", one.reason, remote_id=one.item.id)
    if one.result == "repeated" and _was_told(session, work, outcome):
        return None
    if one.result != "repeated":
        row = row or _new(session, work, one)
        row.name, row.reason, row.digest = one.item.name[:500], one.reason, ""
        if result == "failed":
            # A record that there is keeps standing; only this reading of it failed.
            row.state = "present" if row.asset_id else "failed"
        else:
            row.state, row.digest = result, one.item.digest
        row.run_id, row.missing_since = work.run_id or row.run_id, None
        if one.waits:
            publishers.remember(session, one.waits)
            row.publisher = fold(one.waits)[: publishers.LONGEST]
    return outcome


def _taken_back(work: Work, one: Ready, row: HarvestItem | None) -> None:
    """The source says that it withdrew the item: it is missing, whatever else it says."""
    if row is not None:
        row.digest = ""
        work.deleted.add(one.item.id, one.item.id)


def _together(
    session: Session,
    work: Work,
    ready: Sequence[Ready],
    rows: dict[str, HarvestItem],
    by: Person,
) -> list[Outcome]:
    """All drafts with one flush, or none."""
    known = importing.known(session, [one.code for one in ready])
    laid = [_laid(one, rows.get(one.item.id), known) for one in ready]
    drafts = [draft for draft, _kept in laid if draft is not None]
    saved = iter(assets.save_many(session, drafts, by=by, known=known, right="supply"))
    outcomes, done = [], []
    for one, (draft, kept) in zip(ready, laid, strict=True):
        if draft is None:
            asset, result = known[one.code], "unchanged"
            one = replace(one, remarks=(*one.remarks, OUT_HERE))
        else:
            asset, result = (given := next(saved)).asset, given.outcome
        if kept:
            one = replace(one, remarks=(*one.remarks, _kept(one, kept)))
        outcomes.append(_told(session, one, asset, result))
        done.append((one, asset, kept))
    _remember(session, work, done, rows)
    return outcomes


def _remember(
    session: Session,
    work: Work,
    done: Sequence[tuple[Ready, Asset, list[str]]],
    rows: Mapping[str, HarvestItem],
) -> None:
    """Keep how each item came, and what of its record was not taken from it."""
    new = []
    for one, asset, kept in done:
        values, row = _remembered(work, one, asset), rows.get(one.item.id)
        if row is None:  # they come by the hundred: the session need not know of them
            new.append(_identified(work, one) | values)
            continue
        values["given"] = corrections.marked(values["given"], row.given, kept)
        for name, value in values.items():
            setattr(row, name, value)
    if new:
        session.connection().execute(insert(HarvestItem), new)


def _kept(one: Ready, paths: Sequence[str]) -> str:
    kind = one.draft.kind if one.draft else ""
    labels = sorted({kinds.label(kind, path) for path in paths})
    return KEPT.format(fields=", ".join(labels))


def _alone(
    session: Session, work: Work, one: Ready, rows: dict[str, HarvestItem], by: Person
) -> Outcome:
    """One draft in a savepoint of its own: what is wrong with it stays its own matter."""
    try:
        with session.begin_nested():
            [outcome] = _together(session, work, [one], rows, by)
            return outcome
    except Refusal as refusal:
        reason = str(refusal)
    except (DataError, IntegrityError):
        reason = NOT_STORED
    row = _rows(session, work, [one]).get(one.item.id) or _new(session, work, one)
    row.state = "present" if row.asset_id else "failed"
    row.reason, row.digest, row.run_id = reason, "", work.run_id or None
    return Outcome(one.item.name, "failed", one.code, reason, (), one.item.id)


def _laid(
    one: Ready, row: HarvestItem | None, known: Mapping[str, Asset]
) -> tuple[Draft | None, list[str]]:
    """The draft with what stands here laid over it; none for what was taken out here."""
    draft, asset = one.draft, known.get(one.code)
    if draft is None or asset is None or asset.kind != draft.kind:
        return draft, []
    if row is not None and row.asset_id and asset.workflow_state in OUT:
        return (draft if row.state == "gone" else None), []
    if row is None or not row.given:
        values = standing.merged(asset, draft.values, one.covers)
        return replace(draft, values=values), []
    values, kept = corrections.respected(asset, draft.values, row.given)
    whole = kinds.load(draft.kind, values)
    return (replace(draft, values=values) if whole.problems else whole), kept


def _remembered(work: Work, one: Ready, asset: Asset) -> dict[str, Any]:
    """What its row says of an item that is in a record."""
    values = one.draft.values if one.draft is not None else {}
    return {
        "asset_id": asset.id,
        "state": "present",
        "reason": None,
        "name": one.item.name[:500],
        "digest": one.item.digest,
        "fingerprint": one.fingerprint,
        "identity": one.identity or None,
        "publisher": one.publisher or None,
        "remarks": list(one.remarks),
        "missing_since": None,
        "run_id": work.run_id or None,
        "given": corrections.given_by(asset, values),
    }


def _told(session: Session, one: Ready, asset: Asset, result: str) -> Outcome:
    """The outcome, once the words that a person is to settle were noted."""
    if one.waits:
        publishers.remember(session, one.waits)
    terms.remember(session, one.unmapped)
    name, told = one.item.name, one.remarks
    return Outcome(name, result, asset.code, "", told, one.item.id)


def _identified(work: Work, one: Ready) -> dict[str, Any]:
    return {"source_id": work.source_id, "remote_id": one.item.id, "former_ids": []}


def _new(session: Session, work: Work, one: Ready) -> HarvestItem:
    row = HarvestItem(
        **_identified(work, one),
        name=one.item.name[:500],
        state="failed",
        remarks=[],
        given={},
    )
    session.add(row)
    return row


def _outcome_row(work: Work, outcome: Outcome) -> dict[str, Any]:
    return {
        "run_id": work.run_id,
        "remote_id": outcome.remote_id,
        "name": outcome.name[:500],
        "code": outcome.code[:80],
        "result": outcome.result,
        "reason": outcome.reason or "\n".join(outcome.remarks) or None,
    }


def _was_told(session: Session, work: Work, outcome: Outcome) -> bool:
    """Whether the run said it before it was cut off."""
    if not work.run_id:
        return False
    query = select(HarvestOutcome.id).where(
        HarvestOutcome.run_id == work.run_id,
        HarvestOutcome.remote_id == outcome.remote_id,
        HarvestOutcome.reason == outcome.reason,
    )
    return session.scalar(query) is not None
