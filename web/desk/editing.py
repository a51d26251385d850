"""A record's form, one section a page: shown, saved whatever it says, and submitted."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from ...catalog import access, drafting, sight, workflow
from ...catalog.refusals import Changed
from ...records.asset import Asset
from ...records.person import Person
from ...schemas.forms import posted, sections
from ...schemas.forms.posted import Posted
from ...schemas.forms.sections import Section
from ..access import desk, desk_writing, worker
from ..request import session
from . import editing_both, editing_files
from .forms import Sheet, next_of, record_address, section_address

STRANGE = (
    "Este formulario no tiene estos campos y no se guardaron: {names}. Lo demás quedó "
    "guardado."
)
SENT = "«{title}» quedó en revisión. Le avisaremos aquí cuando la miren."


@desk("revise")
def start(uid: str) -> ResponseReturnValue:
    """The first section that is not finished, or the first of all."""
    asset = found(session(), worker(), uid)
    steps = Sheet(session(), worker(), asset).main_steps
    wanted = next((one for one in steps if not one.done), steps[0])
    return redirect(wanted.address, 303)


@desk("revise")
def edit(uid: str, key: str) -> ResponseReturnValue:
    """One section of the form."""
    asset = found(session(), worker(), uid)
    section = section_of(asset, key)
    if section.figures:
        return redirect(section_address(asset, section), 303)
    if _unbegun(asset, section):
        return redirect(url_for("desk.interview", uid=asset.uid), 303)
    return page(Sheet(session(), worker(), asset), section)


@desk("revise")
def save(uid: str, key: str) -> ResponseReturnValue:
    """Keep what was typed; then on to where the button says."""
    with desk_writing() as (opened, person):
        asset = found(opened, person, uid, to_change=True)
        section = section_of(asset, key)
        if section.figures or _unbegun(asset, section):
            abort(404)
        given = read(asset, section)
        data = editing_both.chosen(asset, section) or given.data
        if action() == "quitar":
            data = removed(data, given.moved(request.form["_remove"]))
        data = editing_files.received(opened, asset, data, given.moves)
        mine = in_place(opened, asset, section, data)
        try:
            drafting.keep(opened, asset, mine, section.names, seen(), by=person)
        except Changed as refusal:
            return editing_both.page(opened, asset, section, mine, str(refusal))
        if given.strange:
            names = ", ".join(f"«{one}»" for one in given.strange[:5])
            flash(STRANGE.format(names=names), "ambar")
        return redirect(_onward(Sheet(opened, person, asset), section, given), 303)


@desk("submit")
def submit(uid: str) -> ResponseReturnValue:
    """Send the record to review, when nothing is missing."""
    with desk_writing() as (opened, person):
        asset = sight.find(opened, person, uid, to_change=True)
        if asset.workflow_state != "submitted":  # a second click finds it sent
            workflow.submit(opened, asset, by=person)
        flash(SENT.format(title=asset.title))
        return redirect(record_address(asset), 303)


def _unbegun(asset: Asset, section: Section) -> bool:
    """Whether it asks of a characterisation that nobody has begun."""
    return bool(section.block) and "characterisation" not in drafting.typed(asset)


def found(
    opened: Session, person: Person, uid: str, *, to_change: bool = False
) -> Asset:
    """The record, if this person may change it."""
    asset = sight.find(opened, person, uid, to_change=to_change)
    access.require(person, "revise", asset)
    return asset


def section_of(asset: Asset, key: str) -> Section:
    """The section that the address names; 404 where its kind has none."""
    section = sections.get(asset.kind, key)
    if section is None:
        abort(404)
    return section


def read(asset: Asset, section: Section) -> Posted:
    """What the form says of this section."""
    asked = sections.controls_of(asset.kind, section.key)
    return posted.read(asked, request.form.lists())


def seen() -> str:
    """The mark of the record that the form was made from."""
    return request.form.get("_mark", "")[:64]


def action() -> str:
    """Which button was pressed."""
    for name, wanted in (("_add", "agregar"), ("_remove", "quitar")):
        if request.form.get(name):
            return wanted
    return request.form.get("_action", "guardar")


def number(name: str, given: Mapping[str, str]) -> int:
    """A small whole number of the form's own; 0 for anything else."""
    text = given.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 0


def in_place(
    opened: Session, asset: Asset, section: Section, data: Mapping[str, Any]
) -> dict[str, Any]:
    """The section whole: of a long list the form has only a part."""
    if not section.rows or "_mine" in request.form:
        return dict(data)
    [name] = section.names
    first, count = number("_first", request.form), number("_count", request.form)
    rows = editing_both.base_of(opened, asset, seen()).get(name) or []
    return {name: [*rows[:first], *data.get(name, []), *rows[first + count :]]}


def removed(data: Mapping[str, Any], path: str) -> dict[str, Any]:
    """The data without the row that a button asked to take out."""
    above, _, row = path.rpartition(".")
    rows = sections.value_at(data, above) if above else None
    if isinstance(rows, list) and row.isdigit() and int(row) < len(rows):
        del rows[int(row)]
    return dict(data)


def page(sheet: Sheet, section: Section, status: int = 200) -> ResponseReturnValue:
    """The page of a section as the record stands."""
    first = number("desde", request.args) if section.rows else 0
    extra = request.args.get("mas", "")[:200]
    text = render_template(
        "desk/interview_block.html" if section.block else "desk/form.html",
        sheet=sheet,
        asset=sheet.asset,
        section=section,
        controls=sheet.shown(section, extra, first),
        problems=sheet.of(section),
        following=next_of(sheet.asset, section),
        uploads=editing_files.takes(section),
    )
    return text, status


def _onward(sheet: Sheet, section: Section, given: Posted) -> str:
    here = section_address(sheet.asset, section)
    wanted = action()
    if wanted == "agregar":
        path = given.moved(request.form["_add"])[:200]
        rows = sections.value_at(sheet.data, path)
        count = len(rows) if isinstance(rows, list) else 0
        part = f"&desde={count // section.rows * section.rows}" if section.rows else ""
        place = f"{path.replace('.', '-')}-{count}"
        return f"{here}?mas={path}{part}#c-{place}"
    if wanted == "quitar":
        first = number("_first", request.form)
        return f"{here}?desde={first}" if section.rows else here
    if wanted == "salir":
        return record_address(sheet.asset)
    if wanted == "seguir" and not sheet.of(section):
        following = next_of(sheet.asset, section)
        if following is not None:
            return section_address(sheet.asset, following)
    return f"{here}?guardado=1"


def install(blueprint: Blueprint) -> None:
    base = "/registros/<uid>/editar"
    blueprint.get(base)(start)
    blueprint.post(f"{base}/enviar", endpoint="send")(submit)
    blueprint.get(f"{base}/<key>")(edit)
    blueprint.post(f"{base}/<key>")(save)
