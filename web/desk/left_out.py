"""The records that some format left out, for who has to see to it."""

from itertools import groupby

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from ...catalog import left_out
from ..access import desk
from ..left_out import NAMES, try_again, write_down
from ..request import house, session


@desk("watch")
def listing() -> ResponseReturnValue:
    """Each record with the formats that are without it, and why."""
    found = [
        (records[0], records)
        for _uid, group in groupby(left_out.listed(session()), lambda one: one.uid)
        if (records := list(group))
    ]
    return render_template("desk/left_out.html", found=found, names=NAMES)


@desk("watch")
def again() -> ResponseReturnValue:
    """Try all of them now, without waiting for the hour."""
    write_down(house())
    number = try_again(house())
    flash(
        f"Se probó de nuevo: {number} ya se {'puede' if number == 1 else 'pueden'} "
        "escribir."
        if number
        else "Se probó de nuevo. Nada cambió."
    )
    return redirect(url_for("desk.left_out"), 303)


def install(blueprint: Blueprint) -> None:
    blueprint.get("/por-fuera", endpoint="left_out")(listing)
    blueprint.post("/por-fuera", endpoint="left_out_again")(again)
