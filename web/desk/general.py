"""General decisions at the desk: taking one, applying it to what waits, ending it."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ...catalog import general_decisions
from ...catalog.refusals import Incomplete
from ...schemas.general_decision import BASES
from ..access import desk, desk_writing
from ..request import house, session

BATCH = 500
FIELDS = ("basis", "value", "act", "act_date", "motivation")


@desk("generalize")
def listing() -> ResponseReturnValue:
    """The general decisions, and the form of a new one."""
    data = {name: request.args.get(name, "") for name in ("basis", "value")}
    return _page(data)


@desk("generalize")
def take() -> ResponseReturnValue:
    """Take a general decision, or say what it lacks."""
    data = {name: request.form.get(name, "").strip() for name in FIELDS}
    try:
        with desk_writing() as (opened, person):
            general_decisions.take(opened, data, by=person)
    except Incomplete as refusal:
        return _page(data, {one.path: one for one in refusal.problems}), 422
    flash("Quedó tomada la decisión general. Ahora puede aplicarla a lo que espera.")
    return redirect(url_for("desk.general"), 303)


@desk("generalize")
def apply(uid: str) -> ResponseReturnValue:
    """Cover now what it names and nobody decided; what is marked stays waiting."""
    covered, left = 0, 0
    with desk_writing() as (opened, person):
        general = general_decisions.get(opened, uid)
        found = general_decisions.undecided(opened, general, BATCH)
        done = general_decisions.cover(opened, found, by=person)
        covered, left = len(done), len(found) - len(done)
    said = f"Cubrió {covered} {'registro' if covered == 1 else 'registros'}."
    if left == 1:
        said += " Uno espera su propia decisión: la entrevista lo marcó."
    elif left:
        said += f" {left} esperan su propia decisión: la entrevista los marcó."
    flash(said)
    return redirect(url_for("desk.general"), 303)


@desk("generalize")
def end(uid: str) -> ResponseReturnValue:
    """End it: what it covered stays as it is."""
    with desk_writing() as (opened, person):
        general_decisions.end(opened, general_decisions.get(opened, uid), by=person)
    flash("La decisión general terminó: lo que cubrió sigue decidido.")
    return redirect(url_for("desk.general"), 303)


def _page(data: dict[str, str], wrong: dict[str, object] | None = None) -> str:
    return render_template(
        "desk/general.html",
        listed=general_decisions.listed(session()),
        bases=BASES,
        data=data,
        wrong=wrong or {},
        city=house().settings.city,
    )


def install(blueprint: Blueprint) -> None:
    blueprint.get("/decisiones/generales", endpoint="general")(listing)
    blueprint.post("/decisiones/generales", endpoint="general_take")(take)
    blueprint.post("/decisiones/generales/<uid>/aplicar", endpoint="general_apply")(
        apply
    )
    blueprint.post("/decisiones/generales/<uid>/terminar", endpoint="general_end")(end)
