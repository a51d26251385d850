"""An answer made public: redacted by a person, looked at, and then published."""

from collections.abc import Mapping

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ...catalog import request_answers, requests
from ...catalog.refusals import Incomplete
from ...schemas.request import PUBLISHED
from ..access import desk, desk_writing, worker
from ..request import session

TOLD = {
    "published": "La respuesta quedó publicada.",
    "approved": "Quedó registrada y aprobada. Sale cuando la Dirección Jurídica la decida.",
}
WAITS = "Quedó registrada y en revisión. Sale cuando Planeación la apruebe y publique."
LONGEST = 60_000


@desk("attend")
def redact(number: str) -> ResponseReturnValue:
    """The answer to be redacted; what the asker wrote is shown beside, never copied."""
    found = requests.get(session(), number, by=worker())
    return _page(number, {"answer": found.answer or ""})


@desk("attend")
def publish(number: str) -> ResponseReturnValue:
    """Show it as everybody will read it, or publish it as it was shown."""
    data = {name: request.form.get(name, "")[:LONGEST].strip() for name in PUBLISHED}
    try:
        if request.form.get("accion") != "publicar":
            found = requests.get(session(), number, by=worker())
            return _page(number, data, request_answers.seen(session(), found, data))
        with desk_writing() as (opened, person):
            found = requests.get(opened, number, by=person)
            made = request_answers.publish(opened, found, data, by=person)
            flash(TOLD.get(made.workflow_state, WAITS))
    except Incomplete as refusal:
        wrong = {one.path: one for one in refusal.problems}
        return _page(number, data, wrong=wrong), 422
    return redirect(url_for("petitions.one", number=number), 303)


def _page(
    number: str,
    data: dict[str, str],
    shown: object = None,
    wrong: Mapping[str, object] | None = None,
) -> str:
    return render_template(
        "petitions/publish.html",
        request_=requests.get(session(), number, by=worker()),
        data=data,
        shown=shown,
        wrong=wrong or {},
    )


def install(blueprint: Blueprint) -> None:
    place = "/escritorio/solicitudes/<number>/publicar"
    blueprint.get(place, endpoint="redact")(redact)
    blueprint.post(place, endpoint="publish")(publish)
