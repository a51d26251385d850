"""The desk: where producers, reviewers, the legal office and administrators work."""

from flask import Blueprint, Response

from ...catalog.refusals import Refusal
from . import account, home, menu, people, refusals, second_step

blueprint = Blueprint("desk", __name__, url_prefix="/escritorio")
blueprint.register_error_handler(Refusal, refusals.page)
for room in (home, people, account, second_step):
    room.install(blueprint)
blueprint.app_context_processor(menu.context)


@blueprint.after_request
def _not_kept(response: Response) -> Response:
    """What a person saw at the desk is kept by no cache."""
    response.headers.setdefault("Cache-Control", "no-store")
    return response


__all__ = ["blueprint"]
