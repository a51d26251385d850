"""Which open documents name a record, and which offers a file."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from .publication import Publication, PublicationFile, PublicationRelation, is_ours
from .reading import OPEN, PublicRecord, by_uids, current, record_of

MOST_NAMING = 200  # records that name another, on its page


def incoming(
    session: Session, target: str, *, states: Sequence[str]
) -> list[tuple[str, PublicRecord]]:
    """The open records whose public document names ``target``, with the relation's type.

    By their addresses; those that are open no more are not there, whatever the table
    says.
    """
    table = PublicationRelation
    query = (
        select(table.type, table.uid)
        .join(Publication, Publication.uid == table.uid)
        .where(
            table.target == target,
            Publication.superseded.is_(None),
            Publication.disclosure.in_(OPEN),
            Publication.state.in_(states),
        )
        .order_by(Publication.slug, table.position)
        .limit(MOST_NAMING)
    )
    rows = session.execute(query).all()
    found = by_uids(session, {row.uid for row in rows}, states=states)
    return [(row.type, found[row.uid]) for row in rows if row.uid in found]


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
