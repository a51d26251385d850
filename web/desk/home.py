"""What waits for the person who opens the desk."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from ..access import desk


@desk()
def home() -> ResponseReturnValue:
    """The first page of the desk."""
    return render_template("desk/home.html")


def install(blueprint: Blueprint) -> None:
    blueprint.get("/")(home)
