"""NADA's read API, in both families of addresses that its clients call.

A production process is a study. What a NADA would keep and we have not (tags, aliases,
collections of others) is an empty list, so that its clients go on.
"""

import re
from collections.abc import Callable
from functools import wraps
from itertools import islice, product
from typing import Any

import orjson
from flask import Blueprint, Response, request

from ....exporters.base import Catalogue
from ....exporters.nada import package, study
from ....records import reading
from ....records.reading import PublicRecord
from ... import conditions
from ...access import public
from ...request import house, session
from ..catalogue import record_response
from .studies import (
    COLLECTION,
    Answer,
    chosen,
    numbered,
    row,
    rows,
    studies,
    study_of,
    variables_of,
)

blueprint = Blueprint("nada", __name__, url_prefix="/index.php")
USUAL, MOST = 15, 500  # rows of a page


def families(
    *paths: str,
) -> Callable[[Callable[..., Response]], Callable[..., Response]]:
    """The same view below ``/api/catalog`` and ``/api/datasets``."""

    def ruled(view: Callable[..., Response]) -> Callable[..., Response]:
        view = _open(view)
        for family, path in product(("catalog", "datasets"), paths):
            blueprint.add_url_rule(
                f"/api/{family}{path}",
                endpoint=f"{family}_{view.__name__}",
                view_func=view,
                strict_slashes=False,
            )
        return view

    return ruled


def _open(view: Callable[..., Response]) -> Callable[..., Response]:
    @wraps(view)
    def guarded(**given: Any) -> Response:
        response = view(**given)
        response.headers["Access-Control-Allow-Origin"] = "*"
        if response.status_code == 200 and not response.is_streamed:
            conditions.asked_again(response, reading.head(session()).modified)
        return response

    return public(guarded)


@families("")
def datasets() -> Response:
    """Every study, as ``list_datasets`` of pynada reads it."""
    return _said({"datasets": rows(studies())})


@families("/search")
def search() -> Response:
    """Studies by the words of ``sk`` and ``vk`` and by year, in pages."""
    found = chosen(request.args)
    size = min(_number("ps", USUAL), MOST)
    page = _number("page", 1)
    shown = found[(page - 1) * size : page * size]
    total = sum(1 for _one in studies())
    result = {
        "found": len(found),
        "total": total,
        "limit": size,
        "offset": (page - 1) * size,
        "page": page,
        "rows": rows(shown),
    }
    return _said({"result": result})


@families("/latest")
def latest() -> Response:
    """The studies that changed last, the newest first."""
    newest = sorted(studies(), key=lambda one: -one.seq)
    shown = islice(newest, min(_number("limit", USUAL), MOST))
    return _said({"result": rows(shown)})


@families("/list_idno")
def identifiers() -> Response:
    """Every study by its number and its identifier, as another NADA asks for them."""
    found = [{"id": one["id"], "idno": one["idno"]} for one in rows(studies())]
    return _said({"records": found})


@families("/collections")
def parted() -> Response:
    """Which study is in which collection: all in the only one."""
    found = [{**one, "collections": [COLLECTION]} for one in rows(studies())]
    return _said({"datasets": found})


@families("/<idno>")
def dataset(idno: str) -> Response:
    def made(one: PublicRecord, said: Catalogue) -> Answer:
        whole = {**row(one), "metadata": study.metadata(one, said)}
        return {"dataset": whole}

    return _of(idno, made)


@families("/json/<idno>")
def as_json(idno: str) -> Response:
    return _of(idno, study.metadata, bare=True)


@families("/ddi/<idno>")
def as_ddi(idno: str) -> Response:
    found = study_of(idno)
    return _missing(idno) if found is None else record_response(found, "ddi")


@families("/<idno>/variables", "/variables/<idno>", "/variables/<idno>/<file_id>")
def variables(idno: str, file_id: str = "") -> Response:
    def made(one: PublicRecord, said: Catalogue) -> Answer:
        return {"variables": variables_of(one, said, file_id)}

    return _of(idno, made)


@families("/variable/<idno>/<vid>", "/<idno>/variables/<vid>")
def variable(idno: str, vid: str) -> Response:
    found = study_of(idno)
    if found is None:
        return _missing(idno)
    every = study.metadata(found, _catalogue()).get("variables", [])
    one = next((each for each in every if vid in (each["vid"], each["name"])), None)
    if one is None:
        return _failed(f"El estudio {idno[:80]} no tiene la variable «{vid[:80]}».")
    return _said({"variable": one})


