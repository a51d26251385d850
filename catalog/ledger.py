"""Writing the ledger: the only place that appends to it, supersedes and blanks in it.

Callers are the door (`publishing`) and nobody else; `tests/house` holds that.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import bindparam, case, delete, insert, select, update
from sqlalchemy.orm import Session

from ..records.base import now, shortest
from ..records.fragment import Fragment
from ..records.identifiers import new_uid
from ..records.publication import (
    LedgerCounter,
    Publication,
    PublicationFile,
    PublicationHistory,
    PublicationObservation,
    PublicationRelation,
    is_ours,
)
from ..schemas.texts import require_whole

LONGEST = 64  # signs of a checksum
OPENNESS = {"full": 3, "partial": 2, "index": 1}


@dataclass(frozen=True)
class Entry:
    """One row to append. ``text`` is the public document as JSON text."""

    uid: str
    kind: str
    slug: str
    state: str
    disclosure: str
    text: str
    observations: Sequence[dict[str, Any]] = field(default=())

    @property
    def openness(self) -> int:
        """How much may be known: 3 full, 2 partial, 1 name only, 0 withdrawn."""
        return 0 if self.state == "withdrawn" else OPENNESS[self.disclosure]

    @property
    def etag(self) -> str:
        content = "\x1f".join(
            (
                self.state,
                self.disclosure,
                self.slug,
                self.text,
                *(_figure_text(one) for one in self.observations),
            )
        )
        return hashlib.blake2b(content.encode(), digest_size=16).hexdigest()


def _figure_text(one: Mapping[str, Any]) -> str:
    value = one["value"]
    shown = "" if value is None else str(shortest(value))
    rest = (one["period"], one["territory"], one["breakdown"], one["status"])
    text = "\x1e".join(map(str, (shown, *rest, one["source"], one["note"])))
    parts, target = one.get("components"), one.get("target")
    if not parts and target is None:
        return text  # the etag that the figure had before there were any of these
    return "\x1e".join(
        (text, str(parts), "" if target is None else str(shortest(target)))
    )


def found(session: Session) -> None:
    """Write the counter's one row, with a new ledger id, if it is not there yet."""
    if session.get(LedgerCounter, 1) is None:
        session.add(
            LedgerCounter(id=1, ledger_id=new_uid(), seq=0, cut=0, modified=now())
        )
        session.flush()


def append(session: Session, entries: Sequence[Entry]) -> list[int]:
    """Append rows in one step and return their ``seq`` in the order given.

    The counter's row is the lock: it is taken here, and by every writer, so ``seq`` is
    gap-free and in the order of commits. Call it as the last writing step of a short
    transaction. What was more open than its new row is blanked at once. Raises
    ``HalfCharacter`` for a text that no page could show.
    """
    if not entries:
        return []
    if len({entry.uid for entry in entries}) != len(entries):
        raise ValueError("one uid twice in one batch")
    for entry in entries:
        require_whole(entry.text, entry.slug, *map(_figure_text, entry.observations))
    last, modified = _advance(session, len(entries))
    first = last - len(entries) + 1
    seqs = list(range(first, last + 1))
    _supersede(session, entries, seqs)
    rows = [
        _row(entry, seq, modified) for entry, seq in zip(entries, seqs, strict=True)
    ]
    connection = session.connection()  # plain rows: no mapped object is made of them
    connection.execute(insert(Publication), rows)
    figures = [
        {"seq": seq, "position": position, **observation}
        for entry, seq in zip(entries, seqs, strict=True)
        for position, observation in enumerate(entry.observations)
    ]
    if figures:
        connection.execute(insert(PublicationObservation), figures)
    _relate(session, entries)
    _name_files(session, entries, seqs)
    _cut(session, entries, first, last)
    return seqs


def _relate(session: Session, entries: Sequence[Entry]) -> None:
    """Keep the relations of the new documents by their other end; earlier ones go."""
    connection, table = session.connection(), PublicationRelation
    uids = [entry.uid for entry in entries]
    connection.execute(delete(table).where(table.uid.in_(uids)))
    rows = [
        {
            "uid": entry.uid,
            "position": position,
            "type": link["type"],
            "target": link["uid"],
        }
        for entry in entries
        if entry.openness
        for position, link in enumerate(_links(entry.text))
    ]
    if rows:
        connection.execute(insert(table), rows)


def _links(text: str) -> list[dict[str, str]]:
    """The records that a document names, with how it does."""
    if '"relations"' not in text:
        return []
    given = orjson.loads(text).get("relations")
    items = given if isinstance(given, list) else []
    whole = (one for one in items if isinstance(one, dict))
    return [one for one in whole if isinstance(one.get("uid"), str) and one.get("type")]


