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
    return one.text not in ("", "{}")


def fragment(one: PublicRecord, catalogue: Catalogue) -> bytes:
    """The document, unchanged, under what the ledger says of it.

    The ledger's own text goes in as it stands: to read it and to write it again would
    take five times as long. Only one that has line ends is made one line.
    """
    whole = "\n" not in one.text and "\r" not in one.text
    return orjson.dumps(
        {
            "id": catalogue.identifier(one.uid),
            "url": catalogue.page(one),
            "kind": one.kind,
            "disclosure": one.disclosure,
            "seq": one.seq,
            "modified": one.modified.isoformat(),
            "etag": one.etag,
            "document": orjson.Fragment(one.text) if whole else one.document,
        }
    )


def frame(_catalogue: Catalogue) -> Frame:
    return Frame(head=b"", separator=b"\n", tail=b"\n")
