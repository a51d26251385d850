"""How a record would look once published: the window's own page, shown to its author."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, render_template
from flask.typing import ResponseReturnValue

from ...catalog import access, foreseeing, previewing, sight
from ...records.asset import Asset
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
    return _under(render_template("desk/_preview.html", asset=asset, seen=seen), text)


def decided(asset: Asset, data: Mapping[str, Any]) -> Response | None:
    """The public page as a decision would leave it, before it is taken; none while the
    decision is not ready.
    """
    seen = previewing.preview(session(), asset, data)
    if seen.record is None:
        return None
    text = window.drawn(seen.record, seen.observed)
    banner = render_template("desk/_decision_preview.html", asset=asset, seen=seen)
    return _under(banner, text)


def _under(banner: str, text: str) -> Response:
    """The window's own page with a strip above that says what it is."""
    response = Response(text.replace(HEADER, banner + HEADER, 1))
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def install(blueprint: Blueprint) -> None:
    blueprint.get("/registros/<uid>/vista-previa")(preview)
