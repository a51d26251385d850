"""CKAN's action API, read only: what ckanapi and the harvesters of other portals ask.

``/api/3/action/NAME`` and ``/api/action/NAME``, by GET and by POST. It changes nothing
and knows nobody, so a form's guard (CSRF) has nothing to protect here.
"""

from typing import Any

from flask import Blueprint, Response, request

from ...access import public
from . import actions
from .envelope import Problem, answer, bare, failure

FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
blueprint = Blueprint("ckan", __name__)


@blueprint.get("/api/3")
@public
def version() -> Response:
    """Which API stands here, for clients that ask first."""
    return bare({"version": 3})


@blueprint.route("/api/3/action/<name>", methods=["GET", "POST"])
@blueprint.route("/api/action/<name>", methods=["GET", "POST"])
@public
def action(name: str) -> Response:
    """Answer one action in CKAN's envelope; a problem has its type and its status."""
    try:
        return answer(name, actions.find(name)(_given()))
    except Problem as problem:
        return failure(name, problem)


def _given() -> dict[str, Any]:
    """The parameters: of the address, of a form, or of a JSON body (ckanapi)."""
    given: dict[str, Any] = {}
    for source in (request.args, request.form):
        for key in source:
            values = source.getlist(key)
            given[key] = values[0] if len(values) == 1 else values
    if request.method == "POST" and request.mimetype not in FORMS and request.data:
        body = request.get_json(force=True, silent=True)
        if not isinstance(body, dict):
            raise Problem("Bad Request", "El cuerpo debe ser un objeto JSON.")
        given |= body
    return given
