"""The table of figures saved: by its button, and by itself while somebody types.

A page holds a part of the figures, and saving puts some of them elsewhere in the order
of their periods. So the page says which figures are its own, by their seals, and not in
which places they stood: what it sends replaces those and nothing else.
"""

from collections import Counter
from typing import Any

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from ...catalog import drafting, observing
from ...catalog.refusals import Changed, Refusal
from ...schemas.forms import figures as cells
from ...schemas.forms.posted import plain
from ...schemas.forms.sections import Section
from ..access import desk, desk_writing, worker
from ..request import session
from . import editing_both, refusals
from .editing import action, found, number, seen
from .editing_autosave import NOT_ALONE, said_of, told
from .figures import (
    BLANK,
    NAME,
    ROWS,
    held,
    indicator,
    page,
    seal,
    section_of,
)
from .forms import QUIET, Sheet, next_of, record_address, section_address

LONGEST_CELL = 5_000
LONGEST_OWN = 17 * (ROWS + BLANK)
Rows = list[dict[str, Any]]


@desk("revise")
def save(uid: str) -> ResponseReturnValue:
    """Save the rows of a page, right or wrong; or only work them out."""
    if action() == "calcular":
        asset = indicator(found(session(), worker(), uid))
        sheet = Sheet(session(), worker(), asset)
        symbols = cells.symbols_of(sheet.data)
        return page(sheet, number("_first", request.form), _typed(symbols), own=_own())
    with desk_writing() as (opened, person):
        asset = indicator(found(opened, person, uid, to_change=True))
        sheet = Sheet(opened, person, asset)
        section = section_of(asset)
        data = editing_both.chosen(asset, section)
        if data is None:
            data = {NAME: _placed(opened, sheet)[0]}
        try:
            drafting.keep(opened, asset, data, (NAME,), seen(), by=person)
        except Changed as refusal:
            # What the other person added stays in both versions.
            mine, _ = observing.merged(held(sheet), data[NAME])
            said = str(refusal)
            return editing_both.page(opened, asset, section, {NAME: mine}, said)
        return redirect(_onward(Sheet(opened, person, asset), section), 303)


@desk("revise")
def autosave(uid: str) -> ResponseReturnValue:
    """Keep the rows as they are now; answers when, and which figures they are now."""
    try:
        with desk_writing() as (opened, person):
            asset = indicator(found(opened, person, uid, to_change=True))
            if asset.workflow_state not in QUIET:
                return told({"text": NOT_ALONE}, 423)
            sheet = Sheet(opened, person, asset)
            whole, others = _placed(opened, sheet)
            drafting.keep(
                opened, asset, {NAME: whole}, (NAME,), seen(), by=person, auto=True
            )
            after = Sheet(opened, person, asset)
            said = said_of(after, section_of(asset))
            return told({**said, "own": _own_after(after, others)}, 200)
    except Changed as refusal:
        return told({"text": str(refusal)}, 409)
    except Refusal as refusal:
        text = str(refusal).partition("\n")[0]
        return told({"text": text}, refusals.status_of(refusal))


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


def _placed(opened: Session, sheet: Sheet) -> tuple[Rows, Rows]:
    """All the figures with those of this page in their place, worked out where they can
    be; and apart those that are not of this page.
    """
    base = editing_both.base_of(opened, sheet.asset, seen())
    setting = observing.setting(indicator(sheet.asset))
    rows = []
    for data in _typed(cells.symbols_of(sheet.data)):
        values, said = cells.read(data)
        rows.append(data if said else observing.computed(setting, values))
    others, place = _apart(base.get(NAME) or [], Counter(_own().split()))
    return [*others[:place], *rows, *others[place:]], others


def _apart(figures: Rows, own: Counter[str]) -> tuple[Rows, int]:
    """The figures that are not this page's, and where among them its own stood."""
    others: Rows = []
    place = None
    for one in figures:
        name = seal(one)
        if own[name]:
            own[name] -= 1
            place = len(others) if place is None else place
        else:
            others.append(one)
    first = min(number("_first", request.form), len(others))
    return others, first if place is None else place


def _own() -> str:
    """The seals of the figures that the page stands for, as it says."""
    return request.form.get("_own", "")[:LONGEST_OWN]


def _own_after(sheet: Sheet, others: Rows) -> str:
    """The seals of what is held now and was not there apart from the page."""
    apart = Counter(map(seal, others))
    mine, _ = _apart(held(sheet), apart)
    return " ".join(map(seal, mine))


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
    blueprint.post(address, endpoint="save_figures")(save)
    blueprint.post(f"{address}/autoguardar", endpoint="autosave_figures")(autosave)
