"""For search engines and other robots: ``robots.txt``, ``llms.txt``, ``sitemap.xml``."""

import re
from collections.abc import Callable, Iterator
from datetime import datetime

from flask import Blueprint, Response, abort
from sqlalchemy.orm import Session

from ...catalog import selecting
from ...exporters import llms, sitemap
from ...records import reading
from ...records.publication import FOLDERS
from ...records.reading import Head
from .. import conditions
from ..access import public
from ..request import house, session

OWN = ("/", "/organizaciones", "/descargas", "/acerca")
PIECE = 1000
ROBOTS = """\
# Bienvenidas las máquinas. No hace falta recorrer las páginas: todo el catálogo,
# en todos los formatos, está en {base}/descargas
User-agent: *
Disallow: /buscar
Disallow: /sugerencias
Disallow: /escritorio/
Disallow: /api/v1/

Sitemap: {base}/sitemap.xml
"""
blueprint = Blueprint("crawling", __name__)


@blueprint.get("/robots.txt")
@public
def robots() -> Response:
    text = ROBOTS.format(base=house().settings.base_url)
    return conditions.asked_again(Response(text, mimetype="text/plain"))


@blueprint.get("/llms.txt")
@public
def llms_txt() -> Response:
    """What the site is and where programs read it (llmstxt.org)."""
    text = llms.write(house().catalogue(reading.head(session())))
    response = Response(text, mimetype=llms.MEDIA_TYPE)
    response.headers["Access-Control-Allow-Origin"] = "*"
    return conditions.asked_again(response)


@blueprint.get("/sitemap.xml")
@public
def index() -> Response:
    head = reading.head(session())
    parts = max(1, -(-_pages(session(), head) // sitemap.LARGEST))
    body = sitemap.index(house().settings.base_url, parts, head.modified)
    response = Response(body, mimetype="application/xml")
    return conditions.asked_again(response, head.modified)


@blueprint.get("/sitemap-<number>.xml")
@public
def part(number: str) -> Response:
    head = reading.head(session())
    if not re.fullmatch(r"[1-9][0-9]{0,4}", number):
        abort(404)
    page = int(number)
    start = (page - 1) * sitemap.LARGEST
    if page > 1 and start >= _pages(session(), head):
        abort(404)
    own = [(path, head.modified) for path in OWN] if page == 1 else []
    pages = _addresses(house().session, start, own)
    body = sitemap.part(house().settings.base_url, pages)
    response = Response(body, mimetype="application/xml")
    response.set_etag(f"sitemap-{page}-{head.ledger_id}-{head.seq}", weak=True)
    return conditions.asked_again(response, head.modified)


def _addresses(
    sessions: Callable[[], Session], start: int, own: list[tuple[str, datetime]]
) -> Iterator[tuple[str, datetime]]:
    """Piece by piece, in sessions of their own: the request is over by then."""
    yield from own
    end = start + sitemap.LARGEST
    for at in range(start, end, PIECE):
        with sessions() as opened:
            limit = min(PIECE, end - at)
            rows = selecting.addresses(opened, start=at, limit=limit)
        for kind, slug, modified in rows:
            yield f"/{FOLDERS[kind]}/{slug}", modified
        if len(rows) < PIECE:
            return


def _pages(opened: Session, head: Head) -> int:
    return selecting.count(opened, selecting.All(), head)
