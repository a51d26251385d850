"""Pages for what did not work: what happened, why, and a next step that does."""

import logging
import re
import secrets
from urllib.parse import unquote

from flask import Flask, Response, render_template, request
from sqlalchemy.exc import DBAPIError
from werkzeug.exceptions import HTTPException, ServiceUnavailable

from ..catalog.search import Hit, Question
from ..records import troubles
from .api import problems
from .request import house, session

log = logging.getLogger("tumbaga.web")
WORD = re.compile(r"[^\W\d_]{3,}")
FOLDERS = {"ppi", "indicadores", "datos", "documentos", "organizaciones", "html"}
# Addresses that hold no words of people: their 404 is the same, byte for byte.
WORDLESS = ("/id/", "/archivos/", "/dataset/", "/organization/", "/group/")
LAST_RESORT = (
    "<!doctype html><html lang=es-CO><title>Algo falló</title><h1>Algo falló de "
    "nuestro lado</h1><p>No es culpa suya. Vuelva a intentarlo en un momento."
    '<p><a href="/">Ir al inicio</a>'
)
CODES = {
    400: "window/error_400.html",
    405: "window/error_400.html",
    413: "window/error_413.html",
    429: "window/error_429.html",
    503: "window/error_503.html",
}


def _words(path: str) -> str:
    """The words of an address, to be searched: «difucion web»."""
    if path.startswith(WORDLESS):
        return ""
    text = re.sub(r"\.[a-z]{2,6}$", "", unquote(path, errors="replace"))
    found = [word for word in WORD.findall(text) if word.lower() not in FOLDERS]
    return " ".join(found[:6])[:80]


def _near(words: str) -> tuple[Hit, ...]:
    """Records that may be what was wanted; a search that fails finds none."""
    if not words:
        return ()
    try:
        return house().index.search(Question(words, size=5), session()).hits
    except Exception:
        log.exception("the 404 page could not search")
        return ()


def _plain(status: int, text: str) -> Response:
    return Response(text + "\n", status=status, mimetype="text/plain")


def _wants_page() -> bool:
    accepted = request.accept_mimetypes
    if not accepted:
        return True
    return bool(accepted["text/html"] or accepted["application/xhtml+xml"])


def not_found(error: HTTPException) -> Response:
    """One answer for a draft, a foreign record and a name that never was."""
    if problems.is_ours():
        return problems.of_http(error)
    if not _wants_page():
        return _plain(404, "No existe. Busque en /buscar.json?q=…")
    words = _words(request.path)
    page = render_template(
        "window/error_404.html",
        words=words,
        address=request.path if words else "",
        hits=_near(words),
    )
    return Response(page, status=404, mimetype="text/html")


def refused(error: HTTPException) -> Response:
    """Any other refusal that HTTP has a number for."""
    if problems.is_ours():
        return problems.of_http(error)
    given = error.get_response()
    code = error.code or 500
    if code not in CODES:
        return Response(given.get_data(), status=code, headers=given.headers)
    if not _wants_page():
        return _plain(code, error.name)
    page = render_template(CODES[code], code=code)
    wait = {"Retry-After": "60"} if code in {429, 503} else None
    return Response(page, status=code, mimetype="text/html", headers=wait)


def failed(error: Exception) -> Response:
    """Our fault: say so, give a number, and let the log hold the rest."""
    number = f"{secrets.token_hex(2)}-{secrets.token_hex(1)}".upper()
    log.error("request failed, number %s", number, exc_info=error)
    if problems.is_ours():
        return problems.of_failure(number)
    try:
        page = render_template("window/error_500.html", number=number)
    except Exception:
        log.exception("the error page failed too, number %s", number)
        page = LAST_RESORT
    return Response(page, status=500, mimetype="text/html")


def troubled(error: DBAPIError) -> Response:
    """The disk is full or the database is busy: nothing was saved, and it may be later."""
    if not troubles.told(error):
        return failed(error)
    log.error("the database cannot go on", exc_info=error)
    return refused(ServiceUnavailable())


def install(app: Flask) -> None:
    app.register_error_handler(404, not_found)
    app.register_error_handler(HTTPException, refused)
    app.register_error_handler(DBAPIError, troubled)
    app.register_error_handler(Exception, failed)
