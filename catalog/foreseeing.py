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
    record = PublicRecord(
        seq=0,
        uid=asset.uid,
        kind=asset.kind,
        slug=entry.slug,
        state="published",
        disclosure=entry.disclosure,
        modified=now(),
        etag=hashlib.sha256(entry.text.encode()).hexdigest()[:40],
        text=entry.text,
    )
    figures = tuple(Observed(**one) for one in entry.observations)
    private = asset.personal_data in decisions.PRIVATE
    return Preview(record, figures, decision is not None, private)
