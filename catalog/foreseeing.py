"""What would leave if a record were published now; writes nothing anywhere."""

import hashlib
from dataclasses import dataclass

from sqlalchemy.orm import Session

from ..records.asset import Asset
from ..records.base import now
from ..records.classification import Classification
from ..records.reading import Observed, PublicRecord
from ..schemas import classification as legal
from . import decisions, door, relations
from .ledger import Entry


@dataclass(frozen=True)
class Preview:
    """A public record that the ledger does not have. ``decided``: by the legal office;
    ``private``: it has data of people, which may not be laid open.
    """

    record: PublicRecord
    figures: tuple[Observed, ...]
    decided: bool
    private: bool


def preview(session: Session, asset: Asset) -> Preview:
    """Make the document by the door's own hand. Without a decision, as if pública."""
    decision = decisions.in_force(session, [asset.id]).get(asset.id)
    links = relations.resolve(session, [asset]).get(asset.uid, [])
    usual = Classification(access_class=legal.PUBLICA, unlimited=False)
    entry = door.candidate(asset, decision or usual, links)
    record, figures = as_public(entry)
    private = asset.personal_data in decisions.PRIVATE
    return Preview(record, figures, decision is not None, private)


def as_public(entry: Entry) -> tuple[PublicRecord, tuple[Observed, ...]]:
    """What the window would read of a row that is not written, with its figures."""
    record = PublicRecord(
        seq=0,
        uid=entry.uid,
        kind=entry.kind,
        slug=entry.slug,
        state=entry.state,
        disclosure=entry.disclosure,
        modified=now(),
        etag=hashlib.sha256(entry.text.encode()).hexdigest()[:40],
        text=entry.text,
    )
    return record, tuple(Observed(**one) for one in entry.observations)
