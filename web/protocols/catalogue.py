"""The whole catalogue and one record for machines: DCAT and data.json, streamed.

Only what is current and open. What may be kept by the client is asked again each time:
``no-cache`` with a weak ETag, so a withdrawal is seen at the next request.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from urllib.parse import urlencode

from flask import Blueprint, Response, abort, redirect, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from ... import exporters
from ...catalog import fragments
from ...exporters.base import Catalogue, Keeper, RecordExporter, View, assemble, keeper
from ...records import reading
from ...records.reading import LIVE, OPEN, Head, PublicRecord
from ...schemas import vocabularies
from .. import compression, conditions, negotiation
from ..access import public
from ..request import house, session
from . import portions
from .portions import Portion, WrongQuestion

PAGE_SIZE = 100
UNWRITTEN = (
    "Este registro no se puede escribir en este formato. El error es nuestro y ya quedó "
    "anotado; los demás formatos y registros salen completos.\n"
)
DIGITS = 9  # longest page number or seq that an address may hold
blueprint = Blueprint("catalogue", __name__)


@blueprint.get("/catalogo")
@public
def catalogue() -> ResponseReturnValue:
    """The catalogue's own address: it leads to the format asked for, or to the search."""
    key = negotiation.wanted(request.accept_mimetypes)
    leading = redirect(address(key) if key else "/buscar", 303)
    leading.vary.add("Accept")
    return leading


@blueprint.get("/catalogo.<any(ttl, jsonld, rdf, nt, jsonl):key>")
@public
def dump(key: str) -> ResponseReturnValue:
    return whole(key)


@blueprint.get("/catalogo.datosgov.<any(json, csv):form>")
@public
def national_fields(form: str) -> ResponseReturnValue:
    """The field sets of datos.gov.co, which its federation leaves empty."""
    return whole("datosgov" if form == "json" else "datosgov-csv")


@blueprint.get('/catalogo.<any(ddi, ddi26, "ddi-l"):form>.xml')
@public
def codebooks(form: str) -> ResponseReturnValue:
    """The production processes, in each of the forms of DDI."""
    return whole(negotiation.LONG[f".{form}.xml"])


@blueprint.get("/catalogo.dcat-us.json")
@public
def dcat_us() -> ResponseReturnValue:
    return whole("dcat-us")


@blueprint.get("/data.json")
@public
def data_json() -> ResponseReturnValue:
    return whole("json")


@blueprint.get("/catalogo.json")
@public
def catalogue_json() -> ResponseReturnValue:
    """Who guesses the suffix is led to the address that federations know."""
    asked = request.query_string.decode("ascii", "replace")
    return redirect(f"{address('json')}{'?' if asked else ''}{asked}", 308)


@blueprint.get("/catalogo/tema/<code>.<any(ttl, jsonld, rdf, nt, json):key>")
@public
def theme_catalogue(code: str, key: str) -> ResponseReturnValue:
    return whole(key, portions.of_theme(code) or abort(404))


@blueprint.get("/catalogo/dependencia/<slug>.<any(ttl, jsonld, rdf, nt, json):key>")
@public
def organization_catalogue(slug: str, key: str) -> ResponseReturnValue:
    found = reading.by_slug(session(), "organization", slug)
    return whole(key, portions.of_organization(found) or abort(404))


@blueprint.get("/id/tema/<code>")
@public
def theme(code: str) -> ResponseReturnValue:
    """A theme's permanent address (DCAT names it): what the catalogue has of it."""
    found = vocabularies.get("themes").terms.get(code)
    return _searched({"tema": code} if found else None)


@blueprint.get("/id/territorio/<code>")
@public
def territory(code: str) -> ResponseReturnValue:
    """A territory's permanent address, by its DIVIPOLA code."""
    found = vocabularies.get("territories").terms.get(code)
    return _searched({"q": found.es} if found else None)


def _searched(question: dict[str, str] | None) -> ResponseReturnValue:
    if question is None:
        abort(404)
    return redirect(f"/buscar?{urlencode(question)}", 303)


def address(key: str) -> str:
    """Where the whole catalogue is given out in a format."""
    if key == "json":
        return "/data.json"
    return f"/catalogo{negotiation.suffix_of(key)}"


