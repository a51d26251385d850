"""Our API: the JSON door of the desk. Tokens only; the same schemas as at every door."""

from flask import Blueprint, Response
from sqlalchemy.exc import DataError

from ...catalog.refusals import Refusal
from . import problems
from .shapes import ROOT

blueprint = Blueprint("api", __name__, url_prefix=ROOT)
blueprint.register_error_handler(Refusal, problems.of_refusal)
blueprint.register_error_handler(DataError, problems.of_data)


@blueprint.after_request
def _not_kept(response: Response) -> Response:
    """What a token showed is for its holder; no cache between keeps it."""
    response.headers.setdefault("Cache-Control", "no-store")
    return response


from . import documentation, listings, records, steps  # noqa: E402

__all__ = ["blueprint", "documentation", "listings", "records", "steps"]
