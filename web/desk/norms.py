"""The normograma at the desk: norms, their changes, and what each change touched."""

from typing import Any, BinaryIO, cast

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ...catalog import access, door, norms
from ...catalog.refusals import Incomplete, Refusal
from ...harvesters.tables import reading
from ...schemas.tables import NoHeader, Table, Unreadable
from ...schemas.vocabularies import fold
from ..access import desk, desk_writing, worker
from ..request import house, session
from ..uploads import takes_files

NORM = ("name", "subject", "issued", "link")
CHANGE = ("state", "state_date", "state_reason")
HEADINGS = {
    "norma": "name",
    "nombre": "name",
    "tema": "subject",
    "de que trata": "subject",
    "fecha": "issued",
    "enlace": "link",
    "donde se lee": "link",
}
NO_NAMES = "La hoja no tiene la columna «Norma». Las que se leen son: Norma, Tema, Fecha, Enlace."


@desk("read")
def listing() -> ResponseReturnValue:
    """The norms, and the alerts that wait for this person."""
    return _page({})


@desk("regulate")
def save() -> ResponseReturnValue:
    """Register a norm, or revise it."""
    data = {name: request.form.get(name, "").strip() for name in NORM}
    try:
        with desk_writing() as (opened, person):
            norms.save(opened, data, by=person)
    except Incomplete as refusal:
        return _page(data, {one.path: one for one in refusal.problems}), 422
    flash(f"Quedó en el normograma: {data['name']}.")
    return redirect(url_for("desk.norms"), 303)


@takes_files
@desk("regulate")
def load() -> ResponseReturnValue:
    """Register the norms of a sheet, and tell what was wrong row by row."""
    given = request.files.get("archivo")
    if given is None or not given.filename:
        raise Refusal("Falta el archivo: elija la hoja con las normas.")
    stored = house().files.put(cast("BinaryIO", given.stream))
    try:
        place = house().files.path(stored.checksum)
        rows = _rows(reading.listed(place, given.filename, _is_name))
    except NoHeader:
        raise Refusal(NO_NAMES) from None
    except Unreadable as error:
        raise Refusal(str(error)) from None
    with desk_writing() as (opened, person):
        done, wrong = norms.save_rows(opened, rows, by=person)
    some = "Quedó una norma" if done == 1 else f"Quedaron {done} normas"
    flash(f"{some} en el normograma.")
    for one in wrong[:20]:
        flash(one, "ambar")
    return redirect(url_for("desk.norms"), 303)


@desk("regulate")
def one(uid: str) -> ResponseReturnValue:
    """A norm, what rests on it, and the form that changes its state."""
    return _one(uid, {})


@desk("regulate")
def change(uid: str) -> ResponseReturnValue:
    """Amend or repeal it: an alert is raised on each record that rests on it."""
    data = {name: request.form.get(name, "").strip() for name in CHANGE}
    try:
        with desk_writing() as (opened, person):
            norm = norms.get(opened, uid)
            found = norms.change(opened, norm, data, by=person, today=door.today())
    except Incomplete as refusal:
        return _one(uid, data, {one.path: one for one in refusal.problems}), 422
    flash(f"Quedó registrado el cambio. {_touching(len(found))}")
    return redirect(url_for("desk.norms"), 303)


@desk("regulate")
def delete(uid: str) -> ResponseReturnValue:
    """Take out one that was registered by mistake."""
    with desk_writing() as (opened, person):
        norms.delete(opened, norms.get(opened, uid), by=person)
    flash("La norma salió del normograma.")
    return redirect(url_for("desk.norms"), 303)


@desk("read")
def settle(number: int) -> ResponseReturnValue:
    """Somebody looked at what a change touched."""
    with desk_writing() as (opened, person):
        norms.settle(opened, number, by=person)
    return redirect(url_for("desk.norms"), 303)


def _is_name(heading: str) -> bool:
    return HEADINGS.get(fold(heading)) == "name"


def _rows(table: Table) -> list[tuple[int, dict[str, Any]]]:
    """Each row by the number that a spreadsheet shows, without the empty ones."""
    names = [HEADINGS.get(fold(one)) for one in table.header]
    rows = []
    for row in table.rows:
        pairs = zip(names, row.values, strict=False)
        said = {name: _text(value) for name, value in pairs if name}
        if any(said.values()):
            rows.append((row.number, said))
    return rows


def _touching(count: int) -> str:
    if not count:
        return "Ningún registro se apoya en ella."
    if count == 1:
        return "Toca un registro: su dueño lo ve."
    return f"Toca {count} registros: sus dueños lo ven."


def _text(value: Any) -> str:
    return "" if value is None else str(value).partition(" 00:00:00")[0]


def _page(data: dict[str, str], wrong: dict[str, Any] | None = None) -> str:
    return render_template(
        "desk/norms.html",
        listed=norms.listed(session()),
        alerts=norms.alerts(session(), by=worker()),
        data=data,
        wrong=wrong or {},
        may_change=access.may(worker(), "regulate"),
    )


def _one(uid: str, data: dict[str, str], wrong: dict[str, Any] | None = None) -> str:
    norm = norms.get(session(), uid)
    return render_template(
        "desk/norm.html",
        norm=norm,
        resting=norms.resting(session(), norm),
        data=data,
        wrong=wrong or {},
    )


def install(blueprint: Blueprint) -> None:
    blueprint.get("/normas", endpoint="norms")(listing)
    blueprint.post("/normas", endpoint="norm_save")(save)
    blueprint.post("/normas/cargar", endpoint="norm_load")(load)
    blueprint.get("/normas/<uid>", endpoint="norm")(one)
    blueprint.post("/normas/<uid>", endpoint="norm_change")(change)
    blueprint.post("/normas/<uid>/borrar", endpoint="norm_delete")(delete)
    blueprint.post("/normas/alertas/<int:number>", endpoint="norm_settle")(settle)
