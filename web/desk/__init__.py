"""The desk: where producers, reviewers, the legal office and administrators work."""

from flask import Blueprint, Response, g

from ...catalog.refusals import Refusal
from . import (
    account,
    decisions,
    general,
    home,
    instruments,
    loading,
    menu,
    norms,
    opinions,
    people,
    refusals,
    second_step,
    templates,
)

blueprint = Blueprint("desk", __name__, url_prefix="/escritorio")
blueprint.register_error_handler(Refusal, refusals.page)
for room in (
    home,
    loading,
    templates,
    general,
    decisions,
    norms,
    opinions,
    instruments,
    people,
    account,
    second_step,
):
    room.install(blueprint)
blueprint.app_context_processor(menu.context)


@blueprint.before_request
def _in_spanish() -> None:
    """The desk speaks Spanish, whatever the browser prefers."""
    g.language = "es"


@blueprint.after_request
def _not_kept(response: Response) -> Response:
    """What a person saw at the desk is kept by no cache."""
    response.headers.setdefault("Cache-Control", "no-store")
    return response


__all__ = ["blueprint"]
