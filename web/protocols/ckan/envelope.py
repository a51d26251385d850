"""CKAN's envelope: success with a result, or an error with its type."""

from typing import Any
from urllib.parse import quote

import orjson
from flask import Response, request

from ...request import house

STATUSES = {
    "Not Found Error": 404,
    "Authorization Error": 403,
    "Validation Error": 409,
    "Search Query Error": 400,
    "Search Error": 503,
    "Bad Request": 400,
}


class Problem(Exception):
    """What CKAN calls ``__type``, a text, and for a validation the field that is wrong."""

    def __init__(self, kind: str, text: str, field: str = "") -> None:
        super().__init__(text)
        self.kind, self.text, self.field = kind, text, field


def answer(action: str, result: Any) -> Response:
    return bare({"help": _help(action), "success": True, "result": result})


def bare(body: dict[str, Any]) -> Response:
    """A body with the conditions that every answer has."""
    response = _said(body)
    response.add_etag(weak=True)
    response.make_conditional(request)
    return response


def failure(action: str, problem: Problem) -> Response:
    error: dict[str, Any] = {"__type": problem.kind, "message": problem.text}
    if problem.field:
        error[problem.field] = [problem.text]
    said = {"help": _help(action), "success": False, "error": error}
    return _said(said, STATUSES[problem.kind])


def _help(action: str) -> str:
    base = house().settings.base_url
    return f"{base}/api/3/action/help_show?name={quote(action, safe='')}"


def _said(body: dict[str, Any], status: int = 200) -> Response:
    body_bytes = orjson.dumps(body, default=str).replace(b"</", b"<\\/")
    response = Response(body_bytes, status=status, mimetype="application/json")
    response.cache_control.no_cache = True
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response
