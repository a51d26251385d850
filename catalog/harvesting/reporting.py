"""The letter after a run: only when something changed, and trouble only once."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import collate, func, select
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
PIECE = 500
IN_ORDER = {"sqlite": "BINARY", "postgresql": "C"}
"""The order of the letters' numbers, by the name that each database has for it."""


@dataclass(frozen=True, slots=True)
class Failures:
    """The first failures of a run, how many there are, and a mark of all of them."""

    shown: list[tuple[str, str]]
    count: int
    mark: str


def report(
    session: Session, source: HarvestSource, run: HarvestRun, page: str = ""
) -> bool:
    """Write to who answers for the source; return whether a letter was left.

    Trouble that was told before is not told again until it goes away or changes.
    """
    if run.state not in TOLD_STATES:
        return False
    failures = _gathered(session, run)
    is_well = not failures.count and not run.reason and run.state == "finished"
    trouble = "" if is_well else failures.mark
    new_trouble = bool(trouble) and trouble != source.told
    changed = any(run.counts.get(name) for name in CHANGES)
    source.told = trouble or None
    person = responsible(source)
    if person is None or not person.email or not (changed or new_trouble):
        return False
    subject = _subject(source, run, changed=changed)
    body = _body(run, failures, page, new_trouble=new_trouble)
    return outbox.put(session, person.email, subject, body, person=person)


def responsible(source: HarvestSource) -> Person | None:
    """Who proposed the source while they work here, else who approved it."""
    for person in (source.proposed_by, source.approved_by):
        if person is not None and person.active:
            return person
    return None


def _gathered(session: Session, run: HarvestRun) -> Failures:
    """Read them one by one: there may be as many as the source has things."""
    shown: list[tuple[str, str]] = []
    count, mark = 0, hashlib.sha256(_octets(f"{run.state}\n{run.reason or ''}"))
    for name, reason, number in _failures(session, run):
        count += 1
        mark.update(_octets(f"\n{name}\t{reason}\t{number}"))
        if count <= SHOWN:
            shown.append((name, reason))
    return Failures(shown, count, mark.hexdigest())


def _failures(session: Session, run: HarvestRun) -> Iterator[tuple[str, str, str]]:
    """Each once, in the same order on both databases."""
    order = IN_ORDER[session.get_bind().dialect.name]
    columns = (HarvestOutcome.name, HarvestOutcome.reason, HarvestOutcome.remote_id)
    said = [collate(func.coalesce(one, ""), order) for one in columns]
    query = (
        select(*said)
        .where(HarvestOutcome.run_id == run.id, HarvestOutcome.result == "failed")
        .distinct()
        .order_by(*said)
        .execution_options(yield_per=PIECE)
    )
    for row in session.execute(query):
        yield row[0], row[1], row[2]


def _octets(text: str) -> bytes:
    return text.encode("utf-8", "replace")


def _subject(source: HarvestSource, run: HarvestRun, *, changed: bool) -> str:
    text = ASKS if run.state == "suspended" else CHANGED if changed else TROUBLE
    return " ".join(text.format(title=source.title).split())[:LONGEST_SUBJECT]


def _body(run: HarvestRun, failures: Failures, page: str, *, new_trouble: bool) -> str:
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
    if failures.count and new_trouble:
        lines += ["Lo que no se pudo guardar:"]
        lines += [f"- {name}: {reason}" for name, reason in failures.shown]
        if failures.count > SHOWN:
            lines += [f"- y {failures.count - SHOWN} más"]
        lines += ["", "No lo repetiremos mientras siga igual.", ""]
    if page:
        lines += ["Véalo completo en:", page.replace("{uid}", run.uid), ""]
    return "\n".join(lines)
