"""The same concepto jurídico for many records: choose them, write it once, issue it."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ...catalog import door, opinions
from ...catalog.refusals import Incomplete, WrongState
from ..access import desk, desk_writing, worker
from ..request import session
from . import asking

LONGEST_UID = 80
WHICH, ALL = "cuales", "todos"


@desk("opine")
def choose() -> ResponseReturnValue:
    """The four fields and the records that it will cover; nothing is written."""
    return _page({})


@desk("opine")
def issue() -> ResponseReturnValue:
    """Issue it on each of them, in one transaction: on all or on none."""
    data = {name: request.form.get(name, "").strip() for name in opinions.FIELDS}
    given = {name: value for name, value in data.items() if value}
    try:
        with desk_writing() as (opened, person):
            made = opinions.issue_many(
                opened, _wanted(), given, by=person, today=door.today()
            )
            count = len(made)
    except Incomplete as refusal:
        return _page(data, {one.path: one for one in refusal.problems}), 422
    except WrongState as refusal:
        return _page(data, text=str(refusal)), 409
    flash(
        "Quedó emitido un concepto."
        if count == 1
        else f"Quedaron emitidos {count} conceptos."
    )
    return redirect(url_for("desk.opinions"), 303)


def _wanted() -> list[str]:
    """The records that were marked, or the first of all that the filter leaves."""
    if request.form.get(WHICH) == ALL:
        asked = asking.asked(request.form)
        return [one.uid for one in opinions.without(session(), worker(), asked)[0]]
    return [one[:LONGEST_UID] for one in request.form.getlist("elegido")]


def _page(
    data: dict[str, Any], wrong: dict[str, Any] | None = None, text: str = ""
) -> str:
    return render_template(
        "desk/opinions_many.html",
        chosen=opinions.chosen(session(), _wanted(), by=worker()),
        data=data,
        wrong=wrong or {},
        text=text,
    )


def install(blueprint: Blueprint) -> None:
    place = "/conceptos/varios"
    blueprint.post(place, endpoint="opinions_many")(choose)
    blueprint.post(f"{place}/emitir", endpoint="opinions_issue_many")(issue)
