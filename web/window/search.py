"""The results page and its list as JSON, CSV and Atom; suggestions while typing."""

from flask import Blueprint, Response, jsonify, render_template, request
from flask.typing import ResponseReturnValue

from ...catalog.search import Page, Question
from ..access import public
from ..request import house, session
from . import asking, lists, reserve
from .labels import KINDS
from .pages import answer, tag

SUGGESTIONS = 8


def _search(question: Question) -> Page:
    return house().index.search(question, session())


@public
def results() -> ResponseReturnValue:
    """The page of results; with none, the ways out that lead somewhere."""
    question = asking.read(request.args)
    found = _search(question)
    mark = tag(
        question,
        found.total,
        [(hit.record.seq, hit.record.etag) for hit in found.hits],
        found.facets,
        found.ready,
        reserve.today(),
    )
    return answer(mark, lambda: _page(found))


def _page(found: Page) -> str:
    return render_template(
        "window/search.html",
        found=found,
        q=found.question.text,
        facets=asking.facets(found),
        applied=asking.applied(found),
        address=asking.address,
        sorts=asking.sorts(found.question),
        told=asking.told(found),
        way_back=_way_back(found),
        exits=_ways_out(found) if found.ready and not found.hits else [],
    )


def _way_back(found: Page) -> str | None:
    return asking.address(found.correction.exact) if found.correction else None


def _ways_out(found: Page) -> list[asking.Exit]:
    """Other questions that do have answers, with how many; each is tried first."""
    tried = asking.exits(found)
    counted = [(exit_, _search(exit_.question).total) for exit_ in tried]
    return [exit_.counted(total) for exit_, total in counted if total][:5]


@public
def listed(suffix: str) -> Response:
    """The same list for programs and spreadsheets."""
    question = asking.read(request.args, most=lists.MOST[suffix])
    found = _search(question)
    body, media_type = lists.WRITERS[suffix](found)
    response = Response(body, mimetype=media_type)
    response.add_etag(weak=True)
    response.cache_control.no_cache = True
    if suffix == "csv":
        response.headers["Content-Disposition"] = 'attachment; filename="registros.csv"'
    response.make_conditional(request)
    return response


@public
def suggestions() -> Response:
    """Titles and names that hold what has been typed so far."""
    typed = request.args.get("q", "")
    found = house().index.suggest(typed, session(), SUGGESTIONS)
    response = jsonify(
        [
            {
                "title": one.title,
                "kind": one.kind,
                "label": str(KINDS[one.kind].one),
                "url": house().settings.base_url + one.path,
            }
            for one in found
        ]
    )
    response.cache_control.no_cache = True
    return response


def install(blueprint: Blueprint) -> None:
    blueprint.get("/buscar")(results)
    blueprint.get("/buscar.<any(json,csv,atom):suffix>")(listed)
    blueprint.get("/sugerencias")(suggestions)
