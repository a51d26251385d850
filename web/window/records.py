"""The pages of records: one for each kind, one for a name alone, one for what is gone."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, Response, abort, redirect, render_template
from flask.typing import ResponseReturnValue

from ...catalog import broken_links
from ...catalog.search import comparing
from ...exporters import series as rows
from ...exporters.charts import keeping
from ...records import reading
from ...records.publication import FOLDERS
from ...records.reading import KNOWN, Observed, PublicRecord
from ..access import public
from ..request import house, session
from . import (
    blocks,
    drawings,
    facts,
    formats,
    preview,
    quality,
    relations,
    reserve,
    series,
    versions,
)
from .labels import KINDS
from .organizations import page as organization_page
from .pages import answer, tag
from .relations import Relations
from .usage import citation, usage

EVERY = ("published", "retired", "withdrawn")
ASSET_FOLDERS = {FOLDERS[kind]: kind for kind in KINDS}
TEMPLATES = {
    "indicator": "window/indicator.html",
    "dataset": "window/dataset.html",
    "production_process": "window/production_process.html",
    "document": "window/document.html",
}


@public
def record(folder: str, name: str) -> ResponseReturnValue:
    """A record's page, or its file when the address or the browser asks for one."""
    kind = ASSET_FOLDERS[folder]
    slug, suffix = formats.split(name)
    found = reading.by_slug(
        session(), kind, slug, disclosures=KNOWN, states=EVERY
    ) or reading.by_former_slug(session(), kind, slug)
    if found is None:
        abort(404)
    if found.state == "withdrawn":
        return gone(found)
    named_only = found.disclosure == "index"
    if suffix and named_only:
        abort(404)
    if found.slug != slug:
        # That it exists is never denied (Ley 1712 de 2014, art. 21), but it may open
        # again at its old address.
        return redirect(found.path + (suffix or ""), 302 if named_only else 301)
    wanted = suffix or formats.asked(found)
    if wanted is not None:
        return formats.respond(found, wanted)
    return page(found)


@public
def permanent(name: str) -> ResponseReturnValue:
    """The permanent identifier: it leads to the page, or to the format asked for."""
    uid, suffix = formats.split(name)
    found = reading.by_uid(session(), uid, disclosures=KNOWN, states=EVERY)
    if found is None:
        abort(404)
    if found.state == "withdrawn":
        return gone(found)
    wanted = suffix or formats.asked(found) or ""
    if wanted and found.disclosure == "index":
        abort(404)
    leading = redirect(found.path + wanted, 303)
    leading.vary.add("Accept")
    return leading


def gone(record: PublicRecord) -> Response:
    """The tombstone: what left, when and why."""
    return answer(
        tag(record.seq, record.etag),
        lambda: render_template(
            "window/withdrawn.html",
            record=record,
            left=record.document.get("withdrawn") or {},
        ),
        status=410,
    )


def page(record: PublicRecord) -> Response:
    """Render the page of what is open, or of what is known by name only."""
    if record.kind == "organization":
        return organization_page(record)
    if record.disclosure == "index":
        mark = tag(record.seq, record.etag, reserve.today())
        return answer(mark, lambda: _existence(record))
    # A record grows stale by itself: its quality is that of today. Its chart comes
    # some seconds after it.
    drawn = record.kind == "indicator" and drawings.of(record)
    tied = relations.of(record)
    mark = tag(
        record.seq,
        record.etag,
        reserve.today(),
        bool(drawn),
        keeping.VERSION,
        tied.mark,
    )
    return answer(mark, lambda: _asset(record, tied))


def _existence(record: PublicRecord) -> str:
    document = record.document
    decision = document.get("classification") or {}
    return render_template(
        "window/existence.html",
        record=record,
        doc=document,
        decision=decision,
        term=reserve.term(decision),
        articles=facts.articles(decision.get("articles") or []),
        known=facts.existence(document),
    )


def drawn(record: PublicRecord, figures: Sequence[Observed] | None = None) -> str:
    """The page of a record that may not be in the ledger, with figures of its own."""
    if record.disclosure == "index":
        return _existence(record)
    return _asset(record, relations.of(record), figures)


def _asset(
    record: PublicRecord, tied: Relations, figures: Sequence[Observed] | None = None
) -> str:
    document = record.document
    settings = house().settings
    found = quality.of(record, broken_links.known(session()))
    return render_template(
        TEMPLATES[record.kind],
        record=record,
        doc=document,
        usage=usage(document, record.disclosure),
        citation=citation(record, settings.publisher, settings.base_url),
        versions=versions.of(record),
        machine=formats.offered(record),
        linked=formats.linked(record),
        references=formats.references(record),
        own=facts.own(document) + blocks.own(document),
        asset=facts.asset(document) + blocks.asset(document),
        plan=facts.plan(document) + blocks.plan(document),
        blocks=blocks.blocks(document),
        quality=found,
        checks=quality.lines(found, record.kind) if found else [],
        decision=document.get("classification") or {},
        articles=facts.articles(
            (document.get("classification") or {}).get("articles") or []
        ),
        related=tied.related,
        compared=comparing.worth_comparing(house().index, session(), document),
        successor=_successor(document),
        **_figures(record, tied, figures),
    )


def _figures(
    record: PublicRecord, tied: Relations, figures: Sequence[Observed] | None
) -> dict[str, Any]:
    """What only one kind shows: the series of an indicator, the rows of a file."""
    document = record.document
    if record.kind == "indicator":
        observed = figures
        if observed is None:
            observed = reading.observations(session(), record.seq)
        drawing = drawings.of(record)
        return {
            "series": series.arrange(document, observed, drawn=bool(drawing)),
            "drawing": drawing,
            "files": formats.files(record),
            "ranges": rows.ranges(document),
        }
    shown = preview.first_csv(document)
    if shown is None or not house().files.has(str(shown["checksum"])):
        return {"preview": None, "previewed": None, "parts": tied.parts}
    table = preview.read(house().files.path(str(shown["checksum"])))
    return {"preview": table, "previewed": shown, "parts": tied.parts}


def _successor(document: dict[str, Any]) -> PublicRecord | None:
    uid = (document.get("retired") or {}).get("successor")
    return None if uid is None else reading.by_uid(session(), uid, disclosures=KNOWN)


def install(blueprint: Blueprint) -> None:
    folders = ",".join(ASSET_FOLDERS)
    blueprint.get(f"/<any({folders}):folder>/<name>")(record)
    blueprint.get("/id/<name>")(permanent)
