"""Every hit of a question as CSV or as one JSON: written while it is read.

The request is over when the body flows, so each piece has a session of its own; what
left the public meanwhile is not in it.
"""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

import orjson
from flask import Response, abort, request

from ...catalog.search import Question, Whole
from ...catalog.search.inside import slug
from ...records.reading import KNOWN, PublicRecord, by_uids
from ..cells import lines
from ..composition import House
from ..request import house, session
from . import pace, reserve
from .lists import corrected, row
from .pages import file, tag

PIECE = 500
COLUMNS = (
    "title",
    "kind",
    "class",
    "organization",
    "theme",
    "description",
    "modified",
    "url",
    "uid",
)
MEDIA_TYPES = {"csv": "text/csv", "json": "application/json"}


def answer(question: Question, suffix: str) -> Response:
    """The whole list, a 304, or 503 while there is no index: never a part of it."""
    found = house().index.whole(question, session())
    if found is None:
        abort(503)
    response = file(
        tag("lista", suffix, found.mark), lambda: _made(question, found, suffix)
    )
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["X-Total-Count"] = str(found.total)
    response.headers["Access-Control-Expose-Headers"] = "X-Total-Count"
    return response


def _made(question: Question, found: Whole, suffix: str) -> Response:
    if request.method == "HEAD":
        return _named(Response(mimetype=MEDIA_TYPES[suffix]), question, suffix)
    pace.keep_long(found.total)
    base = house().settings.base_url
    told = (row(record, base) for record in _records(house(), found))
    body = _csv(told) if suffix == "csv" else _json(found, told)
    return _named(Response(body, mimetype=MEDIA_TYPES[suffix]), question, suffix)


def _named(response: Response, question: Question, suffix: str) -> Response:
    """The file says what was asked and when: two lists are not taken for one."""
    words = slug(question.text)[:50].strip("-")
    parts = ["registros", words if words.isascii() else "", str(reserve.today())]
    name = f"{'-'.join(part for part in parts if part)}.{suffix}"
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response


def _records(home: House, found: Whole) -> Iterator[PublicRecord]:
    for uids in found.slices():
        for start in range(0, len(uids), PIECE):
            piece = uids[start : start + PIECE]
            with home.session() as opened:
                known = by_uids(opened, piece, disclosures=KNOWN)
            yield from (
                known[uid] for uid in piece if uid in known and found.holds(known[uid])
            )


def _csv(told: Iterable[dict[str, Any]]) -> Iterator[bytes]:
    """Comma separated, with the mark that lets Excel read its accents."""
    rows = ([one.get(column, "") for column in COLUMNS] for one in told)
    yield from lines(chain([COLUMNS], rows))


def _json(found: Whole, told: Iterable[dict[str, Any]]) -> Iterator[bytes]:
    """One object, a record a line: a program reads it whole or line by line."""
    head: dict[str, Any] = {"total": found.total}
    if found.correction:
        head["correction"] = corrected(found.correction)
    yield orjson.dumps(head)[:-1] + b',"results":[\n'
    before = b""
    for one in told:
        yield before + orjson.dumps(one)
        before = b",\n"
    yield b"\n]}\n"
