"""The door of the desk: signing in, in one step or two, and out."""

import time
from typing import Any

import flask
from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ...catalog.accounts import attempts, entering, second_factor
from ...catalog.refusals import TooMany
from ...records.person import Person
from .. import signing
from ..access import public
from ..request import caller_address, house, session
from .onward import wanted
from .stand_ins import stand_ins

PENDING = "pending"
PATIENCE = 600  # seconds between the password and the second step
LONGEST = 200  # signs of what is typed for a name
WRONG_CODE = (
    "Ese código no sirve. Escriba los seis números que muestra ahora su aplicación, o "
    "uno de sus códigos de recuperación que no haya usado."
)


@public
def sign_in() -> ResponseReturnValue:
    """Ask who it is."""
    if signing.signed_in() is not None:
        return redirect(wanted(), 303)
    return _page()


@public
def enter() -> ResponseReturnValue:
    """Let in who types the right password; the rest hear the same, all of them."""
    who = request.form.get("quien", "")[:LONGEST]
    password = request.form.get("clave", "")
    try:
        with house().writing() as opened:
            attempts.spend(opened, attempts.OF_ADDRESS, caller_address())
            attempts.spend(opened, attempts.OF_ACCOUNT, who)
            attempts.spend(opened, attempts.OF_BOTH, who, caller_address())
    except TooMany as refusal:
        return _page(str(refusal), who), 429
    person = entering.recognise(session(), who, password)
    if person is None:
        return _page(entering.NOT_RECOGNISED, who), 401
    with house().writing() as opened:
        attempts.forget(opened, attempts.OF_ACCOUNT, who)
        attempts.forget(opened, attempts.OF_BOTH, who, caller_address())
        entering.strengthen(opened, opened.get_one(Person, person.id), password)
    return admit(person, "password", wanted())


def admit(person: Person, way: str, onward: str) -> ResponseReturnValue:
    """Sign in who has been recognised, or ask for the second step first."""
    if not second_factor.is_on(session(), person):
        signing.begin(person, way)
        return redirect(onward, 303)
    flask.session.clear()
    flask.session[PENDING] = {
        "person": person.id,
        "way": way,
        "onward": onward,
        "until": int(time.time()) + PATIENCE,
    }
    return redirect(url_for("accounts.second_step"), 303)


@public
def second_step() -> ResponseReturnValue:
    """Ask for the code of the second step."""
    if _pending() is None:
        return redirect(url_for("accounts.sign_in"), 303)
    return render_template("accounts/second_step.html", problem=None)


@public
def take_second_step() -> ResponseReturnValue:
    """Let in who shows the code of now, or a recovery code."""
    pending = _pending()
    if pending is None:
        return redirect(url_for("accounts.sign_in"), 303)
    number = str(pending["person"])
    try:
        with house().writing() as opened:
            attempts.spend(opened, attempts.OF_SECOND, number)
    except TooMany as refusal:
        return render_template("accounts/second_step.html", problem=str(refusal)), 429
    with house().writing() as opened:
        person = opened.get_one(Person, pending["person"])
        code = request.form.get("codigo", "")[:40]
        right = person.active and second_factor.check(opened, person, code)
        if right:
            attempts.forget(opened, attempts.OF_SECOND, number)
    if not right:
        return render_template("accounts/second_step.html", problem=WRONG_CODE), 401
    signing.begin(person, pending["way"])
    return redirect(pending["onward"], 303)


@public
def sign_out() -> ResponseReturnValue:
    """Forget who it was, here and in the browser."""
    signing.forget()
    answer = flask.make_response(redirect(url_for("window.home"), 303))
    answer.headers["Clear-Site-Data"] = '"cache"'
    return answer


def _pending() -> dict[str, Any] | None:
    kept = flask.session.get(PENDING)
    if not isinstance(kept, dict) or kept.get("until", 0) < time.time():
        return None
    return kept


def _page(problem: str | None = None, who: str = "") -> str:
    settings = house().settings
    return render_template(
        "accounts/sign_in.html",
        problem=problem,
        who=who,
        onward=wanted(),
        stand_ins=stand_ins(),
        provider=settings.oidc_name if settings.oidc_issuer else None,
    )


def install(blueprint: Blueprint) -> None:
    blueprint.get("/entrar")(sign_in)
    blueprint.post("/entrar")(enter)
    blueprint.get("/entrar/segundo-paso")(second_step)
    blueprint.post("/entrar/segundo-paso")(take_second_step)
    blueprint.post("/salir")(sign_out)
