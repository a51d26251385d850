"""The versions of a record: listed, two of them side by side, an earlier one restored."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ...catalog import access, restoring, revising, sight, versions
from ..access import desk, desk_writing, worker
from ..request import session
from .review import seen


@desk("read")
def listed(uid: str) -> ResponseReturnValue:
    """Every version, and what two of them say otherwise."""
    person = worker()
    asset = seen(person, uid)
    working = versions.working(session(), asset)
    public = versions.public(session(), asset)
    first, second = request.args.get("de", ""), request.args.get("a", "")
    found = None
    if first and second:
        found = versions.compare(session(), asset, first, second)
    elif len(working) > 1:
        first, second = working[1].key, working[0].key
    elif working and public:
        first, second = public[0].key, working[0].key
    labels = {one.key: one.label for one in (*working, *public)}
    return render_template(
        "desk/versions.html",
        asset=asset,
        mark=revising.mark(asset),
        working=working,
        public=public,
        labels=labels,
        first=first,
        second=second,
        found=found,
        edits=access.may(person, "revise", asset.organization),
    )


@desk("read")
def ask(uid: str, number: int) -> ResponseReturnValue:
    """Show what going back would change."""
    person = worker()
    asset = seen(person, uid)
    access.require(person, "revise", asset)
    newest = versions.working(session(), asset)[0].key
    found = versions.compare(session(), asset, newest, str(number))
    return render_template(
        "desk/restore.html",
        asset=asset,
        mark=revising.mark(asset),
        number=number,
        found=[one for one in found if not one.path.startswith("desk")],
    )


@desk("read")
def restore(uid: str, number: int) -> ResponseReturnValue:
    """Make an earlier version the draft."""
    with desk_writing() as (opened, person):
        asset = sight.find(opened, person, uid, to_change=True)
        mark = request.form.get("marca", "")
        saved = restoring.restore(opened, asset, number, mark, by=person)
    if saved.outcome == "unchanged":
        flash(f"Ya decía lo mismo que la versión {number}.", "info")
    else:
        flash(f"El borrador dice otra vez lo de la versión {number}.")
    return redirect(url_for("desk.record", uid=uid), 303)


def install(blueprint: Blueprint) -> None:
    place = "/registros/<uid>/versiones"
    blueprint.get(place, endpoint="versions")(listed)
    blueprint.get(f"{place}/<int:number>/restaurar", endpoint="restore_ask")(ask)
    blueprint.post(f"{place}/<int:number>/restaurar", endpoint="restore")(restore)
