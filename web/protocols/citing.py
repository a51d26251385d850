"""``/citar/{uid}``: how to cite a record, for people and for reference managers."""

from flask import Blueprint, Response, abort

from ...exporters.citations import STYLES
from ...records import reading
from .. import conditions
from ..access import public
from ..request import house, session

blueprint = Blueprint("citing", __name__)


@blueprint.get("/citar/<uid>.<any(txt, bib, ris, json):key>")
@public
def cite(uid: str, key: str) -> Response:
    record = reading.by_uid(session(), uid)
    if record is None or record.kind == "organization":
        abort(404)
    style = STYLES[key]
    catalogue = house().catalogue(reading.head(session()))
    response = Response(style.write(record, catalogue), mimetype=style.media_type)
    name = f"{record.slug}{style.suffix}"
    response.headers.set("Content-Disposition", "inline", filename=name)
    response.headers["Access-Control-Allow-Origin"] = "*"
    return conditions.asked_again(response, record.modified)
