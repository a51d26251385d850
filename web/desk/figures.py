"""The figures of an indicator: typed into a table, pasted from a sheet or uploaded."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

import orjson
from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue

from ...catalog import observing
from ...catalog.observing import Judged
from ...records.asset import Asset
from ...records.indicator import Indicator
from ...schemas import vocabularies
from ...schemas.forms import figures as cells
from ...schemas.forms import sections
from ...schemas.forms.sections import Section
from .. import icons
from ..access import desk, worker
from ..request import session
from .editing import found, number
from .forms import Sheet, next_of

icons.choose("circle-fill", "triangle-fill", "square-fill")

NAME, ROWS, BLANK = "observations", 50, 5


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
    return page(sheet, first, held(sheet)[first : first + ROWS])


def indicator(asset: Asset) -> Indicator:
    """The record as an indicator; 404 for any other kind."""
    if not isinstance(asset, Indicator):
        abort(404)
    return asset


def page(
    sheet: Sheet,
    first: int,
    rows: list[dict[str, Any]],
    *,
    own: str | None = None,
) -> str:
    """The table with these rows; ``own`` are the seals of those that they stand for,
    where they are not what is held.
    """
    unsaved = own is not None
    if own is None:
        own = " ".join(seal(one) for one in rows)
    symbols = cells.symbols_of(sheet.data)
    total = len(held(sheet))
    setting = observing.setting(indicator(sheet.asset))
    shown = [
        _row(first + place, one, symbols, setting) for place, one in enumerate(rows)
    ]
    blank = _blank(first + len(rows)) if first + ROWS >= total else []
    section = section_of(sheet.asset)
    return render_template(
        "desk/figures.html",
        sheet=sheet,
        asset=sheet.asset,
        section=section,
        symbols=symbols,
        rows=[*shown, *blank],
        first=first,
        own=own,
        unsaved=unsaved,
        total=total,
        size=ROWS,
        following=next_of(sheet.asset, section),
        statuses=list(vocabularies.get("observation_status")),
        problems=_problems(shown),
    )


def _blank(after: int) -> list[Row]:
    """The empty rows at the end of the last page."""
    return [Row(after + n, {}, {}, None) for n in range(BLANK)]


def _problems(shown: list[Row]) -> list[tuple[int, str]]:
    return [
        (one.number, said)
        for one in shown
        for texts in one.errors.values()
        for said in texts
    ]


def _row(
    place: int, data: dict[str, Any], symbols: list[str], setting: dict[str, Any]
) -> Row:
    values, said = cells.read(data, place)
    errors: dict[str, list[str]] = {}
    for one in said:
        errors.setdefault(cells.cell_of(one.path, data, symbols), []).append(one.text)
    judged = None if said else observing.judge(setting, values)
    return Row(place, cells.cells_of(data, symbols), errors, judged)


def seal(figure: Mapping[str, Any]) -> str:
    """A short mark of what a figure says: the same for the same figure, however its
    numbers and the order of its parts are kept.
    """
    text = orjson.dumps(_settled(figure), option=orjson.OPT_SORT_KEYS)
    return hashlib.sha256(text).hexdigest()[:16]


def _settled(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(name): _settled(one) for name, one in value.items()}
    if isinstance(value, list):
        return sorted((_settled(one) for one in value), key=orjson.dumps)
    try:
        exact = Decimal(str(value))
    except InvalidOperation:
        return str(value)
    return str(exact.normalize()) if exact.is_finite() else str(value)


def held(sheet: Sheet) -> list[dict[str, Any]]:
    return list(sheet.data.get(NAME) or [])


def section_of(asset: Asset) -> Section:
    return sections.holding(asset.kind, NAME)


def install(blueprint: Blueprint) -> None:
    blueprint.get("/registros/<uid>/datos")(figures)
