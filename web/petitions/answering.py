"""Who answers: what waits by its term, one request with its steps, and the report."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ...catalog import (
    door,
    request_answers,
    request_reports,
    requests,
    working_days,
)
from ...catalog.refusals import Incomplete
from ...records.request import InformationRequest
from ..access import desk, desk_writing, worker
from ..request import session

Step = Callable[..., None]
STEPS: dict[str, tuple[Step, tuple[str, ...], str]] = {
    "responder": (requests.answer, ("answer",), "Quedó respondida la solicitud {}."),
    "negar": (requests.refuse, ("answer", "entry"), "Quedó negada la solicitud {}."),
    "ampliar": (requests.extend, ("days", "reason"), "Quedó ampliado el plazo de {}."),
    "trasladar": (requests.transfer, ("to",), "Quedó trasladada la solicitud {}."),
}


@desk("attend")
def waiting() -> ResponseReturnValue:
    """What waits for an answer, what is due first at the head."""
    every = request.args.get("todas") == "1"
    found = requests.listed(session(), by=worker(), open_only=not every)
    today = door.today()
    left = {one.id: working_days.between(today, one.due) for one in found}
    return render_template(
        "petitions/waiting.html", found=found, left=left, every=every, report=_report()
    )


@desk("attend")
def one(number: str) -> ResponseReturnValue:
    """A request, and the steps that it may take."""
    return _page(requests.get(session(), number, by=worker()))


@desk("attend")
def step(number: str, name: str) -> ResponseReturnValue:
    """Take a step, or say what it lacks."""
    verb, fields, said = STEPS[name]
    data: dict[str, Any] = {
        field: request.form.get(field, "").strip() for field in fields
    }
    if data.get("days", "").isdigit() and len(data["days"]) < 4:
        data["days"] = int(data["days"])
    try:
        with desk_writing() as (opened, person):
            found = requests.get(opened, number, by=person)
            verb(opened, found, data, by=person, today=door.today())
    except Incomplete as refusal:
        wrong = {one.path: one for one in refusal.problems}
        found = requests.get(session(), number, by=worker())
        return _page(found, name, data, wrong), 422
    flash(said.format(number))
    return redirect(url_for("petitions.waiting"), 303)


def _page(
    found: InformationRequest,
    tried: str = "",
    data: dict[str, Any] | None = None,
    wrong: dict[str, Any] | None = None,
) -> str:
    return render_template(
        "petitions/one.html",
        request_=found,
        asker=requests.asker(session(), found),
        left=working_days.between(door.today(), found.due),
        tried=tried,
        data=data or {},
        wrong=wrong or {},
        open=found.state in requests.OPEN,
        document=request_answers.document(session(), found),
        may_publish=request_answers.may_publish(found, worker()),
    )


def _report() -> tuple[str, request_reports.Report]:
    """The half year that runs."""
    today = door.today()
    half = request_reports.half_of(today)
    return half.name, request_reports.of_half(session(), half, today)


def install(blueprint: Blueprint) -> None:
    place = "/escritorio/solicitudes"
    blueprint.get(place, endpoint="waiting")(waiting)
    blueprint.get(f"{place}/<number>", endpoint="one")(one)
    names = ",".join(STEPS)
    blueprint.post(f"{place}/<number>/<any({names}):name>", endpoint="step")(step)
