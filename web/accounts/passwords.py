"""Setting a password without being in: asking for the link, and using one."""

from time import monotonic, sleep

from flask import (
    Blueprint,
    Response,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue

from ...catalog.accounts import attempts, links
from ...catalog.refusals import NotFound, Refusal, TooMany
from .. import signing
from ..access import public
from ..request import caller_address, house, session

# Seconds after which it is answered: a letter takes less to write, and the time would
# tell for whom one was written.
ANSWERED = 0.25
DIFFERENT = "Las dos claves no son iguales. Escríbala igual en los dos campos."


@public
def forgotten() -> ResponseReturnValue:
    """Ask whose password was forgotten."""
    return _asking()


@public
def ask() -> ResponseReturnValue:
    """Send the link if there is such a person; say the same if there is not."""
    who = request.form.get("quien", "")[:200]
    settings, begun = house().settings, monotonic()
    try:
        with house().writing() as opened:
            attempts.spend(opened, attempts.OF_ADDRESS, caller_address())
        with house().writing() as opened:
            links.ask_reset(opened, who, place=settings.entry)
    except TooMany as refusal:
        return _asking(str(refusal)), 429
    sleep(max(0.0, begun + ANSWERED - monotonic()))
    return _asking(asked=True)


@public
def choose(secret: str) -> ResponseReturnValue:
    """Ask for a new password, if the link still serves."""
    try:
        person, purpose = links.person_of(session(), secret)
    except NotFound as refusal:
        return _dead(refusal)
    return _choosing(person.name, purpose)


@public
def keep(secret: str) -> ResponseReturnValue:
    """Set the password; the link is over, and so is every session of the person."""
    password = request.form.get("clave", "")
    try:
        person, purpose = links.person_of(session(), secret)
        if password != request.form.get("otra_vez", ""):
            return _choosing(person.name, purpose, DIFFERENT), 422
        with house().writing() as opened:
            links.use(opened, secret, password)
    except NotFound as refusal:
        return _dead(refusal)
    except Refusal as refusal:
        return _choosing(person.name, purpose, str(refusal)), 422
    signing.forget()
    flash("Su clave quedó guardada. Entre con ella.")
    return redirect(url_for("accounts.sign_in"), 303)


def _asking(problem: str | None = None, *, asked: bool = False) -> str:
    settings = house().settings
    return render_template(
        "accounts/forgotten.html",
        problem=problem,
        asked=asked,
        has_post=bool(settings.smtp_host),
    )


def _choosing(name: str, purpose: str, problem: str | None = None) -> Response:
    page = render_template(
        "accounts/choose_password.html", name=name, purpose=purpose, problem=problem
    )
    answer = make_response(page)
    # The address opens a door: no other site may learn it from us.
    answer.headers["Referrer-Policy"] = "same-origin"
    return answer


def _dead(refusal: Refusal) -> ResponseReturnValue:
    return render_template("accounts/dead_link.html", text=str(refusal)), 404


def install(blueprint: Blueprint) -> None:
    blueprint.get("/entrar/olvide")(forgotten)
    blueprint.post("/entrar/olvide")(ask)
    blueprint.get("/entrar/clave/<secret>")(choose)
    blueprint.post("/entrar/clave/<secret>")(keep)
