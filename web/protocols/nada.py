"""NADA's read API, in both families of addresses that its clients call.

A production process is a study. What a NADA would keep and we have not (tags, aliases,
collections of others) is an empty list, so that its clients go on.
"""

import logging
import re
from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from itertools import product
from typing import Any
from zlib import crc32

import orjson
from flask import Blueprint, Response, request

from ...exporters.base import Catalogue
from ...exporters.left_out import CANNOT, seen
from ...exporters.nada import study
from ...records import reading, walking
from ...records.reading import PublicRecord
from ...schemas.vocabularies import fold
from ..access import public
from ..request import house, session
from .catalogue import record_response

log = logging.getLogger("tumbaga.left_out")
blueprint = Blueprint("nada", __name__, url_prefix="/index.php")
KIND = "production_process"
LATEST = 2**62
USUAL, MOST = 15, 500  # rows of a page
COLLECTION = "central"
Answer = dict[str, Any]


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
            response.add_etag(weak=True)
            response.cache_control.no_cache = True
            response.make_conditional(request)
        return response

    return public(guarded)


@families("")
def datasets() -> Response:
    """Every study, as ``list_datasets`` of pynada reads it."""
    return _said({"datasets": _rows(_studies())})


@families("/search")
def search() -> Response:
    """Studies whose title, code or description hold the words of ``sk``, by pages."""
    words = fold(request.args.get("sk", "")[:200]).split()
    found = [one for one in _studies() if _holds(one, words)]
    size = min(_number("ps", USUAL), MOST)
    page = _number("page", 1)
    rows = found[(page - 1) * size : page * size]
    total = sum(1 for _one in _studies()) if words else len(found)
    result = {
        "found": len(found),
        "total": total,
        "limit": size,
        "offset": (page - 1) * size,
        "page": page,
        "rows": _rows(rows),
    }
    return _said({"result": result})


@families("/<idno>")
def dataset(idno: str) -> Response:
    def made(one: PublicRecord, said: Catalogue) -> Answer:
        whole = {**_row(one), "metadata": study.metadata(one, said)}
        return {"dataset": whole}

    return _of(idno, made)


@families("/json/<idno>")
def as_json(idno: str) -> Response:
    return _of(idno, study.metadata, bare=True)


@families("/ddi/<idno>")
def as_ddi(idno: str) -> Response:
    found = _study(idno)
    return _missing(idno) if found is None else record_response(found, "ddi")


@families("/<idno>/variables", "/variables/<idno>", "/variables/<idno>/<file_id>")
def variables(idno: str, file_id: str = "") -> Response:
    def made(one: PublicRecord, said: Catalogue) -> Answer:
        return {"variables": _variables(one, said, file_id)}

    return _of(idno, made)


@families("/variable/<idno>/<vid>", "/<idno>/variables/<vid>")
def variable(idno: str, vid: str) -> Response:
    found = _study(idno)
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
    found = _study(idno)
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
    found = _numbered(number)
    return _missing(number) if found is None else _said({"dataset": _row(found)})


@blueprint.get("/api/collections")
@_open
def collections() -> Response:
    one = {"id": 1, "repositoryid": COLLECTION, "title": house().settings.title}
    return _said({"collections": [one]})


@blueprint.get("/metadata/export/<number>/ddi")
@_open
def exported(number: str) -> Response:
    """The address of DDI on a NADA's own pages."""
    found = _numbered(number) or _study(number)
    return _missing(number) if found is None else record_response(found, "ddi")


def number_of(record: PublicRecord) -> int:
    """A whole number that stands for a study as long as it lives."""
    return crc32(record.uid.encode()) & 0x7FFFFFFF


def _numbered(number: str) -> PublicRecord | None:
    if not re.fullmatch(r"[0-9]{1,10}", number):
        return None
    return next((one for one in _studies() if number_of(one) == int(number)), None)


def _studies() -> Iterator[PublicRecord]:
    return walking.records(walking.within(session()), LATEST, kinds=[KIND])


def _study(idno: str) -> PublicRecord | None:
    """A study by its code, its uid or its address."""
    found = reading.by_uid(session(), idno) or reading.by_slug(session(), KIND, idno)
    if found is None:
        found = reading.by_slug(session(), KIND, study.address(idno))
        if found is not None and study.idno(found) != idno:
            return None
    return found if found is not None and found.kind == KIND else None


def _rows(records: Iterable[PublicRecord]) -> list[Answer]:
    """Of many studies; one that cannot be written is left out and logged."""
    found = []
    for one in records:
        try:
            found.append(_row(one))
        except Exception:
            log.exception(CANNOT, one.uid, "nada", extra=seen(one, "nada"))
    return found


def _row(record: PublicRecord) -> Answer:
    """What a list says of a study."""
    document, settings = record.document, house().settings
    office = (document.get("organization") or {}).get("name") or settings.publisher
    moment = record.modified.strftime("%Y-%m-%dT%H:%M:%SZ")
    return {
        "id": number_of(record),
        "idno": study.idno(record),
        "type": "survey",
        "repositoryid": COLLECTION,
        "title": document.get("title") or study.idno(record),
        "subtitle": document.get("acronym") or "",
        "nation": "Colombia",
        "authoring_entity": office,
        "year_start": _year(document.get("temporal_start")),
        "year_end": _year(document.get("temporal_end")),
        "published": 1,
        "created": document.get("first_published") or moment,
        "changed": moment,
        "varcount": len(document.get("variables") or []),
        "url": f"{settings.base_url}{record.path}",
        "link_ddi": f"{settings.base_url}{record.path}.ddi.xml",
    }


def _year(day: object) -> int | None:
    text = str(day or "")[:4]
    return int(text) if text.isdigit() and text.isascii() else None


def _holds(record: PublicRecord, words: list[str]) -> bool:
    document = record.document
    names = ("title", "acronym", "code", "description", "objective")
    text = fold(" ".join(str(document.get(name) or "") for name in names))
    return all(word in text for word in words)


def _variables(one: PublicRecord, said: Catalogue, file_id: str) -> list[Answer]:
    every = study.metadata(one, said).get("variables", [])
    return [
        {"uid": place, "vid": v["vid"], "name": v["name"], "labl": v["labl"],
         "fid": v["file_id"]}
        for place, v in enumerate(every, start=1)
        if file_id in ("", v["file_id"])
    ]  # fmt: skip


def _of(
    idno: str, made: Callable[[PublicRecord, Catalogue], Answer], *, bare: bool = False
) -> Response:
    found = _study(idno)
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
