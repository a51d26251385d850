"""OAI-PMH 2.0 at ``/oai``: selective harvesting of what is open, tombstones included.

It follows the ledger's ``seq`` and keeps no state: a resumption token holds all that the
next page needs, in the open, and serves after a restart, on another node or a year later.
"""

from flask import Blueprint, Response, request

from ...access import public
from ...request import session
from ..given import plain
from . import envelope, verbs
from .arguments import Refused, read

blueprint = Blueprint("oai", __name__)


@blueprint.route("/oai", methods=["GET", "POST"])
@public
def oai() -> Response:
    """Answer one of the six verbs; an error is an answer too, with status 200."""
    given = list(request.args.items(multi=True))
    if request.method == "POST":
        given += request.form.items(multi=True)
    try:
        asked = read((plain(name), plain(value)) for name, value in given)
        body = verbs.VERBS[asked.verb](session(), asked)
        said = envelope.answer(asked.echoed, body)
    except Refused as refusal:
        said = envelope.refusal(refusal)
    response = Response(said, mimetype="text/xml")
    response.cache_control.no_cache = True
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response
