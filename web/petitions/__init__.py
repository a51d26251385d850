"""Requests for information: the public form, and the pages of who answers."""

from flask import Blueprint, Response

from ...catalog.refusals import Refusal
from ..desk import refusals
from . import answering, asking, publishing, reporting

blueprint = Blueprint("petitions", __name__)
blueprint.register_error_handler(Refusal, refusals.page)
for room in (asking, answering, publishing, reporting):
    room.install(blueprint)


@blueprint.after_request
def _not_kept(response: Response) -> Response:
    """What somebody asked is kept by no cache."""
    response.headers["Cache-Control"] = "no-store"
    return response


__all__ = ["blueprint"]
