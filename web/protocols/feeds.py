"""``/novedades``: what changed, by kind, theme and organisation, as Atom and JSON Feed."""

import logging
from collections.abc import Sequence

from flask import Blueprint, Response, abort

from ...catalog import selecting
from ...catalog.selecting import ASSETS, All, Condition, Is
from ...exporters import feeds
from ...exporters.feeds import Feed
from ...exporters.left_out import CANNOT, seen
from ...records import reading
from ...records.publication import FOLDERS
from ...records.reading import PublicRecord
from ...schemas import vocabularies
from .. import conditions
from ..access import public
from ..request import house, session

log = logging.getLogger("tumbaga.left_out")
LATEST = 50
KINDS = {FOLDERS[kind]: kind for kind in ASSETS}
ASSET = Is("kind", ASSETS)
blueprint = Blueprint("feeds", __name__)
FORM = {"atom": "atom", "json": "json-feed"}  # data.json is the other "json"


@blueprint.get("/novedades.<any(atom, json):key>")
@public
def latest(key: str) -> Response:
    return _feed("", "/buscar?orden=reciente", "/novedades", ASSET, key)


@blueprint.get(
    "/novedades/<any(ppi, indicadores, datos, documentos):folder>.<any(atom, json):key>"
)
@public
def of_kind(folder: str, key: str) -> Response:
    kind = KINDS[folder]
    name = vocabularies.get("kinds").terms[kind].extra["plural_es"]
    page = f"/buscar?tipo={folder}&orden=reciente"
    return _feed(name, page, f"/novedades/{folder}", Is("kind", (kind,)), key)


@blueprint.get("/novedades/tema/<code>.<any(atom, json):key>")
@public
def of_theme(code: str, key: str) -> Response:
    found = vocabularies.get("themes").terms.get(code) or abort(404)
    page = f"/buscar?tema={code}&orden=reciente"
    condition = All((ASSET, Is("theme", (code,))))
    return _feed(found.es, page, f"/novedades/tema/{code}", condition, key)


@blueprint.get("/novedades/dependencia/<slug>.<any(atom, json):key>")
@public
def of_organization(slug: str, key: str) -> Response:
    found = reading.by_slug(session(), "organization", slug) or abort(404)
    name = str(found.document.get("name") or slug)
    condition = All((ASSET, Is("organization", (found.uid,))))
    return _feed(name, found.path, f"/novedades/dependencia/{slug}", condition, key)


def _feed(name: str, page: str, path: str, condition: Condition, key: str) -> Response:
    rows = selecting.ordered(session(), condition, "-modified", start=0, limit=LATEST)
    head = reading.head(session())
    catalogue = house().catalogue(head)
    base = catalogue.base_url
    feed = Feed(
        title=f"{name} · {catalogue.title}"
        if name
        else f"Novedades · {catalogue.title}",
        address=f"{base}{path}.{key}",
        page=base + page,
        updated=rows[0].modified if rows else head.modified,
    )
    media_type, write = feeds.FORMS[key]
    response = Response(write(feed, _fit(rows, key), catalogue), mimetype=media_type)
    response.headers["Access-Control-Allow-Origin"] = "*"
    # Not the date of the newest: what was taken away would leave an older one.
    return conditions.asked_again(response, head.modified)


def _fit(records: Sequence[PublicRecord], key: str) -> list[PublicRecord]:
    """Those that can be written; one that cannot is left out and logged."""
    write, catalogue = feeds.FORMS[key][1], house().catalogue(reading.head(session()))
    kept = []
    for one in records:
        try:
            write(Feed("x", "x", "x", one.modified), [one], catalogue)
        except Exception:
            log.exception(CANNOT, one.uid, FORM[key], extra=seen(one, FORM[key]))
        else:
            kept.append(one)
    return kept