def whole(key: str, portion: Portion | None = None) -> Response:
    """The catalogue or a part of it, all or one page, as of the ledger's head."""
    head = reading.head(session())
    exporter = exporters.get(key)
    said = house().catalogue(head)
    kept = keeper(exporter, said)
    try:
        part = (portion or Portion()).since(request.args)
        view, upto, number = _view(key, part, head, session())
    except WrongQuestion as problem:
        return Response(f"{problem}\n", status=400, mimetype="text/plain")
    asked = part.address(key, page=number, hasta=upto)
    tag = f"{key}-{kept.version}-{head.ledger_id}-{head.seq}-{_digest(asked)}"
    # The request is over when the body flows: the stream opens its own sessions.
    sessions = house().session
    if view is None:
        bodies = fragments.stream(sessions, kept, upto=upto, condition=part.condition)
    else:
        bodies = _page(sessions, kept, upto, number, part)
    response = answer(
        _file(exporter, replace(said, view=view), bodies),
        exporter.MEDIA_TYPE,
        tag,
        head.modified,
    )
    for relation in ("first", "previous", "next", "last"):
        target = getattr(view, relation, None)
        if target:
            response.headers.add("Link", f'<{target}>; rel="{relation}"')
    return response


def record_response(record: PublicRecord, key: str) -> Response:
    """One record's own file; 404 for what is not open, or has no place in the format."""
    exporter = exporters.get(key)
    if record.disclosure not in OPEN or record.state not in LIVE:
        abort(404)
    if not exporter.accepts(record):
        return Response(
            "Este registro no se ofrece en este formato: no tiene lo que el formato "
            f"describe. Su ficha está en {record.path}\n",
            status=404,
            mimetype="text/plain",
        )
    # The file must not change with the rest of the ledger, or its ETag would lie.
    said = replace(house().catalogue(reading.head(session())), modified=None, head=0)
    kept = keeper(exporter, said)
    tag = f"{key}-{kept.version}-{record.seq}-{record.etag}"
    bodies = []
    if request.method != "HEAD" and not request.if_none_match.contains_weak(tag):
        bodies = [kept.make(record)]
    if kept.failed:
        refused = Response(UNWRITTEN, status=500, mimetype="text/plain")
        refused.vary.add("Accept")
        return refused
    response = answer(
        _file(exporter, said, bodies), exporter.MEDIA_TYPE, tag, record.modified
    )
    response.vary.add("Accept")
    return response


def _file(
    exporter: RecordExporter, said: Catalogue, bodies: Iterable[bytes]
) -> Iterator[bytes]:
    """The whole file; nothing of it is made for a 304 or a HEAD."""
    yield from assemble(exporter.frame(said), bodies)


def _page(
    sessions: fragments.Sessions, kept: Keeper, upto: int, number: int, part: Portion
) -> Iterator[bytes]:
    with sessions() as opened:
        bodies = fragments.page(
            opened,
            kept,
            upto=upto,
            number=number,
            size=PAGE_SIZE,
            condition=part.condition,
        )
    yield from bodies


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=4).hexdigest()


def _view(
    key: str, part: Portion, head: Head, opened: Session
) -> tuple[View | None, int, int]:
    """The page asked for, the head that its order stands on, and its number.

    The order is fixed by the head of the first page (``hasta``), which the links carry
    on: a record published while somebody turns pages shifts nothing.
    """
    if "page" not in request.args:
        return None, head.seq, 0
    number = _whole_number("page", 1, None)
    upto = _whole_number("hasta", head.seq, head.seq)
    total = fragments.count(opened, upto, part.condition)
    last = max(1, -(-total // PAGE_SIZE))
    if number > last:
        raise WrongQuestion(f"La página {number} no existe: la última es la {last}.")

    def at(page: int) -> str:
        base = house().settings.base_url
        return base + part.address(key, page=page, hasta=upto)

    view = View(
        address=at(number),
        total=total,
        first=at(1),
        last=at(last),
        next=at(number + 1) if number < last else None,
        previous=at(number - 1) if number > 1 else None,
        size=PAGE_SIZE,
    )
    return view, upto, number


def _whole_number(name: str, default: int, largest: int | None) -> int:
    given = request.args.get(name)
    if given is None:
        return default
    small = given.isascii() and given.isdigit() and len(given) <= DIGITS
    lowest = 0 if name == "hasta" else 1
    if not small or int(given) < lowest:
        raise WrongQuestion(
            f"«{name}={given[:40]}» no sirve: escriba un número entero, por ejemplo "
            f"{address('ttl')}?page=2"
        )
    return min(int(given), largest) if largest is not None else int(given)


def answer(
    chunks: Iterable[bytes], media_type: str, tag: str, modified: datetime
) -> Response:
    """A streamed answer with its conditions; compressed as one stream if asked for."""
    packed = request.accept_encodings.quality("gzip") > 0
    response = Response(
        compression.flowing(chunks) if packed else chunks, mimetype=media_type
    )
    # Else werkzeug would gather the whole stream to count its bytes, even for a 304.
    response.direct_passthrough = True
    if packed:
        response.headers["Content-Encoding"] = "gzip"
    response.set_etag(tag, weak=True)
    response.vary.add("Accept-Encoding")
    response.headers["Access-Control-Allow-Origin"] = "*"
    return conditions.asked_again(response, modified)
