"""The letter after a run: only when something changed, and trouble only once."""

import hashlib

from sqlalchemy import select
from sqlalchemy.orm import Session

from ...records.harvest import HarvestOutcome, HarvestRun, HarvestSource
from ...records.person import Person
from .. import outbox

CHANGES = {
    "created": "Nuevos",
    "updated": "Cambiados",
    "published": "Publicados",
    "gone": "Ya no llegaron",
    "withdrawn": "Retirados del público",
}
TOLD_STATES = frozenset({"finished", "partial", "suspended", "failed"})
SHOWN = 20
ASKS = "La cosecha de «{title}» espera su decisión"
CHANGED = "Cambió lo que se cosecha de «{title}»"
TROUBLE = "La cosecha de «{title}» tiene problemas"
LONGEST_SUBJECT = 200


def report(
    session: Session, source: HarvestSource, run: HarvestRun, page: str = ""
) -> bool:
    """Write to who answers for the source; return whether a letter was left.

    Trouble that was told before is not told again until it goes away or changes.
    """
    if run.state not in TOLD_STATES:
        return False
    failures = _failures(session, run)
    trouble = _digest(run, failures)
    new_trouble = bool(trouble) and trouble != source.told
    changed = any(run.counts.get(name) for name in CHANGES)
    source.told = trouble or None
    person = responsible(source)
    if person is None or not person.email or not (changed or new_trouble):
        return False
    subject = _subject(source, run, changed=changed)
    body = _body(run, failures if new_trouble else [], page, new_trouble=new_trouble)
    return outbox.put(session, person.email, subject, body, person=person)


def responsible(source: HarvestSource) -> Person | None:
    """Who proposed the source while they work here, else who approved it."""
    for person in (source.proposed_by, source.approved_by):
        if person is not None and person.active:
            return person
    return None


def _failures(session: Session, run: HarvestRun) -> list[tuple[str, str, str]]:
    query = select(
        HarvestOutcome.name, HarvestOutcome.reason, HarvestOutcome.remote_id
    ).where(HarvestOutcome.run_id == run.id, HarvestOutcome.result == "failed")
    return sorted(
        {
            (name, reason or "", number)
            for name, reason, number in session.execute(query)
        }
    )


def _digest(run: HarvestRun, failures: list[tuple[str, str, str]]) -> str:
    reason = run.reason or ""
    if not failures and not reason and run.state == "finished":
        return ""
    said = "\n".join([run.state, reason, *map("\t".join, failures)])
    return hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()


def _subject(source: HarvestSource, run: HarvestRun, *, changed: bool) -> str:
    text = ASKS if run.state == "suspended" else CHANGED if changed else TROUBLE
    return " ".join(text.format(title=source.title).split())[:LONGEST_SUBJECT]


def _body(
    run: HarvestRun,
    failures: list[tuple[str, str, str]],
    page: str,
    *,
    new_trouble: bool,
) -> str:
    counts = [
        f"- {label}: {run.counts[name]}"
        for name, label in CHANGES.items()
        if run.counts.get(name)
    ]
    lines = ["Buenos días:", ""]
    if counts:
        lines += ["Lo que cambió en esta cosecha:", *counts, ""]
    if run.reason and new_trouble:
        lines += [run.reason, ""]
    if failures:
        lines += ["Lo que no se pudo guardar:"]
        lines += [f"- {name}: {reason}" for name, reason, _id in failures[:SHOWN]]
        if len(failures) > SHOWN:
            lines += [f"- y {len(failures) - SHOWN} más"]
        lines += ["", "No lo repetiremos mientras siga igual.", ""]
    if page:
        lines += ["Véalo completo en:", page.replace("{uid}", run.uid), ""]
    return "\n".join(lines)
