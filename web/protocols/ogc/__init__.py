"""OGC API Records, Part 1, at ``/ogc``: the catalogue as one collection of records."""

from datetime import datetime

import orjson
from flask import Blueprint, Response, request
from werkzeug.datastructures import MultiDict

from ....exporters import ogc_records
from ....records import reading
from ... import conditions
from ...access import public
from ...request import session
from .. import hits
from ..given import plain
from . import asking, pages

blueprint = Blueprint("ogc", __name__, url_prefix="/ogc")
COLLECTION = f"/collections/{ogc_records.COLLECTION}"


@blueprint.get("")
@blueprint.get("/")
@public
def landing() -> Response:
    return _said(pages.landing())


@blueprint.get("/conformance")
@public
def conformance() -> Response:
    return _said({"conformsTo": list(pages.CONFORMANCE)})


@blueprint.get("/api")
@public
def api() -> Response:
    return _said(pages.api(), "application/vnd.oai.openapi+json;version=3.0")


@blueprint.get("/collections")
@public
def collections() -> Response:
    return _said(pages.collections())


@blueprint.get(COLLECTION)
@public
def collection() -> Response:
    return _said(pages.collection())


@blueprint.get(f"{COLLECTION}/sortables")
@public
def sortables() -> Response:
    """What ``sortby`` takes, as a JSON Schema (OGC API Records, sorting)."""
    return _said(pages.properties("sortables"), pages.SCHEMA)


@blueprint.get(f"{COLLECTION}/queryables")
@public
def queryables() -> Response:
    """The parameters that choose records, as a JSON Schema (OGC API Features, part 3)."""
    return _said(pages.properties("queryables"), pages.SCHEMA)


@blueprint.get("/collections/<name>")
@blueprint.get("/collections/<name>/<path:rest>")
@public
def unknown(**_given: str) -> Response:
    """Any other collection, or part of ours: there is none, said as a program reads it."""
    return _problem(404, "No existe", "La única colección está en " + pages.items())


@blueprint.get(f"{COLLECTION}/items")
@public
def items() -> Response:
    """One page of records; what makes no sense is an error with its remedy (RFC 9457)."""
    try:
        return _said(asking.answer(_given()), ogc_records.MEDIA_TYPE)
    except asking.WrongParameter as problem:
        return _problem(400, "Parámetro equivocado", str(problem))
    except hits.NotReady as problem:
        return _problem(503, "El buscador se está preparando", str(problem))


UNWRITTEN = (
    "El error es nuestro y ya quedó anotado; los demás registros salen completos."
)


@blueprint.get(f"{COLLECTION}/items/<uid>")
@public
def item(uid: str) -> Response:
    found = reading.by_uid(session(), uid)
    if found is None or found.kind == "organization":
        return _problem(404, "No existe", "Los registros están en " + pages.items())
    for feature in asking.written([found]):
        return _said(feature, ogc_records.MEDIA_TYPE, found.modified)
    return _problem(500, "No se puede escribir", UNWRITTEN)


def _given() -> MultiDict[str, str]:
    pairs = request.args.items(multi=True)
    return MultiDict([(plain(name), plain(value)) for name, value in pairs])


def _problem(status: int, title: str, detail: str) -> Response:
    body = {"type": "about:blank", "status": status, "title": title, "detail": detail}
    response = _said(body, "application/problem+json")
    response.status_code = status
    return response


def _said(
    body: object,
    media_type: str = "application/json",
    modified: datetime | None = None,
) -> Response:
    written = orjson.dumps(body).replace(b"</", b"<\\/")
    response = Response(written, mimetype=media_type)
    response.headers["Access-Control-Allow-Origin"] = "*"
    return conditions.asked_again(response, modified)
