"""Accounts: signing in and out, and setting a password without being in."""

from flask import Blueprint, Response, g

from ...catalog.refusals import Refusal
from ..desk import refusals
from . import entering, outside, passwords, stand_ins

blueprint = Blueprint("accounts", __name__)
blueprint.register_error_handler(Refusal, refusals.page)
for room in (entering, passwords, outside, stand_ins):
    room.install(blueprint)


@blueprint.before_request
def _in_spanish() -> None:
    """Who works here does so in Spanish, whatever the browser prefers."""
    g.language = "es"


@blueprint.after_request
def _not_kept(response: Response) -> Response:
    """What a person typed or was shown is kept by no cache."""
    response.headers.setdefault("Cache-Control", "no-store")
    return response


__all__ = ["blueprint"]
