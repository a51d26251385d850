"""The door of the desk: signing in and out."""

import flask
from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from ..access import public
from ..signing import KEY


@public
def sign_in() -> ResponseReturnValue:
    """Ask who it is."""
    return render_template("accounts/sign_in.html")


@public
def sign_out() -> ResponseReturnValue:
    """Forget who it was."""
    flask.session.pop(KEY, None)
    return redirect(url_for("window.home"), 303)


def install(blueprint: Blueprint) -> None:
    blueprint.get("/entrar")(sign_in)
    blueprint.post("/salir")(sign_out)
