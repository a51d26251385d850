"""One row of a list of results: what it shows of a record, worked out before it is drawn.

A page has ten of them: a template that looks these things up takes three times as long.
"""

from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from ...catalog.search import Hit
from ..languages import language
from . import lights, quality
from .labels import office

MOST_FORMATS = 5


@dataclass(slots=True)
class Row:
    """``tongue`` is the attribute of words in another language than the page's."""

    kind: str
    path: str
    title: Markup
    snippet: Markup
    tongue: Markup
    access: str
    retired: bool
    known: bool  # that it exists, and no more
    decision: dict[str, Any]
    last: dict[str, Any] | None
    office: str
    points: tuple[int, int] | None
    light: str
    formats: list[Any]


def of(hit: Hit) -> Row:
    record = hit.record
    doc = record.document
    decision = doc.get("classification") or {}
    latest = doc.get("latest")
    known = record.disclosure == "index"
    judged = None if known else quality.of(record)
    return Row(
        kind=record.kind,
        path=record.path,
        title=Markup(hit.title_html),  # noqa: S704 escaped where it was marked
        snippet=Markup(hit.snippet_html),  # noqa: S704 the same
        tongue=_tongue(doc),
        access=decision.get("class") or "",
        retired=record.state == "retired",
        known=known,
        decision=decision,
        last=latest if isinstance(latest, dict) and "value" in latest else None,
        office=office(doc.get("organization"), short=True),
        points=(judged.points, judged.of) if judged else None,
        light="" if known else lights.of(record),
        formats=[] if known else _formats(doc),
    )


def _tongue(doc: dict[str, Any]) -> Markup:
    spoken = (doc.get("language") or "es")[:2]
    if spoken == language():
        return Markup()
    return Markup(' lang="{}"').format(spoken)


def _formats(doc: dict[str, Any]) -> list[Any]:
    """The formats of the files, each once however it is written, the first ones."""
    given = [one["format"] for one in doc.get("distributions") or [] if "format" in one]
    found: dict[Any, Any] = {}
    for one in given:
        found.setdefault(one.lower() if isinstance(one, str) else one, one)
    return list(found.values())[:MOST_FORMATS]
