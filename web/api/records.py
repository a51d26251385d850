"""Records by the API: listing, registering, reading and replacing them."""

from typing import Any
from urllib.parse import urlencode

from flask import Response, request
from sqlalchemy import ColumnElement, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from ...catalog import access, revising, sifting, sight
from ...catalog.refusals import Changed, Taken
from ...records.asset import WORKFLOW, Asset
from ...records.organization import Organization
from ...records.person import Person
from ...schemas import kinds
from ...schemas.kinds import Draft
from ...schemas.texts import one_line
from ..access import caller, token_required, writing
from ..request import session
from . import blueprint, bodies, problems
from .bodies import Unreadable
from .shapes import (
    KINDS,
    address,
    answer,
    differences,
    record,
    record_answer,
    summary,
    without_decision,
)

FOLDER = "<any(ppi, indicadores, datos, documentos):folder>"
FILTERS = ("q", "state", "organization", "after", "size")
USUAL_SIZE, MOST_SIZE = 20, 100
LONGEST_NUMBER = 9  # digits of a cursor
SAY_WHAT_YOU_SAW = (
    "Lea el registro y envíe su marca (el encabezado ETag) en If-Match: así no se borra "
    "lo que otra persona haya cambiado."
)


@blueprint.get(f"/{FOLDER}")
@token_required("read")
def collection(folder: str) -> Response:
    """One page of the records that the caller may see."""
    unknown = sorted(set(request.args) - set(FILTERS))
    if unknown:
        raise Unreadable(
            f"No hay el filtro «{unknown[0][:40]}». Los que hay son: "
            f"{', '.join(FILTERS)}."
        )
    size = min(_number("size", USUAL_SIZE, lowest=1), MOST_SIZE)
    wanted = [Asset.kind == KINDS[folder], *_filters(session(), caller().person)]
    counted = select(func.count(Asset.id))
    if one_line(request.args.get("organization", "")):
        counted = _joined(func.count(Asset.id))
    total = session().scalar(counted.where(*wanted)) or 0
    columns = (Asset.id, Asset.uid, Asset.kind, Asset.code, Asset.title)
    more = (Asset.workflow_state, Asset.modified, Organization.code.label("unit"))
    rows = (
        session()
        .execute(
            _joined(*columns, *more)
            .where(*wanted, Asset.id > _number("after", 0))
            .order_by(Asset.id)
            .limit(size + 1)
        )
        .all()
    )
    said: dict[str, Any] = {
        "total": total,
        "records": [summary(row, row.unit) for row in rows[:size]],
    }
    if len(rows) > size:
        said["next"] = _next(rows[size - 1].id)
    return answer(said)


@blueprint.post(f"/{FOLDER}")
@token_required("register")
def register(folder: str) -> Response:
    """Register a record as a draft; it may lack what its submission will ask for."""
    draft = kinds.load(KINDS[folder], bodies.read())
    try:
        with writing() as (opened, person):
            return record_answer(
                opened, revising.register(opened, draft, by=person), 201
            )
    except Taken as refusal:
        return _taken(draft, refusal)
    except IntegrityError:
        # Somebody registered the same code at the same moment.
        code = draft.values["code"]
        if session().scalar(select(Asset.id).where(Asset.code == code)) is None:
            raise
        return _taken(draft, Taken(f"El código «{code}» ya está en uso."))


@blueprint.get(f"/{FOLDER}/<path:code>")
@token_required("read")
def read(folder: str, code: str) -> Response:
    """One record as the desk has it."""
    asset = sight.find(session(), caller().person, code, kind=KINDS[folder])
    access.require(caller().person, "read", asset)
    return record_answer(session(), asset)


@blueprint.put(f"/{FOLDER}/<path:code>")
@token_required("revise")
def replace(folder: str, code: str) -> Response:
    """Replace what a record holds; what the body does not name is cleared."""
    kind = KINDS[folder]
    draft = kinds.load(kind, bodies.read())
    seen = request.if_match.as_set(include_weak=True)
    with writing() as (opened, person):
        asset = sight.find(opened, person, code, kind=kind, to_change=True)
        access.require(person, "revise", asset)
        if not seen and not request.if_match.star_tag:
            return problems.response("falta-la-marca", SAY_WHAT_YOU_SAW)
        marks = {"*"} if request.if_match.star_tag else without_decision(seen)
        try:
            revising.replace(opened, asset, draft, marks, by=person)
        except Changed as refusal:
            return _both(opened, asset, draft, refusal)
        return record_answer(opened, asset)


def _both(session: Session, asset: Asset, draft: Draft, refusal: Changed) -> Response:
    """The lost update that was refused: what is there, and what was sent."""
    current = record(session, asset)
    return problems.response(
        "cambio-mientras-tanto",
        str(refusal),
        current=current,
        given=draft.values,
        differences=list(differences(current["draft"], draft.values)),
    )


def _taken(draft: Draft, refusal: Taken) -> Response:
    """Whoever may know the record that has the code is told where it is."""
    code = draft.values["code"]
    session().rollback()  # what it read before may be older than the record
    found = session().scalar(select(Asset).where(Asset.code == code))
    more: dict[str, Any] = {}
    if found is not None and sight.is_known(session(), caller().person, found, code):
        more = {"existing": address(found.kind, found.code, found.uid)}
    told = problems.response("codigo-en-uso", str(refusal), **more)
    if more:
        told.headers["Location"] = more["existing"]
    return told


def _joined(*columns: Any) -> Any:
    return select(*columns).join(Organization, Asset.organization_id == Organization.id)


def _filters(session: Session, person: Person) -> list[ColumnElement[bool]]:
    chosen = [sight.visible(session, person)]
    words = one_line(request.args.get("q", ""))
    if words:
        chosen += sifting.named(words)
    state = request.args.get("state", "")
    if state and state not in WORKFLOW:
        raise Unreadable(
            f"No hay el estado «{state[:40]}». Los que hay son: {', '.join(WORKFLOW)}."
        )
    if state:
        chosen.append(Asset.workflow_state == state)
    unit = one_line(request.args.get("organization", ""))
    if unit:
        chosen.append(Organization.code == unit)
    return chosen


def _number(name: str, default: int, *, lowest: int = 0) -> int:
    given = request.args.get(name, "")
    if not given:
        return default
    small = given.isascii() and given.isdigit() and len(given) <= LONGEST_NUMBER
    if not small or int(given) < lowest:
        raise Unreadable(
            f"«{name}={given[:40]}» no sirve: escriba un número entero desde {lowest}."
        )
    return int(given)


def _next(after: int) -> str:
    asked = {name: value for name, value in request.args.items() if value}
    return f"{request.path}?{urlencode({**asked, 'after': after})}"
