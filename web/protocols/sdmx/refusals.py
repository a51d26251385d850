"""What an SDMX service says when it cannot answer (SDMX-REST, status and error codes)."""

import orjson
from flask import Response, request

from ....exporters.sdmx.message import error

NO_RESULTS, TOO_LARGE, SYNTAX = 100, 130, 140


class SdmxError(Exception):
    """A refusal with its HTTP status, its SDMX code and a sentence in Spanish."""

    def __init__(self, status: int, code: int, text: str) -> None:
        super().__init__(text)
        self.status, self.code, self.text = status, code, text


def syntax(text: str) -> SdmxError:
    return SdmxError(400, SYNTAX, text)


def nothing(text: str) -> SdmxError:
    return SdmxError(404, NO_RESULTS, text)


def too_large(text: str) -> SdmxError:
    return SdmxError(413, TOO_LARGE, text)


def refused(problem: SdmxError) -> Response:
    """The error in the family that was asked for; XML unless that was JSON."""
    wanted = f"{request.headers.get('Accept', '')} {request.args.get('format', '')}"
    if "json" in wanted:
        said = {"code": problem.code, "title": problem.text}
        body = orjson.dumps({"errors": [said]})
        response = Response(body, problem.status, mimetype="application/json")
    else:
        text = error(problem.code, problem.text)
        response = Response(text, problem.status, mimetype="application/xml")
    response.vary.add("Accept")
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response
