"""What the script of the form asks for while somebody types: it saves, and says so."""

from typing import Any

from flask import Blueprint, Response, jsonify, request
from flask.typing import ResponseReturnValue

from ...catalog import drafting
from ...catalog.refusals import Changed, Refusal
from ...records.base import now
from ...schemas import vocabularies
from ...schemas.forms.sections import Section
from ...schemas.spelling import BOGOTA
from ..access import desk, desk_writing
from . import refusals
from .editing import found, in_place, read, section_of, seen
from .editing_files import received
from .forms import QUIET, Sheet

NOT_ALONE = (
    "Este registro ya no está en borrador: guárdelo con el botón cuando haya terminado."
)
MOST_TERMS = 30


@desk("revise")
def autosave(uid: str, key: str) -> ResponseReturnValue:
    """Keep a section as it is now; answers when it was saved and what is wrong in it."""
    try:
        with desk_writing() as (opened, person):
            asset = found(opened, person, uid, to_change=True)
            section = section_of(asset, key)
            if asset.workflow_state not in QUIET:
                return told({"text": NOT_ALONE}, 423)
            given = read(asset, section)
            data = received(opened, asset, given.data, given.moves)
            mine = in_place(opened, asset, section, data)
            names = section.names
            drafting.keep(opened, asset, mine, names, seen(), by=person, auto=True)
            said = said_of(Sheet(opened, person, asset), section)
            return told({**said, "count": _rows(section, data)}, 200)
    except Changed as refusal:
        return told({"text": str(refusal)}, 409)
    except Refusal as refusal:
        text = str(refusal).partition("\n")[0]
        return told({"text": text}, refusals.status_of(refusal))


@desk()
def terms(vocabulary: str) -> ResponseReturnValue:
    """The terms of a long list that begin or go on like what is being typed."""
    try:
        listed = vocabularies.get(vocabulary)
    except KeyError:
        return told({"terms": []}, 404)
    wanted = vocabularies.fold(request.args.get("q", ""))[:60]
    found = [one for one in listed if wanted in vocabularies.fold(one.es)]
    found.sort(key=lambda one: not vocabularies.fold(one.es).startswith(wanted))
    return told({"terms": [one.es for one in found[:MOST_TERMS]]}, 200)


def _rows(section: Section, data: dict[str, Any]) -> int | None:
    """How many rows of a long list are this page's now: blank ones are gone."""
    return len(data.get(section.names[0]) or []) if section.rows else None


def said_of(sheet: Sheet, section: Section) -> dict[str, Any]:
    """When it was saved, what is wrong in it, and how far the record is."""
    problems = [
        {"path": one.path, "label": one.label, "text": one.text}
        for one in sheet.of(section)
    ]
    return {
        "saved_at": f"{now().astimezone(BOGOTA):%H:%M}",
        "mark": sheet.mark,
        "base": sheet.base,
        "problems": problems,
        "filled": sheet.filled,
        "total": sheet.total,
        "lacking": len(sheet.lacking),
    }


def told(said: dict[str, Any], status: int) -> Response:
    """An answer for the script."""
    answer = jsonify(said)
    answer.status_code = status
    return answer


def install(blueprint: Blueprint) -> None:
    blueprint.post("/registros/<uid>/editar/<key>/autoguardar")(autosave)
    blueprint.get("/listas/<vocabulary>")(terms)
