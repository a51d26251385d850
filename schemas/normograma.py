"""A norm as everybody may see it: what it is, if it holds, what public records cite it."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class PublicNorm:
    """``records`` counts the public records that cite it, and no others."""

    uid: str
    name: str
    subject: str
    issued: date | None
    state: str
    state_date: date | None
    state_reason: str
    link: str
    modified: datetime
    records: int
