"""The figures of an indicator: typed into a table, pasted from a sheet or uploaded."""

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from ...catalog import drafting, observing, uploads
from ...catalog.observing import Judged
from ...catalog.refusals import Changed
from ...harvesters.tables import pasted
from ...records.asset import Asset
from ...records.indicator import Indicator
from ...schemas import vocabularies
from ...schemas.forms import figures as cells
from ...schemas.forms import sections
from ...schemas.forms.posted import plain
from ...schemas.forms.sections import Section
from ...schemas.tables import Unreadable
from .. import icons
from ..access import desk, desk_writing, worker
from ..request import session
from . import editing_both
from .editing import action, found, number, seen
from .forms import Sheet, next_of, record_address, section_address

icons.choose("circle-fill", "triangle-fill", "square-fill")

NAME, ROWS, BLANK = "observations", 50, 5
LONGEST_CELL = 5_000
SAVED = "Se guardaron {count} datos: {new} nuevos y {replaced} que reemplazan a otros."
MEANWHILE = (
    "Alguien cambió el registro mientras usted revisaba. Esto es lo que quedaría ahora: "
    "mírelo otra vez antes de guardar."
)


@dataclass(frozen=True)
class Row:
    """A row of the table: its cells, what is wrong in them and what it comes to."""

    number: int
    cells: dict[str, str]
    errors: dict[str, list[str]]
    judged: Judged | None


@desk("revise")
def figures(uid: str) -> ResponseReturnValue:
    """The table, fifty rows a page."""
    sheet = Sheet(session(), worker(), indicator(found(session(), worker(), uid)))
    first = number("desde", request.args)
    return _page(sheet, first, _held(sheet)[first : first + ROWS])


@desk("revise")
def save(uid: str) -> ResponseReturnValue:
    """Save the rows of a page, right or wrong; or only work them out."""
    if action() == "calcular":
        asset = indicator(found(session(), worker(), uid))
        sheet = Sheet(session(), worker(), asset)
        symbols = cells.symbols_of(sheet.data)
        return _page(sheet, number("_first", request.form), _typed(symbols))
    with desk_writing() as (opened, person):
        asset = indicator(found(opened, person, uid, to_change=True))
        sheet = Sheet(opened, person, asset)
        section = _section(asset)
        data = editing_both.chosen(asset, section)
        if data is None:
            data = {NAME: _placed(opened, sheet)}
        try:
            drafting.keep(opened, asset, data, (NAME,), seen(), by=person)
        except Changed as refusal:
            # What the other person added stays in both versions.
            mine, _ = observing.merged(_held(sheet), data[NAME])
            said = str(refusal)
            return editing_both.page(opened, asset, section, {NAME: mine}, said)
        return redirect(_onward(Sheet(opened, person, asset), section), 303)


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
        whole, replaced = observing.merged(_held(sheet), right)
        try:
            drafting.keep(opened, asset, {NAME: whole}, (NAME,), seen(), by=person)
        except Changed:
            return _preview(sheet, text, MEANWHILE), 409
        new = len(right) - replaced
        flash(SAVED.format(count=len(right), new=new, replaced=replaced))
        return redirect(url_for("desk.figures", uid=asset.uid), 303)


def indicator(asset: Asset) -> Indicator:
    """The record as an indicator; 404 for any other kind."""
    if not isinstance(asset, Indicator):
        abort(404)
    return asset


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
    known = {observing.key(one) for one in _held(sheet)}
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


def _page(sheet: Sheet, first: int, rows: list[dict[str, Any]]) -> str:
    symbols = cells.symbols_of(sheet.data)
    total = len(_held(sheet))
    setting = observing.setting(indicator(sheet.asset))
    shown = [
        _row(first + place, one, symbols, setting) for place, one in enumerate(rows)
    ]
    last = first + ROWS >= total
    blank = [
        Row(first + len(rows) + n, {}, {}, None) for n in range(BLANK if last else 0)
    ]
    section = _section(sheet.asset)
    return render_template(
        "desk/figures.html",
        sheet=sheet,
        asset=sheet.asset,
        section=section,
        symbols=symbols,
        rows=[*shown, *blank],
        first=first,
        count=min(ROWS, max(total - first, 0)),
        total=total,
        size=ROWS,
        following=next_of(sheet.asset, section),
        statuses=list(vocabularies.get("observation_status")),
        problems=[
            (one.number, said)
            for one in shown
            for texts in one.errors.values()
            for said in texts
        ],
    )


def _row(
    place: int, data: dict[str, Any], symbols: list[str], setting: dict[str, Any]
) -> Row:
    values, said = cells.read(data, place)
    errors: dict[str, list[str]] = {}
    for one in said:
        errors.setdefault(cells.cell_of(one.path, data, symbols), []).append(one.text)
    judged = None if said else observing.judge(setting, values)
    return Row(place, cells.cells_of(data, symbols), errors, judged)


def _typed(symbols: list[str]) -> list[dict[str, Any]]:
    """The rows that were sent; blank ones are dropped."""
    rows: dict[int, dict[str, str]] = {}
    names = {*cells.CELLS, *(f"v{place}" for place in range(len(symbols)))}
    for name, value in request.form.items():
        start, _, rest = name.partition(".")
        place, _, cell = rest.partition(".")
        if start == "r" and cell in names and place.isdigit() and len(place) < 7:
            rows.setdefault(int(place), {})[cell] = plain(value)[:LONGEST_CELL]
    return [
        data
        for place in sorted(rows)[: ROWS + BLANK]
        if (data := cells.data_of(rows[place], symbols))
    ]


def _placed(opened: Session, sheet: Sheet) -> list[dict[str, Any]]:
    """The figures with those of this page in their place, worked out where they can be."""
    base = editing_both.base_of(opened, sheet.asset, seen())
    held = base.get(NAME) or []
    setting = observing.setting(indicator(sheet.asset))
    rows = []
    for data in _typed(cells.symbols_of(sheet.data)):
        values, said = cells.read(data)
        rows.append(data if said else observing.computed(setting, values))
    first, count = number("_first", request.form), number("_count", request.form)
    return [*held[:first], *rows, *held[first + count :]]


def _held(sheet: Sheet) -> list[dict[str, Any]]:
    return list(sheet.data.get(NAME) or [])


def _section(asset: Asset) -> Section:
    return sections.holding(asset.kind, NAME)


def _onward(sheet: Sheet, section: Section) -> str:
    if action() == "salir":
        return record_address(sheet.asset)
    following = next_of(sheet.asset, section)
    if action() == "seguir" and not sheet.of(section) and following is not None:
        return section_address(sheet.asset, following)
    first = number("_first", request.form)
    return url_for("desk.figures", uid=sheet.asset.uid, desde=first or None)


def install(blueprint: Blueprint) -> None:
    address = "/registros/<uid>/datos"
    blueprint.get(address)(figures)
    blueprint.post(address, endpoint="save_figures")(save)
    blueprint.post(f"{address}/pegar", endpoint="paste_figures")(paste)
