"""Figures from a sheet: pasted or uploaded, looked at row by row, and then saved."""

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ...catalog import drafting, observing, uploads
from ...catalog.observing import Judged
from ...catalog.refusals import Changed
from ...harvesters.tables import pasted
from ...schemas.forms import figures as cells
from ...schemas.forms.posted import plain
from ...schemas.tables import Unreadable
from ..access import desk, desk_writing
from .editing import found, seen
from .figures import NAME, held, indicator
from .forms import Sheet

SAVED = "Se guardaron {count} datos: {new} nuevos y {replaced} que reemplazan a otros."
MEANWHILE = (
    "Alguien cambió el registro mientras usted revisaba. Esto es lo que quedaría ahora: "
    "mírelo otra vez antes de guardar."
)


@desk("revise")
def paste(uid: str) -> ResponseReturnValue:
    """Look at what was pasted or uploaded; save it once it has been looked at."""
    with desk_writing() as (opened, person):
        asset = indicator(found(opened, person, uid, to_change=True))
        sheet = Sheet(opened, person, asset)
        try:
            text = _uploaded() or plain(request.form.get("_text", ""))
        except Unreadable as error:
            return _preview(sheet, "", str(error)), 422
        if request.form.get("_confirm") != "si":
            return _preview(sheet, text)
        rows, _ = _read(sheet, text)
        right = [one.values for one in rows if not one.wrong]
        whole, replaced = observing.merged(held(sheet), right)
        try:
            drafting.keep(opened, asset, {NAME: whole}, (NAME,), seen(), by=person)
        except Changed:
            return _preview(sheet, text, MEANWHILE), 409
        new = len(right) - replaced
        flash(SAVED.format(count=len(right), new=new, replaced=replaced))
        return redirect(url_for("desk.figures", uid=asset.uid), 303)


@dataclass(frozen=True)
class Looked:
    """A row that was pasted: what it says, what is wrong, what it comes to."""

    number: int
    cells: dict[str, str]
    values: dict[str, Any]
    wrong: list[str]
    doubts: list[str]
    judged: Judged | None
    replaces: bool


def _read(sheet: Sheet, text: str) -> tuple[list[Looked], tuple[str, ...]]:
    symbols = cells.symbols_of(sheet.data)
    given = pasted.read(text, symbols, indicator(sheet.asset).breakdowns)
    known = {observing.key(one) for one in held(sheet)}
    setting = observing.setting(indicator(sheet.asset))
    rows, seen_keys = [], set()
    for line in given.lines:
        data = line.data(symbols)
        values, said = cells.read(data, line.number - 1)
        wrong = [
            f"{symbols_name(name, symbols)}: {text}"
            for name, text in line.errors.items()
        ]
        wrong += [f"{one.label.rpartition(' › ')[2]}: {one.text}" for one in said]
        key = observing.key(values)
        if key in seen_keys and not wrong:
            wrong.append(
                "Ya hay otra fila de este periodo, territorio y desagregación."
            )
        seen_keys.add(key)
        judged = None if wrong else observing.judge(setting, values)
        if not wrong:
            values = observing.computed(setting, values)
        shown = cells.cells_of(values if not wrong else data, symbols) | (
            {name: line.cells[name] for name in line.errors}
        )
        rows.append(
            Looked(line.number, shown, values, wrong, line.doubts, judged, key in known)
        )
    return rows, given.remarks


def symbols_name(name: str, symbols: list[str]) -> str:
    """What a cell is called on the page."""
    if name[1:].isdigit() and int(name[1:]) < len(symbols):
        return symbols[int(name[1:])]
    return {"value": "Valor", "target": "Meta"}.get(name, name)


def _uploaded() -> str:
    """The first sheet of a file that was sent, as if it had been copied."""
    file = request.files.get("_file")
    if file is None or not file.filename:
        return ""
    with TemporaryDirectory() as folder:
        place = Path(folder) / uploads.tidy(file.filename)
        file.save(place)
        return pasted.text_from(place)


def _preview(sheet: Sheet, text: str, told: str = "") -> str:
    rows, remarks = _read(sheet, text) if text else ([], ())
    return render_template(
        "desk/figures_preview.html",
        sheet=sheet,
        asset=sheet.asset,
        text=text,
        told=told,
        rows=rows,
        remarks=remarks,
        symbols=cells.symbols_of(sheet.data),
        right=sum(not one.wrong for one in rows),
    )


def install(blueprint: Blueprint) -> None:
    blueprint.post("/registros/<uid>/datos/pegar", endpoint="paste_figures")(paste)
