"""The catalogue by place: a municipality with its comunas and corregimientos."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, abort, render_template

from ...catalog.search import Page, Question
from ...records import reading
from ...schemas import territories
from ...schemas.vocabularies import Term
from ..access import public
from ..request import house, session
from . import asking
from .labels import term
from .pages import answer, tag

SHOWN = 10
LEVELS = ("comuna", "corregimiento", "municipio")


def _ask(**how: Any) -> Page:
    return house().index.search(Question("", **how), session())


@public
def places() -> Response:
    """The city of this catalogue, and every place that some record speaks of."""
    counts = _counts()
    if not counts and house().index.seq() is None:
        abort(503)
    known = [one for one in map(territories.known, counts) if one is not None]
    mark = tag("territorios", sorted(counts.items()))
    home = territories.known(house().settings.territory)
    return answer(
        mark,
        lambda: render_template(
            "window/territories.html", known=_sorted(known), counts=counts, home=home
        ),
    )


@public
def place(code: str) -> Response:
    """One place: where it lies, what is below it, and the records about it."""
    one = territories.known(code)
    if one is None:
        abort(404)
    found = _ask(filters={"territory": (code,)}, sort="recent", size=SHOWN)
    if not found.ready:
        abort(503)
    counts = _counts()
    head = reading.head(session())
    mark = tag(code, head.seq, head.etag, found.total)
    return answer(mark, lambda: _page(one, found, counts))


def _page(one: Term, found: Page, counts: Mapping[str, int]) -> str:
    above = [territories.known(code) for code in territories.around([one.code])[1:]]
    below: dict[str, list[Term]] = {}
    for part in territories.parts(one.code):
        below.setdefault(part.extra["level"], []).append(part)
    return render_template(
        "window/territory.html",
        place=one,
        name=term(one.code, "territories"),
        above=above,
        below={level: below[level] for level in LEVELS if level in below},
        found=found,
        counts=counts,
        every=asking.address(Question(filters={"territory": (one.code,)})),
    )


def _counts() -> Mapping[str, int]:
    return house().index.counts("territory", session())


def _sorted(known: list[Term]) -> list[Term]:
    return sorted(known, key=lambda one: one.code)


def install(blueprint: Blueprint) -> None:
    blueprint.get("/territorios")(places)
    blueprint.get("/territorios/<code>")(place)
