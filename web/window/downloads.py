"""``/descargas``: the whole catalogue to take away, prepared, with its checksums."""

from base64 import b64encode

from flask import Blueprint, Response, abort, redirect, render_template, send_file
from flask.typing import ResponseReturnValue

from ...records import reading
from .. import dumping
from ..access import public
from ..dumping import Dump
from ..request import house, session
from .pages import answer, tag

LATEST = "ultima"


def _current() -> Dump | None:
    return dumping.current(house(), reading.head(session()))


@public
def downloads() -> Response:
    """What is prepared, and what is always there, made as it is asked for."""
    found = _current()
    mark = tag("descargas", found.seq if found else None, found.made if found else None)
    return answer(mark, lambda: render_template("window/downloads.html", dump=found))


@public
def latest(name: str) -> ResponseReturnValue:
    """An address that does not change: it leads to the file of the newest dump."""
    found = _current()
    if found is None or not _has(found, name):
        abort(404)
    leading = redirect(f"/descargas/{found.seq}/{name}", 302)
    leading.cache_control.no_cache = True
    return leading


@public
def prepared(seq: str, name: str) -> Response:
    """One file as it lies there; only of the dump that may be served now."""
    found = _current()
    if found is None or str(found.seq) != seq or not _has(found, name):
        abort(404)
    file = found.file(name)
    response = send_file(
        found.folder / name,
        mimetype="application/gzip" if name.endswith(".gz") else "text/plain",
        as_attachment=True,
        download_name=name,
        etag=file.sha256 if file else f"{found.ledger_id}-{seq}-{name}",
        last_modified=found.made,
        conditional=True,
    )
    response.cache_control.no_cache = True
    response.headers["Access-Control-Allow-Origin"] = "*"
    if file:
        response.headers["Repr-Digest"] = f"sha-256=:{_base64(file.sha256)}:"
    return response


def _has(found: Dump, name: str) -> bool:
    return name in (dumping.SUMS, dumping.MANIFEST) or found.file(name) is not None


def _base64(digest: str) -> str:
    return b64encode(bytes.fromhex(digest)).decode()


def install(blueprint: Blueprint) -> None:
    blueprint.get("/descargas")(downloads)
    blueprint.get(f"/descargas/{LATEST}/<name>")(latest)
    blueprint.get("/descargas/<seq>/<name>")(prepared)
