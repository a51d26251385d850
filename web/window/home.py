"""The first page: the question box, what there is, one figure, themes, the latest."""

from typing import Any

from flask import Blueprint, Response, render_template

from ...catalog.search import Page, Question
from ...records import reading
from ...records.reading import PublicRecord
from ..access import public
from ..languages import language
from ..request import house, session
from . import drawings, series
from .pages import answer, tag
from .reserve import today

LATEST = 6
CANDIDATES = 24
LOOKED_AT = 6
WORTH_DRAWING = 0.05


@public
def home() -> Response:
    head = reading.head(session())
    found = _ask(Question("", sort="recent", size=LATEST))
    year, week, _day = today().isocalendar()
    when = (year, week, drawings.reached())
    standing = (head.ledger_id, head.seq, head.etag, found.total, *when)
    return answer(tag(*standing), lambda: _page(found, week, standing))


def _ask(question: Question) -> Page:
    return house().index.search(question, session())


def _page(found: Page, week: int, standing: tuple[object, ...]) -> str:
    counts = {
        name: {value.value: value.count for value in values}
        for name, values in found.facets.items()
    }
    classes = counts.get("class", {})
    return render_template(
        "window/home.html",
        found=found,
        counts=counts,
        kept=classes.get("clasificada", 0) + classes.get("reservada", 0),
        **_figure_kept(week, standing),
    )


def _figure_kept(week: int, standing: tuple[object, ...]) -> dict[str, Any]:
    """Several series are arranged to choose one, so it is kept while nothing moves."""
    key = ("figure", language(), *standing)
    found: dict[str, Any] = house().told.of(key, lambda: _figure(week))
    return found


def _figure(week: int) -> dict[str, Any]:
    """The figure of the week: indicators whose series moves take turns, each a week."""
    asked = Question(
        "", filters={"kind": ("indicator",)}, sort="title", size=CANDIDATES
    )
    ready = [
        hit.record
        for hit in _ask(asked).hits
        if (hit.record.document.get("latest") or {}).get("value") is not None
    ]
    ready.sort(key=_figures, reverse=True)
    looked = [(record, _series(record)) for record in ready[:LOOKED_AT]]
    chosen = [pair for pair in looked if pair[1].moved > WORTH_DRAWING] or looked
    if not chosen:
        return {"figure": None, "drawing": "", "series": None}
    record, arranged = chosen[week % len(chosen)]
    drawing = drawings.of(record)
    return {"figure": record, "series": arranged, "drawing": drawing}


def _series(record: PublicRecord) -> series.Series:
    observed = reading.observations(session(), record.seq)
    return series.arrange(record.document, observed)


def _figures(record: PublicRecord) -> int:
    return int(record.document.get("observation_count") or 0)


@public
def about() -> Response:
    head = reading.head(session())
    return answer(
        tag("acerca"), lambda: render_template("window/about.html", head=head)
    )


def install(blueprint: Blueprint) -> None:
    blueprint.get("/")(home)
    blueprint.get("/acerca")(about)
