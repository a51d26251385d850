"""From what an engine found to what a page shows: records, marks, counted facets."""

from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from ...records.reading import KNOWN, PublicRecord, by_uids
from .documents import title_of
from .highlight import marked, snippet
from .inside import inside
from .offices import Offices
from .results import FacetValue, Hit

MOST_VALUES = 60
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
        inside=() if exact else inside(document, sought),
    )


def facet_values(
    counts: Mapping[str, Mapping[str, int]],
    filters: Mapping[str, tuple[str, ...]],
    offices: Offices,
) -> dict[str, tuple[FacetValue, ...]]:
    """What is chosen stays on show, even with nothing behind it, so it can be undone."""
    return {
        facet: _values(facet, found, filters.get(facet, ()), offices)
        for facet, found in counts.items()
    }


def _values(
    facet: str, counts: Mapping[str, int], chosen: tuple[str, ...], offices: Offices
) -> tuple[FacetValue, ...]:
    known = {**dict.fromkeys(chosen, 0), **counts}
    if facet == "organization":
        known = {**known, **offices.rolled_up(counts)}
    values = [
        FacetValue(
            value,
            known[value],
            value in chosen,
            offices.names.get(value, value),
            offices.depth(value) if facet == "organization" else 0,
        )
        for value in _ordered(facet, known, offices)
    ]
    first = values[:MOST_VALUES]
    return (*first, *(value for value in values[MOST_VALUES:] if value.chosen))


def _ordered(facet: str, known: Mapping[str, int], offices: Offices) -> list[str]:
    if facet == "organization":
        return offices.in_tree(known)
    if facet in {"year", "quality"}:
        return sorted(known, reverse=True)
    return sorted(known, key=lambda value: (-known[value], value))
