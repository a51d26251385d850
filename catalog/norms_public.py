"""What the public may know of the normograma: which published records cite each norm.

Only public documents are looked into: what a draft or a hidden part cites is not counted.
"""

from collections.abc import Iterator, Sequence

from sqlalchemy.orm import Session

from ..records import walking
from ..records.norm import Norm
from ..records.reading import Head
from ..schemas import classification as legal
from ..schemas.normograma import PublicNorm
from . import norms

PPI = ("production_process",)
EVERY = ("production_process", "indicator", "dataset", "document")
EXCEPTED = ("index", "partial")


def listed(session: Session, head: Head) -> list[PublicNorm]:
    """Every norm by its name, with how many public records cite it as of ``head``."""
    found = norms.listed(session)
    counts = _resting(session, head, found)
    return [
        PublicNorm(
            one.uid,
            one.name,
            one.subject or "",
            one.issued,
            one.state,
            one.state_date,
            one.state_reason or "",
            one.link or "",
            one.modified,
            counts[one.uid],
        )
        for one in found
    ]


def mark(session: Session) -> list[tuple[str, str]]:
    """What changes when any norm does."""
    return [(one.uid, str(one.modified)) for one in norms.listed(session)]


def _resting(session: Session, head: Head, found: Sequence[Norm]) -> dict[str, int]:
    citing: dict[str, set[str]] = {one.uid: set() for one in found}
    names = {one.uid: one.name.casefold() for one in found}
    for uid, text in _citations(session, head) if names else ():
        for norm, name in names.items():
            if name in text:
                citing[norm].add(uid)
    return {norm: len(uids) for norm, uids in citing.items()}


def _citations(session: Session, head: Head) -> Iterator[tuple[str, str]]:
    pages = walking.within(session)
    for record in walking.records(pages, head.seq, kinds=PPI):
        for one in record.document.get("norms") or ():
            yield record.uid, str(one).casefold()
    excepted = walking.records(pages, head.seq, kinds=EVERY, disclosures=EXCEPTED)
    for record in excepted:
        decision = record.document.get("classification") or {}
        yield record.uid, legal.cited(decision).casefold()
