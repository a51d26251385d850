"""From what an engine found to what a page shows: records, marks, counted facets."""

from collections.abc import Mapping, Sequence
from threading import Lock

from sqlalchemy.orm import Session

from ...records.reading import KNOWN, Head, PublicRecord, by_uids
from .documents import title_of
from .highlight import marked, snippet
from .results import FacetValue, Hit

MOST_VALUES = 60
MOST_LOOKED_UP = 500
DESCRIBED = ("description", "objective", "category", "definition")


def hits(
    session: Session, uids: Sequence[str], sought: frozenset[str], *, exact: bool
) -> tuple[Hit, ...]:
    """The current records in the order found; one that is not there any more is not."""
    records = by_uids(session, uids, disclosures=KNOWN) if uids else {}
    return tuple(
        _hit(records[uid], sought, exact=exact) for uid in uids if uid in records
    )


def _hit(record: PublicRecord, sought: frozenset[str], *, exact: bool) -> Hit:
    document = record.document
    texts = [document.get(name) for name in DESCRIBED]
    described = next((text for text in texts if isinstance(text, str) and text), "")
    return Hit(
        record=record,
        title_html=marked(title_of(document), sought, exact=exact),
        snippet_html=snippet(described, sought, exact=exact),
    )


class Labels:
    """Names of organisations, from their current rows, kept until the ledger moves."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        self._asof: tuple[str, int] = ("", -1)
        self._lock = Lock()

    def of(
        self, session: Session, top: Head, counts: Mapping[str, int]
    ) -> Mapping[str, str]:
        with self._lock:
            if self._asof != (top.ledger_id, top.seq):
                self._asof, self._names = (top.ledger_id, top.seq), {}
            missing = [uid for uid in counts if uid not in self._names][:MOST_LOOKED_UP]
            if missing:
                found = by_uids(session, missing)
                for uid in missing:
                    record = found.get(uid)
                    name = title_of(record.document) if record else ""
                    self._names[uid] = name or uid
            return dict(self._names)


def facet_values(
    counts: Mapping[str, Mapping[str, int]],
    filters: Mapping[str, tuple[str, ...]],
    names: Mapping[str, str],
) -> dict[str, tuple[FacetValue, ...]]:
    """What is chosen stays on show, even with nothing behind it, so it can be undone."""
    return {
        facet: _values(facet, found, filters.get(facet, ()), names)
        for facet, found in counts.items()
    }


def _values(
    facet: str,
    counts: Mapping[str, int],
    chosen: tuple[str, ...],
    names: Mapping[str, str],
) -> tuple[FacetValue, ...]:
    known = {**dict.fromkeys(chosen, 0), **counts}
    values = [
        FacetValue(value, count, value in chosen, names.get(value, value))
        for value, count in known.items()
    ]
    if facet == "year":
        values.sort(key=lambda value: value.value, reverse=True)
    else:
        values.sort(key=lambda value: (-value.count, value.value))
    first = values[:MOST_VALUES]
    return (*first, *(value for value in values[MOST_VALUES:] if value.chosen))
