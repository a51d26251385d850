"""The producer's interview: plain questions that propose a class and its grounds."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ...catalog import drafting
from ...catalog.refusals import Changed, Refusal
from ...records.asset import Asset
from ...schemas import interview
from ...schemas.errors import Problem
from ...schemas.forms import salvage
from ..access import desk, desk_writing, worker
from ..request import session
from .editing import found, seen
from .forms import Sheet

NAMES = ("personal_data", "minors", "proposal")
CHANGED = "Alguien cambió este registro mientras usted respondía. Revíselo y responda otra vez."
KEPT = "Quedaron guardadas sus respuestas y la clase que proponen."


@desk("revise")
def ask(uid: str) -> ResponseReturnValue:
    """The questions with what was answered, and the class that the answers suggest."""
    asset = found(session(), worker(), uid)
    values = drafting.typed(asset)
    given = {one.name: interview.chosen(one, values) for one in interview.questions()}
    proposal = values.get("proposal") or {}
    given |= {name: proposal.get(name) or "" for name in ("norm", "motivation")}
    reviewed = bool(proposal.get("reviewed"))
    wrong = [
        one
        for one in salvage.told(asset.incomplete)
        if one.path.partition(".")[0] in NAMES
    ]
    return _page(asset, given, wrong, interview.suggest(values) if reviewed else None)


@desk("revise")
def keep(uid: str) -> ResponseReturnValue:
    """Keep the answers with the proposal, when every question has one."""
    given = {name: value[:20_000] for name, value in request.form.items()}
    values, wrong = interview.read(given)
    if wrong:
        return _page(found(session(), worker(), uid), given, wrong, None), 422
    with desk_writing() as (opened, person):
        asset = found(opened, person, uid, to_change=True)
        before = drafting.typed(asset).get("proposal") or {}
        data = {**values, "proposal": {**before, **values["proposal"]}}
        try:
            drafting.keep(opened, asset, data, NAMES, seen(), by=person)
        except Changed:
            raise Refusal(CHANGED) from None
    flash(KEPT)
    return redirect(url_for("desk.questions", uid=uid), 303)


def _page(
    asset: Asset,
    given: dict[str, Any],
    wrong: list[Problem],
    suggested: interview.Suggestion | None,
) -> str:
    return render_template(
        "desk/questions.html",
        asset=asset,
        sheet=Sheet(session(), worker(), asset),
        questions=interview.questions(),
        given=given,
        problems=wrong,
        wrong={one.path: one for one in wrong},
        suggested=suggested,
    )


def install(blueprint: Blueprint) -> None:
    address = "/registros/<uid>/preguntas"
    blueprint.get(address, endpoint="questions")(ask)
    blueprint.post(address, endpoint="keep_answers")(keep)
