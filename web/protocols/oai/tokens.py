"""Resumption tokens: the whole state of a walk, in the open, kept by nobody.

``seq!cursor!size!prefix!set!from!until!mark``, where the mark says that nobody cut or
altered it and that it is of this ledger.
"""

import hashlib
import re
from dataclasses import dataclass

from .arguments import Refused

_TOKEN = re.compile(
    r"(?P<seq>\d{1,15})!(?P<cursor>\d{1,15})!(?P<size>\d{1,15})!(?P<prefix>[^!]{1,60})"
    r"!(?P<set>[^!]{0,300})!(?P<since>[^!]{0,20})!(?P<until>[^!]{0,20})"
    r"!(?P<mark>[0-9a-f]{8})",
    re.ASCII,
)


@dataclass(frozen=True)
class Walk:
    """Where a walk stands: the last ``seq`` given, how many before, and what it asks."""

    prefix: str
    set: str = ""
    since: str = ""
    until: str = ""
    seq: int = 0
    cursor: int = 0
    size: int | None = None


def write(walk: Walk, ledger_id: str) -> str:
    parts = (walk.seq, walk.cursor, walk.size or 0, walk.prefix)
    text = "!".join(map(str, (*parts, walk.set, walk.since, walk.until)))
    return f"{text}!{_mark(text, ledger_id)}"


def read(token: str, ledger_id: str) -> Walk:
    """Raises ``Refused`` for what this catalogue never gave out."""
    found = _TOKEN.fullmatch(token)
    text = token.rpartition("!")[0]
    if found is None or _mark(text, ledger_id) != found["mark"]:
        raise Refused(
            "badResumptionToken",
            "Este resumptionToken no salió de este catálogo, o llegó cortado o cambiado. "
            "Empiece de nuevo, desde la última fecha que recibió.",
        )
    return Walk(
        prefix=found["prefix"],
        set=found["set"],
        since=found["since"],
        until=found["until"],
        seq=int(found["seq"]),
        cursor=int(found["cursor"]),
        size=int(found["size"]),
    )


def _mark(text: str, ledger_id: str) -> str:
    said = f"{ledger_id}!{text}".encode("utf-8", "replace")
    return hashlib.blake2b(said, digest_size=4).hexdigest()
