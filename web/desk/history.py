"""Who did what, when, before and after: of a record, of a person, of the registry."""

from collections.abc import Iterator
from typing import Any

import orjson
from flask import (
    Blueprint,
    Response,
    render_template,
    request,
    stream_with_context,
    url_for,
)
from flask.typing import ResponseReturnValue

from ...catalog import history as past
from ...catalog import narrating
from ...catalog.history import Question
from ...catalog.history_verbs import VERBS
from ...catalog.narrating import Told
from ...catalog.refusals import Refusal
from ...records.person import Person
from ..access import desk, worker
from ..cells import lines
from ..filters import moment
from ..request import house, session
from .records import organizations

NAMES = {
    "person": "persona",
    "verb": "accion",
    "record": "registro",
    "organization": "dependencia",
    "since": "desde",
    "until": "hasta",
}
BEFORE = "antes"
COLUMNS = (
    "cuando",
    "persona",
    "accion",
    "registro",
    "uid",
    "campo",
    "antes",
    "despues",
)


@desk("history")
def history() -> ResponseReturnValue:
    """One page of the history that the address asks for."""
    asked, person = _asked(), worker()
    entries, following = past.page(session(), person, asked, before=_before())
    return render_template(
        "desk/history.html",
        entries=narrating.tell(session(), entries),
        asked=asked,
        names=NAMES,
        verbs=VERBS,
        people=past.people(session()),
        organizations=organizations(session(), person),
        heading=_heading(asked),
        following=following and _address(asked, antes=following),
        csv=_address(asked, "desk.history_csv"),
        json=_address(asked, "desk.history_json"),
        is_first=BEFORE not in request.args,
        first=_address(asked),
    )


@desk("history")
def history_csv() -> ResponseReturnValue:
    """All of it as a sheet: one row for each field that changed."""
    rows = _rows(worker(), _asked())
    return _file(lines(rows), "text/csv", "historia.csv")


@desk("history")
def history_json() -> ResponseReturnValue:
    """All of it as a list of JSON objects."""
    return _file(_objects(worker(), _asked()), "application/json", "historia.json")


def _file(body: Iterator[bytes], media_type: str, name: str) -> Response:
    answer = Response(stream_with_context(body), mimetype=media_type)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _rows(person: Person, asked: Question) -> Iterator[tuple[Any, ...]]:
    yield COLUMNS
    for one in _every(person, asked):
        said = (moment(one.at), one.name, one.does, one.title, one.uid)
        if not one.changes:
            yield (*said, "", "", "")
        for change in one.changes:
            yield (*said, change.label, change.before, change.after)


def _objects(person: Person, asked: Question) -> Iterator[bytes]:
    separator = b"["
    for one in _every(person, asked):
        yield separator + orjson.dumps(
            {
                "number": one.number,
                "at": moment(one.at),
                "person": one.person,
                "verb": one.verb,
                "subject": one.uid,
                "title": one.title,
                "changes": [
                    {"field": c.path, "before": c.before, "after": c.after}
                    for c in one.changes
                ],
            }
        )
        separator = b",\n"
    yield b"[]" if separator == b"[" else b"]"


def _every(person: Person, asked: Question) -> Iterator[Told]:
    with house().session() as opened:
        reader = opened.get_one(Person, person.id)
        code = reader.code
        for entries in past.every(opened, reader, asked):
            yield from narrating.tell(opened, entries)
            opened.expunge_all()
            reader = opened.get_one(Person, person.id)
        del code


def _asked() -> Question:
    return past.question({name: request.args.get(NAMES[name], "") for name in NAMES})


def _before() -> int | None:
    text = request.args.get(BEFORE, "")
    if not text:
        return None
    if not (text.isdecimal() and len(text) < 19):
        raise Refusal("No hay ninguna página ahí. Vuelva al comienzo de la historia.")
    return int(text)


def _address(asked: Question, endpoint: str = "desk.history", **more: Any) -> str:
    values: dict[str, Any] = {NAMES[k]: v for k, v in asked.asked.items()}
    return url_for(endpoint, **values, **more)


def _heading(asked: Question) -> str:
    if asked.record:
        return "Qué ha pasado con este registro"
    if asked.person:
        return "Qué ha hecho esta persona"
    return "Quién hizo qué, y cuándo"


def install(blueprint: Blueprint) -> None:
    blueprint.get("/historia")(history)
    blueprint.get("/historia.csv")(history_csv)
    blueprint.get("/historia.json")(history_json)
