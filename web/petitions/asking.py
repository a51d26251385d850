"""Who asks: the form without registration, the receipt, and what became of it."""

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ...catalog import door, organizations, request_answers, requests, working_days
from ...catalog.accounts import attempts
from ...catalog.refusals import Incomplete, NotFound, TooMany, WrongState
from ...records import reading
from ...records.reading import KNOWN
from ...schemas import vocabularies
from ..access import public
from ..request import caller_address, house, session

FIELDS = ("kind", "question", "asset", "organization", "name", "email")
LONGEST = 20_000  # characters of a whole form: far more than it can use
KINDS = vocabularies.get("request_kinds")


@public
def form() -> ResponseReturnValue:
    """The form, with the record that it is about if one was named."""
    kind = request.args.get("tipo", "")
    given = {"kind": kind if kind in KINDS else "informacion"}
    return _form({**given, "asset": request.args.get("registro", "")})


@public
def ask() -> ResponseReturnValue:
    """Write it down, and hand over its number and code; a form that has to be corrected
    does not count among those that one address may send.
    """
    if request.form.get("sitio"):  # only a machine fills in what people do not see
        return redirect(url_for("petitions.form"), 303)
    data = {name: request.form.get(name, "")[:LONGEST].strip() for name in FIELDS}
    try:
        with house().writing() as opened:
            attempts.spend(opened, attempts.OF_REQUESTS, caller_address())
            attempts.spend(opened, attempts.OF_ALL_REQUESTS)
            receipt = requests.receive(opened, data, today=door.today())
            return _received(receipt)
    except TooMany as refusal:
        return _later(refusal)
    except Incomplete as refusal:
        return _form(data, {one.path: one for one in refusal.problems}), 422


@public
def status() -> ResponseReturnValue:
    """What became of a request, for who has its number and code."""
    number = request.form.get("numero", "").strip()
    code = request.form.get("codigo", "").strip()
    if request.method == "GET" or not (number and code):
        number = number or request.args.get("numero", "")[:20]
        return render_template("petitions/status.html", number=number, wrong="")
    try:
        attempts.require_left(session(), attempts.OF_CODES, caller_address())
        found = requests.find(session(), number, code)
    except TooMany as refusal:
        return _later(refusal)
    except NotFound as refusal:
        with house().writing() as opened:
            attempts.count(opened, attempts.OF_CODES, caller_address())
        page = render_template(
            "petitions/status.html", number=number[:20], wrong=str(refusal)
        )
        return page, 404
    return _shown(found, code)


@public
def rate() -> ResponseReturnValue:
    """What the asker thinks of the answer."""
    number, code = request.form.get("numero", ""), request.form.get("codigo", "")
    given = request.form.get("satisfaccion", "")
    value: Any = int(given) if given in set("12345") else given
    try:
        with house().writing() as opened:
            found = requests.find(opened, number, code)
            requests.rate(opened, found, {"satisfaction": value})
            return _shown(found, code)
    except (Incomplete, NotFound, WrongState) as refusal:
        missing = isinstance(refusal, NotFound)
        page = render_template(
            "petitions/status.html",
            number=number[:20],
            wrong=str(refusal).partition("\n")[0],
            undone=not missing,
        )
        return page, 404 if missing else 422


def _later(refusal: TooMany) -> ResponseReturnValue:
    """Too many in a row: say until when, what was typed stays in the browser."""
    page = render_template("petitions/later.html", minutes=refusal.minutes)
    return page, 429, {"Retry-After": str(refusal.minutes * 60)}


@public
def apart() -> ResponseReturnValue:
    """The special procedure with reserved identity: not here, and nothing is kept."""
    return render_template("petitions/apart.html")


def _form(data: dict[str, str], wrong: dict[str, Any] | None = None) -> str:
    named = data.get("asset") or ""
    about = reading.by_uid(session(), named, disclosures=KNOWN) if named else None
    today = working_days.after(door.today(), 0)
    return render_template(
        "petitions/form.html",
        data=data,
        wrong=wrong or {},
        about=about,
        kinds=[
            (one, working_days.after(today, int(one.extra["days"]))) for one in KINDS
        ],
        units=organizations.names(session()),
    )


def _received(receipt: requests.Receipt) -> str:
    found = receipt.request
    return render_template("petitions/received.html", request_=found, code=receipt.code)


def _shown(found: Any, code: str) -> str:
    left = working_days.between(door.today(), found.due)
    about = None
    if found.asset_uid:
        about = reading.by_uid(session(), found.asset_uid, disclosures=KNOWN)
    made = request_answers.document(session(), found)
    return render_template(
        "petitions/shown.html",
        request_=found,
        code=code,
        left=left,
        about=about,
        published=reading.by_uid(session(), made.uid) if made else None,
    )


def install(blueprint: Blueprint) -> None:
    blueprint.get("/solicitudes", endpoint="form")(form)
    blueprint.post("/solicitudes", endpoint="ask")(ask)
    blueprint.add_url_rule(
        "/solicitudes/estado", "status", status, methods=["GET", "POST"]
    )
    blueprint.post("/solicitudes/utilidad", endpoint="rate")(rate)
    blueprint.get("/solicitudes/identidad-reservada", endpoint="apart")(apart)
