"""JSON Lines: one public document a line, as the ledger holds it, with its addresses."""

import orjson

from ..records.reading import PublicRecord
from .base import Catalogue, Frame

KEY = "jsonl"
MEDIA_TYPE = "application/x-ndjson"
SUFFIX = ".jsonl"
VERSION = "1"
KEPT = False


def accepts(one: PublicRecord) -> bool:
    return one.document != {}


def fragment(one: PublicRecord, catalogue: Catalogue) -> bytes:
    """The document, unchanged, under what the ledger says of it."""
    return orjson.dumps(
        {
            "id": catalogue.identifier(one.uid),
            "url": catalogue.page(one),
            "kind": one.kind,
            "disclosure": one.disclosure,
            "seq": one.seq,
            "modified": one.modified.isoformat(),
            "etag": one.etag,
            "document": one.document,
        }
    )


def frame(_catalogue: Catalogue) -> Frame:
    return Frame(head=b"", separator=b"\n", tail=b"\n")
