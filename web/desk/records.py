"""The records that a person may see: sifted, sorted, counted, linked to, downloaded."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from flask import Blueprint, Response, render_template, request, stream_with_context
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import Session

from ...catalog import access, listing, revising, sight
from ...catalog.listing import Page
from ...catalog.sifting import UNDECIDED, Sieve
from ...records.asset import KINDS as KIND_CODES
from ...records.organization import Organization
from ...records.person import Person
from ...schemas import vocabularies
from ..access import desk, worker
from ..cells import lines
from ..filters import moment
from ..request import house, session
from ..window.labels import CLASSES, KINDS
from . import asking
from .asking import AFTER, NAMES, SORT, list_address
from .words import CHECKS, FLAGS, SORTS, STATES

COLUMNS = (
    "codigo",
    "nombre",
    "tipo",
    "estado",
    "dependencia",
    "tema",
    "clase",
    "calidad",
    "cambio",
    "uid",
)
Option = tuple[str, str]


@desk("read")
def records() -> ResponseReturnValue:
    """One page of the list that the address asks for."""
    asked, sort = asking.asked(), request.args.get(SORT) or listing.USUAL
    person = worker()
    page = listing.page(
        session(), person, asked, sort=sort, after=request.args.get(AFTER, "")
    )
    return render_template(
        "desk/records.html",
        page=page,
        asked=asked,
        sort=sort,
        heading=_heading(page, asked),
        options=_options(person),
        applied=_applied(asked),
        names=NAMES,
        flags=FLAGS,
        sorts=SORTS,
        verbs=_verbs(person),
        mark=revising.mark,
        address=lambda **more: list_address(
            replace(asked, **more).asked, orden=_told(sort)
        ),
        following=list_address(asked.asked, orden=_told(sort), desde=page.next or ""),
        download=list_address(
            asked.asked, endpoint="desk.records_csv", orden=_told(sort)
        ),
        is_first=AFTER not in request.args,
    )


@desk("read")
def records_csv() -> ResponseReturnValue:
    """The whole list, as the same address without ``.csv`` shows it."""
    asked, sort = asking.asked(), request.args.get(SORT) or listing.USUAL
    listing.page(
        session(), worker(), asked, sort=sort, size=1
    )  # refuses before it begins
    rows = _rows(worker(), asked, sort)
    answer = Response(stream_with_context(lines(rows)), mimetype="text/csv")
    answer.headers["Content-Disposition"] = 'attachment; filename="registros.csv"'
    return answer


def _rows(person: Person, asked: Sieve, sort: str) -> Iterator[tuple[Any, ...]]:
    yield COLUMNS
    with house().session() as opened:
        reader = opened.get_one(Person, person.id)
        for row in listing.every(opened, reader, asked, sort=sort):
            yield (
                row.code,
                row.title,
                KINDS[row.kind].one,
                STATES[row.workflow_state].label,
                row.organization_name,
                vocabularies.get("themes").label(row.theme or ""),
                CLASSES[row.access_class].name if row.access_class else "",
                row.quality,
                moment(row.modified),
                row.uid,
            )


def _told(sort: str) -> str:
    return "" if sort == listing.USUAL else sort


def _heading(page: Page, asked: Sieve) -> str:
    """The finding, not the name of the module: «213 registros en borrador»."""
    number = f"{page.total:,}".replace(",", ".")
    noun = "registro" if page.total == 1 else "registros"
    if page.total == 0:
        return "Ningún registro cumple el filtro" if asked.asked else "No hay registros"
    state = f": {STATES[asked.state].label.lower()}" if asked.state else ""
    return f"{number} {noun}{state}"


def _verbs(person: Person) -> list[Option]:
    """What this person may do to many records at once."""
    offered = (
        ("enviar", "Enviar a revisión", "submit"),
        ("editar", "Cambiar datos comunes", "revise"),
        ("aprobar", "Aprobar", "approve"),
        ("devolver", "Devolver con razones", "return"),
        ("publicar", "Publicar", "publish"),
    )
    unit = person.organization
    return [(key, label) for key, label, v in offered if access.may(person, v, unit)]


def _options(person: Person) -> dict[str, list[Option]]:
    return {
        "kind": [(code, str(KINDS[code].one)) for code in KIND_CODES],
        "organization": organizations(session(), person),
        "theme": [(one.code, one.es) for one in vocabularies.get("themes")],
        "access_class": [
            *((code, str(one.name)) for code, one in CLASSES.items()),
            (UNDECIDED, "Sin decisión"),
        ],
        "quality": [(str(n), f"{n} de 5") for n in range(6)],
        "lacks": [(key, f"No: {label.lower()}") for key, label in CHECKS.items()],
    }


def organizations(session: Session, person: Person) -> list[Option]:
    """The organisations whose records this person may see, those below indented."""
    rows = session.execute(
        select(
            Organization.id,
            Organization.parent_id,
            Organization.code,
            Organization.name,
        ).order_by(Organization.name)
    ).all()
    seen = None
    if not access.may(person, "read"):
        seen = sight.unit(session, person.organization_id)
    below: dict[int | None, list[Any]] = {}
    for row in rows:
        if seen is None or row.id in seen:
            inside = seen is None or row.parent_id in seen
            below.setdefault(row.parent_id if inside else None, []).append(row)
    found: list[Option] = []
    waiting = [(one, 0) for one in reversed(below.get(None, []))]
    while waiting:
        row, depth = waiting.pop()
        found.append((row.code, "\u2003" * depth + row.name))
        waiting += [(one, depth + 1) for one in reversed(below.get(row.id, []))]
    return found


def _applied(asked: Sieve) -> list[tuple[str, str]]:
    """The questions that are asked, each with its words and the list without it."""
    options = _options(worker())
    found = []
    for name, value in asked.asked.items():
        if name == "state":
            continue
        label = dict(options.get(name, ())).get(value, value).strip()
        text = FLAGS.get(name, f"«{value}»" if name == "words" else label)
        if name == "quality":
            text = f"Calidad {label}"
        found.append((text, list_address(asked.without(name).asked)))
    return found


def install(blueprint: Blueprint) -> None:
    blueprint.get("/registros")(records)
    blueprint.get("/registros.csv")(records_csv)
