"""The results page and its list as JSON, CSV and Atom; suggestions while typing."""

from dataclasses import replace

from flask import Blueprint, Response, abort, jsonify, render_template, request
from flask.typing import ResponseReturnValue

from ...catalog.search import Page, Question, Suggestion
from ...catalog.search.unmet import visit_of
from .. import conditions
from ..access import public
from ..languages import lazy_gettext as _l
from ..request import house, session
from . import asking, corrected, lists, pace, reserve, whole_lists
from .labels import KINDS, term
from .pages import answer, tag

SUGGESTIONS = 8
LABELS = {"theme": _l("Tema"), "variable": _l("Variable")}


def _search(question: Question) -> Page:
    return house().index.search(question, session())


@public
def results() -> ResponseReturnValue:
    """The page of results; with none, the ways out that lead somewhere."""
    question = asking.read(request.args)
    found = _search(question)
    if found.ready and (not found.total or _dropped(found)):
        _unmet(found)
    mark = tag(
        question,
        found.total,
        [(hit.record.seq, hit.record.etag) for hit in found.hits],
        found.facets,
        found.ready,
        reserve.today(),
    )
    return answer(mark, lambda: _page(found))


def _dropped(found: Page) -> bool:
    """Whether a word of the question is nowhere in the catalogue."""
    changes = found.correction.changes if found.correction else ()
    return any(change.how == "dropped" for change in changes)


def _unmet(found: Page) -> None:
    """Leave the question for the follower, without who asked it."""
    question = found.question
    if question.narrowed or question.exact or not question.text:
        return
    day = reserve.today()
    visit = visit_of(request.remote_addr or "", day, house().secret)
    house().unmet.append((question.text, visit, day))


def _page(found: Page) -> str:
    return render_template(
        "window/search.html",
        found=found,
        q=found.question.text,
        facets=asking.facets(found),
        applied=asking.applied(found),
        address=asking.address,
        whole=lists.whole_address,
        sorts=asking.sorts(found.question),
        kept=asking.kept(found.question),
        meant=_meant(found),
        told=corrected.told(found),
        way_back=_way_back(found),
        exits=_ways_out(found) if found.ready and not found.hits else [],
    )


def _meant(found: Page) -> str | None:
    """The address of a question to offer: it finds more."""
    if not found.meant:
        return None
    return asking.address(replace(found.question, text=found.meant, page=1))


def _way_back(found: Page) -> str | None:
    return asking.address(found.correction.exact) if found.correction else None


def _ways_out(found: Page) -> list[asking.Exit]:
    """Other questions that do have answers, with how many; each is tried first."""
    tried = asking.exits(found)
    counted = [(exit_, _search(exit_.question).total) for exit_ in tried]
    return [exit_.counted(total) for exit_, total in counted if total][:5]


@public
def listed(suffix: str) -> Response:
    """The same list for programs and spreadsheets: whole, or page by page."""
    if suffix == "csv" or _every(suffix):
        return whole_lists.answer(asking.read(request.args), suffix)
    found = _search(asking.read(request.args, most=lists.MOST[suffix]))
    if not found.ready:
        abort(503)  # an empty list would say that there is nothing
    body, media_type = lists.WRITERS[suffix](found)
    response = Response(body, mimetype=media_type)
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Expose-Headers"] = "X-Total-Count"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["X-Total-Count"] = str(found.total)
    return conditions.asked_again(response)


def _every(suffix: str) -> bool:
    return suffix == "json" and request.args.get("pagina") == lists.EVERY


@public
def suggestions() -> Response:
    """Themes, titles, names and variables that hold what has been typed so far."""
    typed = request.args.get("q", "")
    found = house().index.suggest(typed, session(), SUGGESTIONS)
    response = jsonify(
        [
            {
                "title": _title(one),
                "kind": one.kind,
                "label": str(LABELS.get(one.kind) or KINDS[one.kind].one),
                "url": house().settings.base_url + _path(one),
            }
            for one in found
        ]
    )
    response.cache_control.no_cache = True
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _title(one: Suggestion) -> str:
    return term(one.path, "themes") if one.kind == "theme" else one.title


def _path(one: Suggestion) -> str:
    if one.kind != "theme":
        return one.path
    return asking.address(Question(filters={"theme": (one.path,)}))


def install(blueprint: Blueprint) -> None:
    blueprint.before_request(pace.keep)
    blueprint.get("/buscar")(results)
    blueprint.get("/buscar.<any(json,csv,atom):suffix>")(listed)
    blueprint.get("/sugerencias")(suggestions)
