"""The normograma for people and programs: a table, JSON, and Atom of what changed."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, time
from typing import Any

import orjson

from ..schemas import vocabularies
from ..schemas.normograma import PublicNorm
from ..schemas.tables import Row, Table
from .base import Catalogue
from .feeds import Feed, atom_of, moment
from .xml import around, element, empty

TITLE = "Normograma"
COLUMNS = (
    "Norma",
    "De qué trata",
    "Fecha",
    "Estado",
    "Desde cuándo",
    "Qué la cambió",
    "Dónde se lee",
    "Registros públicos que se apoyan en ella",
)


def table(rows: Iterable[PublicNorm], *, publisher: str) -> Table:
    """A row for each norm."""
    return Table(
        TITLE,
        publisher,
        COLUMNS,
        1,
        (Row(number, _cells(one)) for number, one in enumerate(rows, start=2)),
        0,
    )


def as_json(rows: Iterable[PublicNorm]) -> bytes:
    """The same for programs, with the codes of the states."""
    said = [
        {
            "uid": norm.uid,
            "name": norm.name,
            "subject": norm.subject,
            "issued": norm.issued,
            "state": norm.state,
            "state_date": norm.state_date,
            "state_reason": norm.state_reason,
            "link": norm.link,
            "public_records": norm.records,
        }
        for norm in rows
    ]
    return orjson.dumps({"title": TITLE, "norms": said})


def atom(feed: Feed, changed: Sequence[PublicNorm], catalogue: Catalogue) -> bytes:
    """One entry for each norm that was amended or repealed, the newest first."""
    return atom_of(feed, [_entry(one, feed) for one in changed], catalogue)


def changed_at(norm: PublicNorm) -> datetime:
    """The moment from which its state holds; of one without a date, its last change."""
    if norm.state_date is None:
        return norm.modified
    return datetime.combine(norm.state_date, time(), UTC)


def state(norm: PublicNorm) -> str:
    return vocabularies.get("norm_states").label(norm.state)


def _entry(norm: PublicNorm, feed: Feed) -> str:
    address = f"{feed.page}#{norm.uid}"
    said = f"{norm.name}: {state(norm).lower()}"
    parts = [
        element("id", f"urn:uuid:{norm.uid}#{norm.state}-{norm.state_date or ''}"),
        element("title", said),
        element("updated", moment(changed_at(norm))),
        empty("link", rel="alternate", type="text/html", href=address),
        empty("category", term=norm.state, label=state(norm)),
        element("summary", norm.state_reason or said),
    ]
    return around("entry", parts)


def _cells(norm: PublicNorm) -> tuple[Any, ...]:
    return (
        norm.name,
        norm.subject,
        norm.issued.isoformat() if norm.issued else "",
        state(norm),
        norm.state_date.isoformat() if norm.state_date else "",
        norm.state_reason,
        norm.link,
        norm.records,
    )
