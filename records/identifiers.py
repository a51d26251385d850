"""Identifiers: permanent uids, slugs for addresses, and the codes people write."""

import re
import unicodedata
from uuid import uuid4

LONGEST_SLUG = 120


def new_uid() -> str:
    """A random UUID in its canonical text form, never reused."""
    return str(uuid4())


def slugify(text: str) -> str:
    """Fold a code or a name to lower-case ASCII words joined by hyphens.

    Returns an empty string when nothing of the text survives; the caller then uses
    the uid, which is always an address.
    """
    folded = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", folded.lower()).strip("-")[:LONGEST_SLUG]
