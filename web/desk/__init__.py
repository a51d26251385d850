"""The desk: where producers, reviewers, the legal office and administrators work."""

from flask import Blueprint, Response, g

from ...catalog.refusals import Refusal
from . import (
    bulk,
    history,
    home,
    menu,
    quality,
    records,
    refusals,
    review,
    steps,
    versions,
    words,
)

blueprint = Blueprint("desk", __name__, url_prefix="/escritorio")
blueprint.register_error_handler(Refusal, refusals.page)
for room in (home, records, bulk, review, steps, versions, history, quality, words):
    room.install(blueprint)
blueprint.app_context_processor(menu.context)


@blueprint.before_request
def _in_spanish() -> None:
    """Who works at the desk works in Spanish."""
    g.language = "es"


@blueprint.after_request
def _not_kept(response: Response) -> Response:
    """What a person saw at the desk is kept by no cache."""
    response.headers.setdefault("Cache-Control", "no-store")
    return response


__all__ = ["blueprint"]
