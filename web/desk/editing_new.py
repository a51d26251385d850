"""A new record: which kind it is, its name, and what looks like it already."""

import uuid
from dataclasses import replace
from typing import Any

from flask import Blueprint, jsonify, redirect, render_template, request
from flask.typing import ResponseReturnValue
from itsdangerous import BadSignature, URLSafeSerializer
from sqlalchemy.exc import IntegrityError

from ...catalog import drafting, duplicates
from ...catalog.refusals import Incomplete, Refusal, Taken
from ...records.publication import FOLDERS
from ...schemas.errors import Problem
from ...schemas.forms import controls, posted
from ...schemas.forms.controls import Control
from ...schemas.forms.shown import Showing
from ..access import desk, desk_writing, worker
from ..request import house, session
from . import forms

KINDS = {
    FOLDERS[kind]: kind
    for kind in ("production_process", "indicator", "dataset", "document")
}
ABOUT = {
    "production_process": "Cómo nace una información: una encuesta, un registro de un "
    "trámite, el cálculo de unos indicadores, un informe.",
    "indicator": "Una medida que se repite, con su fórmula, su meta y sus datos.",
    "dataset": "Tablas o mapas que alguien puede descargar y volver a usar.",
    "document": "Un boletín, una metodología, un informe o un acto.",
}
ASKED = ("title", "organization", "code")
CODE_HELP = (
    "El que ya tenga. Si lo deja vacío, se le da el siguiente de su dependencia."
)
AGAIN = "La página estuvo abierta demasiado tiempo. Envíela otra vez."


@desk("register")
def new() -> ResponseReturnValue:
    """Choose the kind; then give it a name."""
    kind = KINDS.get(request.args.get("tipo", ""))
    if kind is None:
        return render_template("desk/new_kind.html", kinds=KINDS, about=ABOUT)
    return _page(kind, {}, _signer().dumps(str(uuid.uuid4())))


@desk("register")
def create() -> ResponseReturnValue:
    """Begin the record and go on to its form; sent twice, it is begun once."""
    kind = KINDS.get(request.form.get("tipo", ""))
    if kind is None:
        return redirect(request.path, 303)
    given = posted.read(_asked(kind), request.form.lists()).data
    ticket = request.form.get("_ticket", "")
    try:
        uid = str(_signer().loads(ticket))
        address = _begun(kind, given, uid)
    except BadSignature:
        return _page(kind, given, _signer().dumps(str(uuid.uuid4())), text=AGAIN), 400
    except Incomplete as refusal:
        return _page(kind, given, ticket, refusal.problems), 422
    except Taken as refusal:
        problem = Problem("code", "Código", str(given.get("code", "")), str(refusal))
        return _page(kind, given, ticket, [problem]), 409
    return redirect(address, 303)


@desk("register")
def similar() -> ResponseReturnValue:
    """Records whose name or code is like what is being typed."""
    words = request.args.get("q", "")[:500]
    found = _similar(words)
    if request.args.get("formato") == "json":
        said = [
            {
                "title": one.title,
                "code": one.code,
                "kind": one.kind_label,
                "url": one.address,
                "state": one.state,
            }
            for one in found
        ]
        return jsonify({"similar": said})
    return render_template("desk/similar.html", words=words, found=found)


def _begun(kind: str, given: dict[str, Any], uid: str) -> str:
    """The form of the new record. Two that come at once end in the same one, or in two
    codes that follow each other.
    """
    for attempt in range(4):
        try:
            with desk_writing() as (opened, person):
                asset = drafting.begin(opened, kind, given, uid=uid, by=person)
                return forms.section_address(asset, forms.first_of(asset))
        except IntegrityError:
            if attempt == 3:
                raise Refusal(
                    "Alguien registró lo mismo a la vez. Inténtelo otra vez."
                ) from None
    raise AssertionError


def _page(
    kind: str,
    given: dict[str, Any],
    ticket: str,
    problems: Any = (),
    text: str = "",
) -> str:
    offices = forms.all_offices(session())
    own = forms.own_offices(worker(), offices)
    usual = worker().organization
    if usual is not None:
        given = {"organization": usual.code, **given}
    showing = Showing(
        problems=list(problems),
        organizations=[(one.code, one.name) for one in offices],
        own_organizations=own,
    )
    words = str(given.get("title", ""))
    return render_template(
        "desk/new.html",
        kind=kind,
        folder=FOLDERS[kind],
        about=ABOUT[kind],
        ticket=ticket,
        text=text,
        controls=[
            showing.show(control, path, given.get(path))
            for path, control in _asked(kind)
        ],
        problems=list(problems),
        found=_similar(words) if words else [],
    )


def _asked(kind: str) -> list[tuple[str, Control]]:
    asked = {name: controls.at(kind, name) for name in ASKED}
    asked["code"] = replace(asked["code"], required=False, help=CODE_HELP, example="")
    return list(asked.items())


def _similar(words: str) -> list[duplicates.Similar]:
    return duplicates.like(session(), house().index, worker(), words)


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(house().secret, salt=f"desk new {worker().uid}")


def install(blueprint: Blueprint) -> None:
    blueprint.get("/registros/nuevo")(new)
    blueprint.post("/registros/nuevo", endpoint="create")(create)
    blueprint.get("/registros/parecidos")(similar)
