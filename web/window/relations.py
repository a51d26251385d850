"""What a public record is related to, whichever of the two says so.

Only records that are public now are told: what is read are public documents.
"""

from dataclasses import dataclass
from typing import Any

from ...records import naming, reading
from ...records.reading import KNOWN, PublicRecord
from ...schemas.relations import inverse
from ..request import session

STATES = ("published", "retired")
SERIES = "en_serie"
Related = list[tuple[str, PublicRecord]]


@dataclass(frozen=True)
class Relations:
    """``related`` with the type as this record says it; ``parts`` of a series."""

    related: Related
    parts: list[PublicRecord]

    @property
    def mark(self) -> str:
        """Changes when one of them does: a page that names them is then another."""
        named = [other for _type, other in self.related] + self.parts
        return " ".join(f"{one.seq}" for one in named)


def of(record: PublicRecord) -> Relations:
    """The relations of a record whose page is shown whole."""
    document = record.document
    related = _outgoing(document)
    said = {(kind, other.uid) for kind, other in related}
    named = naming.incoming(session(), record.uid, states=STATES)
    parts = []
    if document.get("is_series"):
        parts = [one for kind, one in named if kind == SERIES and one.kind == "dataset"]
    for kind, other in named:
        back = inverse(kind)
        if other.uid == record.uid or other in parts or (back, other.uid) in said:
            continue
        related.append((back, other))
    return Relations(related, parts)


def _outgoing(document: dict[str, Any]) -> Related:
    """The relations whose other end still has a page."""
    links = document.get("relations") or []
    found = reading.by_uids(
        session(), [link["uid"] for link in links], disclosures=KNOWN, states=STATES
    )
    return [
        (str(link.get("type", "relacionado")), found[link["uid"]])
        for link in links
        if link["uid"] in found
    ]
