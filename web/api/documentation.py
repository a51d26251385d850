"""The API described: OpenAPI 3.1 for programs, and a page for people. Nothing secret."""

from functools import cache
from typing import Any

import orjson
from flask import Response, g, redirect, render_template
from flask.typing import ResponseReturnValue

from ...catalog import tokens
from ...schemas import openapi, vocabularies
from ..access import public
from . import answers, blueprint, problems
from .operations import OPERATIONS, Operation, Parameter
from .shapes import KINDS, ROOT

Document = dict[str, Any]
KIND_NAMES = vocabularies.get("kinds")
INTRODUCTION = (
    "La puerta JSON del registro de activos de información. Los mismos campos y los "
    "mismos avisos que en los formularios y en las hojas."
)


@blueprint.get("/openapi.json")
@public
def openapi_json() -> Response:
    """The whole description, for programs."""
    return _kept(Response(_bytes(), mimetype="application/json"))


@blueprint.get("")
@public
def beginning() -> ResponseReturnValue:
    """Where a program begins: the page that explains the others."""
    return redirect(f"{ROOT}/docs", 303)


@blueprint.get("/docs")
@public
def docs() -> Response:
    """The same for people: operations, fields, problems. No scripts, no foreign styles."""
    g.language = "es"  # the fields are explained in Spanish; so is the rest of it
    page = render_template(
        "api/docs.html",
        operations=OPERATIONS,
        scopes=_scopes(),
        scope_names=tokens.SCOPES,
        folders={folder: KIND_NAMES.label(kind) for folder, kind in KINDS.items()},
        schemas=_ordered(),
        problems=problems.KINDS,
        root=ROOT,
    )
    return _kept(Response(page, mimetype="text/html"))


def _kept(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-cache"
    return response


@cache
def _bytes() -> bytes:
    return orjson.dumps(document())


@cache
def document() -> Document:
    """The OpenAPI document, made once from the schemas and the table of operations."""
    paths: dict[str, Document] = {}
    for one in OPERATIONS:
        if one.is_of_a_kind:
            for folder, kind in KINDS.items():
                place = paths.setdefault(one.path.replace("{folder}", folder), {})
                place[one.method] = _operation(one, folder, openapi.NAMES[kind])
        else:
            paths.setdefault(one.path, {})[one.method] = _operation(one, "", "")
    return {
        "openapi": "3.1.0",
        "info": {"title": "Tumbaga", "version": "1", "description": INTRODUCTION},
        "servers": [{"url": ROOT}],
        "tags": [{"name": folder} for folder in KINDS],
        "paths": paths,
        "components": {
            "schemas": _schemas(),
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


def _schemas() -> Document:
    records = {f"{name}Record": answers.record(name) for name in openapi.NAMES.values()}
    return {**openapi.components(), **records, **answers.shapes()}


def _operation(one: Operation, folder: str, draft: str) -> Document:
    names = {"draft": draft, "record": f"{draft}Record"}
    said: Document = {
        "operationId": f"{one.name}_{folder}" if folder else one.name,
        "summary": one.summary,
        "parameters": [*_path(one), *(_parameter(p) for p in one.parameters)],
        "responses": {
            str(one.status): _gives(one.summary, names.get(one.gives, one.gives)),
            **{str(status): _refused(status) for status in _statuses(one)},
        },
    }
    if folder:
        said["tags"] = [folder]
    if one.verb != "":
        said["security"] = [{"token": _fitting(one.verb)}]
    if one.body:
        said["requestBody"] = {
            "required": one.body != "Step",
            "content": _json(names.get(one.body, one.body)),
        }
    return said


def _statuses(one: Operation) -> list[int]:
    """Where a token is asked for, wrong ones are counted too."""
    return sorted({*one.refusals, 429} if 401 in one.refusals else one.refusals)


def _path(one: Operation) -> list[Document]:
    found = [name for name in ("code", "name") if f"{{{name}}}" in one.path]
    return [
        {
            "name": name,
            "in": "path",
            "required": True,
            "schema": {"type": "string", "minLength": 1},
        }
        for name in found
    ]


def _parameter(one: Parameter) -> Document:
    return {
        "name": one.name,
        "in": one.place,
        "required": one.required,
        "description": one.means,
        "schema": {"type": one.type},
    }


def _gives(summary: str, name: str) -> Document:
    return {"description": summary, "content": _json(name)}


def _refused(status: int) -> Document:
    titles = [title for number, title, _ in problems.KINDS.values() if number == status]
    ref = {"$ref": "#/components/schemas/Problem"}
    return {
        "description": " · ".join(titles),
        "content": {problems.MEDIA_TYPE: {"schema": ref}},
    }


def _json(name: str) -> Document:
    ref = {"$ref": f"#/components/schemas/{name}"}
    return {"application/json": {"schema": ref}}


def _fitting(verb: str | None) -> list[str]:
    return [
        scope for scope, verbs in tokens.SCOPES.items() if verb is None or verb in verbs
    ]


def _scopes() -> dict[str | None, str]:
    """For each verb, the scopes that reach it."""
    verbs = {one.verb for one in OPERATIONS}
    return {verb: " o ".join(_fitting(verb)) for verb in verbs if verb}


def _ordered() -> Document:
    """The schemas of the bodies, the kinds first: that is what people look for."""
    every = openapi.components()
    first = list(openapi.NAMES.values())
    return {name: every[name] for name in [*first, *sorted(set(every) - set(first))]}
