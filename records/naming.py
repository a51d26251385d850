"""Which open documents name a record, and which offers a file."""

from collections.abc import Sequence
from functools import cache
from typing import Any, cast

from sqlalchemy import Select, Table, bindparam, select
from sqlalchemy.orm import Session

from .publication import Publication, PublicationFile, PublicationRelation, is_ours
from .reading import OPEN, PublicRecord, by_uids, current, record_of

_LEDGER = cast("Table", Publication.__table__)
_RELATION = cast("Table", PublicationRelation.__table__)
MOST_NAMING = 200  # records that name another, on its page


def incoming(
    session: Session, target: str, *, states: Sequence[str]
) -> list[tuple[str, PublicRecord]]:
    """The open records whose public document names ``target``, with the relation's type.

    By their addresses; those that are open no more are not there, whatever the table
    says.
    """
    rows = session.execute(_incoming(tuple(states)), {"target": target}).all()
    found = by_uids(session, {row.uid for row in rows}, states=states)
    return [(row.type, found[row.uid]) for row in rows if row.uid in found]


@cache
def _incoming(states: tuple[str, ...]) -> Select[Any]:
    """Made once: the page of every record asks it."""
    table, ledger = _RELATION.c, _LEDGER.c
    query: Select[Any] = (
        select(table.type, table.uid)
        .join(_LEDGER, ledger.uid == table.uid)
        .where(
            table.target == bindparam("target"),
            ledger.superseded.is_(None),
            ledger.disclosure.in_(OPEN),
            ledger.state.in_(states),
        )
        .order_by(ledger.slug, table.position)
        .limit(MOST_NAMING)
    )
    return query


def file_named(session: Session, checksum: str) -> tuple[str, dict[str, Any]] | None:
    """The uid of a current open document that offers our file of this checksum, and the
    distribution by which it does.

    The ledger keeps with each document the files that it names.
    """
    query = (
        current(states=("published", "retired"))
        .join(PublicationFile, PublicationFile.seq == Publication.seq)
        .where(PublicationFile.checksum == checksum)
        .order_by(Publication.seq)
    )
    for row in session.execute(query.limit(20)):
        record = record_of(row)
        for item in record.document.get("distributions") or ():
            if item.get("checksum") == checksum and is_ours(item):
                return record.uid, dict(item)
    return None
