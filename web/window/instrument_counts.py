"""How much of each instrument there is: counted once for each state of the ledger."""

from sqlalchemy.orm import Session

from ...catalog import norms
from ...exporters.ley1712.archive import PROGRAMME, SCHEDULE
from ...exporters.ley1712.instrument import ASSETS
from ...records import totals
from ...records.reading import Head

_kept: dict[str, tuple[int, dict[str, int]]] = {}


def counts(session: Session, head: Head) -> dict[str, int]:
    """The rows of each instrument, by its key, as of ``head``; and how many records
    stand at each disclosure.
    """
    known = _kept.get(head.etag)
    if known is None or known[0] != head.seq:
        known = (head.seq, _count(session))
        _kept.clear()
        _kept[head.etag] = known
    return known[1]


def filled(session: Session, head: Head) -> frozenset[str]:
    """The numerals that the catalogue answers because it holds something of them."""
    found = counts(session, head)
    numerals = {
        "2": norms.any_(session),
        "7.1.4": found["programa-de-gestion-documental"] > 0,
        "7.1.5": found["tablas-de-retencion-documental"] > 0,
    }
    return frozenset(code for code, there in numerals.items() if there)


def _count(session: Session) -> dict[str, int]:
    by_disclosure = totals.counts_by_disclosure(session, ASSETS)
    opened = by_disclosure["full"] + by_disclosure["partial"]
    schedules = totals.count_saying(session, _typed(SCHEDULE), ("document",))
    return {
        **by_disclosure,
        "registro-de-activos": sum(by_disclosure.values()),
        "indice-clasificada-reservada": by_disclosure["index"]
        + by_disclosure["partial"],
        "esquema-de-publicacion": opened,
        "registro-de-publicaciones": opened,
        "programa-de-gestion-documental": totals.count_saying(
            session, _typed(PROGRAMME), ("document",)
        ),
        "tablas-de-retencion-documental": schedules
        + totals.count_saying(session, '"trd_series":"', ASSETS),
    }


def _typed(code: str) -> str:
    return f'"document_type":"{code}"'