@families("/datafiles/<idno>", "/<idno>/data_files")
def datafiles(idno: str) -> Response:
    def made(one: PublicRecord, said: Catalogue) -> Answer:
        files = study.metadata(one, said).get("data_files", [])
        return {"datafiles": {each["file_id"]: each for each in files}}

    return _of(idno, made)


@families("/<idno>/resources", "/resources/<idno>")
def resources(idno: str) -> Response:
    return _of(idno, lambda one, said: {"resources": study.resources(one, said)})


@families("/<idno>/resources/<number>")
def resource(idno: str, number: str) -> Response:
    found = study_of(idno)
    if found is None:
        return _missing(idno)
    listed = study.resources(found, _catalogue())
    one = next((each for each in listed if str(each["resource_id"]) == number), None)
    if one is None:
        return _failed(f"El estudio {idno[:80]} no tiene el recurso «{number[:80]}».")
    return _said({"resource": one})


@families("/<idno>/files")
def files(idno: str) -> Response:
    def made(one: PublicRecord, said: Catalogue) -> Answer:
        listed = study.resources(one, said)
        return {"files": [{"name": each["filename"]} for each in listed]}

    return _of(idno, made)


@families("/tags/<idno>")
def tags(idno: str) -> Response:
    return _of(idno, lambda *_given: {"tags": []})


@families("/aliases/<idno>")
def aliases(idno: str) -> Response:
    return _of(idno, lambda *_given: {"aliases": []})


@families("/find_by_id/<number>")
def by_number(number: str) -> Response:
    found = numbered(number)
    return _missing(number) if found is None else _said({"dataset": row(found)})


@blueprint.get("/api/collections")
@_open
def collections() -> Response:
    return _said({"collections": [_collection()]})


@blueprint.get(f"/api/collections/{COLLECTION}")
@_open
def collection() -> Response:
    return _said({"collection": _collection()})


def _collection() -> Answer:
    """The only one there is: the catalogue itself."""
    return {"id": 1, "repositoryid": COLLECTION, "title": house().settings.title}


@blueprint.get("/metadata/export/<number>/<any(ddi, json, rdf):form>")
@_open
def exported(number: str, form: str) -> Response:
    """The addresses of a NADA's own pages: DDI, its JSON, RDF of the resources."""
    found = numbered(number) or study_of(number)
    if found is None:
        return _missing(number)
    if form == "ddi":
        return record_response(found, "ddi")
    said = _catalogue()
    if form == "json":
        body = orjson.dumps(study.metadata(found, said))
        return Response(body, mimetype="application/json")
    listed = package.resources_rdf(study.resources(found, said))
    return Response(listed, mimetype="application/rdf+xml")


@blueprint.get("/api/<path:rest>")
@_open
def unknown(rest: str) -> Response:
    """What a NADA has and this catalogue has not, said as a NADA says it."""
    return _failed(
        f"No hay «{rest[:80]}». Los estudios están en /index.php/api/datasets"
    )


def _of(
    idno: str, made: Callable[[PublicRecord, Catalogue], Answer], *, bare: bool = False
) -> Response:
    found = study_of(idno)
    if found is None:
        return _missing(idno)
    body = made(found, _catalogue())
    return (
        Response(orjson.dumps(body), mimetype="application/json")
        if bare
        else _said(body)
    )


def _catalogue() -> Catalogue:
    return house().catalogue(reading.head(session()))


def _number(name: str, usual: int) -> int:
    given = request.args.get(name, "")
    small = re.fullmatch(r"[0-9]{1,6}", given)
    return max(1, int(given)) if small else usual


def _said(body: Answer) -> Response:
    whole = orjson.dumps({"status": "success", **body})
    return Response(whole, mimetype="application/json")


def _missing(idno: str) -> Response:
    return _failed(
        f"No hay un estudio «{idno[:80]}». La lista está en /index.php/api/datasets"
    )


def _failed(text: str) -> Response:
    body = orjson.dumps({"status": "failed", "message": text})
    return Response(body, 404, mimetype="application/json")
