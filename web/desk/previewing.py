"""How a record would look once published: the window's own page, shown to its author."""

from flask import Blueprint, Response, render_template
from flask.typing import ResponseReturnValue

from ...catalog import access, foreseeing, sight
from ..access import desk, worker
from ..request import session
from ..window import records as window

HEADER = '<header class="tb-cabecera">'


@desk("read")
def preview(uid: str) -> ResponseReturnValue:
    """The public page of the draft as it stands; nothing of it is published."""
    asset = sight.find(session(), worker(), uid)
    access.require(worker(), "read", asset)
    seen = foreseeing.preview(session(), asset)
    text = window.drawn(seen.record, seen.figures)
    banner = render_template("desk/_preview.html", asset=asset, seen=seen)
    response = Response(text.replace(HEADER, banner + HEADER, 1))
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def install(blueprint: Blueprint) -> None:
    blueprint.get("/registros/<uid>/vista-previa")(preview)
