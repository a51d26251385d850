"""The editions of an instrument that are public: each a dataset with its files and act.

An edition is published by the act that adopts it (Decreto 1081 de 2015, arts. 2.1.1.5.2
and 2.1.1.5.3.2), so what stands open in the ledger has been adopted.
"""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from ...catalog import edition_codes, editions
from ...records import reading
from ...records.reading import PublicRecord

SHOWN = 50


def of(session: Session, key: str, limit: int = SHOWN) -> list[PublicRecord]:
    """Those of one instrument, the newest first."""
    start = editions.address(key)
    return reading.by_slug_start(session, edition_codes.KIND, start, limit)


def latest(session: Session, keys: Iterable[str]) -> dict[str, PublicRecord]:
    """The newest of each instrument that has one."""
    found = {key: of(session, key, 1) for key in keys}
    return {key: rows[0] for key, rows in found.items() if rows}
