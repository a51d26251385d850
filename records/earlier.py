"""What a record said in public before: its earlier rows, as far as they are still open."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from .publication import Publication
from .reading import COLUMNS, LIVE, OPEN, PublicRecord, record_of

ROWS = 12


def rows(session: Session, record: PublicRecord) -> list[PublicRecord]:
    """The rows before this one, the newest first; what was blanked is not among them."""
    query = select(*COLUMNS).where(
        Publication.uid == record.uid,
        Publication.superseded.is_not(None),
        Publication.seq < record.seq,
        Publication.disclosure.in_(OPEN),
        Publication.state.in_(LIVE),
        Publication.etag != "",
    )
    found = session.execute(query.order_by(Publication.seq.desc()).limit(ROWS))
    return [record_of(row) for row in found]