def _name_files(
    session: Session, entries: Sequence[Entry], seqs: Sequence[int]
) -> None:
    """Keep which file each new document names, to be served by its checksum."""
    files = [
        {"seq": seq, "checksum": checksum}
        for entry, seq in zip(entries, seqs, strict=True)
        for checksum in _checksums(entry.text)
    ]
    if files:
        session.connection().execute(insert(PublicationFile), files)


def _checksums(text: str) -> set[str]:
    """The files of ours that a document offers."""
    if '"checksum"' not in text:
        return set()
    given = orjson.loads(text).get("distributions")
    items = given if isinstance(given, list) else []
    ours = (one for one in items if isinstance(one, dict) and is_ours(one))
    return {one["checksum"] for one in ours if len(one["checksum"]) <= LONGEST}


def _advance(session: Session, count: int) -> tuple[int, datetime]:
    """Take the lock; ``modified`` never goes back, whatever the clock does (OAI)."""
    moment = now()
    later = case(
        (LedgerCounter.modified < moment, moment), else_=LedgerCounter.modified
    )
    row = session.execute(
        update(LedgerCounter)
        .where(LedgerCounter.id == 1)
        .values(seq=LedgerCounter.seq + count, modified=later)
        .returning(LedgerCounter.seq, LedgerCounter.modified),
        execution_options={"synchronize_session": False},
    ).one()
    return row[0], row[1]


def _row(entry: Entry, seq: int, modified: datetime) -> dict[str, Any]:
    return {
        "seq": seq,
        "uid": entry.uid,
        "kind": entry.kind,
        "slug": entry.slug,
        "state": entry.state,
        "disclosure": entry.disclosure,
        "superseded": None,
        "modified": modified,
        "etag": entry.etag,
        "document": entry.text,
    }


def _supersede(session: Session, entries: Sequence[Entry], seqs: list[int]) -> None:
    statement = (
        update(Publication)
        .where(Publication.uid == bindparam("of"), Publication.superseded.is_(None))
        .values(superseded=bindparam("by"))
    )
    session.connection().execute(
        statement,
        [{"of": e.uid, "by": seq} for e, seq in zip(entries, seqs, strict=True)],
    )


def _cut(session: Session, entries: Sequence[Entry], first: int, last: int) -> None:
    """Blank what was more open than what stands now, and raise ``cut``.

    Earlier partial versions go too: a new partial decision may name fewer leaves.
    """
    limits = {e.uid: e.openness for e in entries if e.openness < OPENNESS["full"]}
    if not limits:
        return
    earlier = session.execute(
        select(
            Publication.seq, Publication.uid, Publication.disclosure, Publication.state
        ).where(
            Publication.uid.in_(limits),
            Publication.seq < first,
            Publication.document != "",
        )
    )
    partial = OPENNESS["partial"]
    shrunk = [
        row.seq
        for row in earlier
        if row.state != "withdrawn"
        and (
            OPENNESS[row.disclosure] > limits[row.uid]
            or OPENNESS[row.disclosure] == limits[row.uid] == partial
        )
    ]
    if shrunk:
        _blank(session, shrunk, last)


def _blank(session: Session, seqs: list[int], cut: int) -> None:
    """Move documents and figures to the desk's history (Ley 1712, art. 29)."""
    figures = _figures(session, seqs)
    rows = session.execute(
        select(Publication.seq, Publication.uid, Publication.document).where(
            Publication.seq.in_(seqs)
        )
    )
    kept = [
        {
            "seq": row.seq,
            "uid": row.uid,
            "document": row.document,
            "observations": figures.get(row.seq, []),
            "cut": cut,
        }
        for row in rows
    ]
    session.execute(insert(PublicationHistory), kept)
    quiet = {"synchronize_session": False}
    session.execute(
        update(Publication)
        .where(Publication.seq.in_(seqs))
        .values(document="", etag=""),
        execution_options=quiet,
    )
    for table in (Fragment, PublicationObservation, PublicationFile):
        session.execute(
            delete(table).where(table.seq.in_(seqs)), execution_options=quiet
        )
    session.execute(
        update(LedgerCounter).where(LedgerCounter.id == 1).values(cut=cut),
        execution_options=quiet,
    )


def _figures(session: Session, seqs: list[int]) -> dict[int, list[dict[str, Any]]]:
    table = PublicationObservation
    grouped: dict[int, list[dict[str, Any]]] = {}
    for row in session.scalars(select(table).where(table.seq.in_(seqs))):
        grouped.setdefault(row.seq, []).append(
            {
                "period": row.period,
                "territory": row.territory,
                "breakdown": row.breakdown,
                "value": None if row.value is None else str(row.value),
                "status": row.status,
                "source": row.source,
                "note": row.note,
                "components": row.components,
                "target": None if row.target is None else str(row.target),
            }
        )
    return grouped
