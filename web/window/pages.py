"""How a page is answered: what every template may ask for, its ETag and its 304."""

import hashlib
from collections.abc import Callable
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from flask import Response, request, url_for
from flask.sansio.blueprints import BlueprintSetupState

from ...catalog.search.concepts import key_of
from ...catalog.search.inside import column_anchor, variable_anchor
from .. import conditions
from ..languages import language
from ..request import house
from . import labels, rows

WEB = Path(__file__).parent.parent


@cache
def version() -> str:
    """A mark of the templates, styles, words and code that a page is made with."""
    mark = hashlib.blake2b(digest_size=8)
    for folder in ("templates", "static", "translations", "window"):
        for file in sorted((WEB / folder).rglob("*")):
            if file.is_file() and file.suffix != ".pyc":
                mark.update(file.read_bytes())
    mark.update((WEB / "filters.py").read_bytes())
    for folder in ("catalog/quality", "exporters"):
        for file in sorted((WEB.parent / folder).rglob("*.py")):
            mark.update(file.read_bytes())
    return mark.hexdigest()


def tag(*parts: object) -> str:
    """The ETag of a page that shows ``parts`` in this language and this house."""
    settings = repr(house().settings)
    mark = hashlib.blake2b(digest_size=12)
    for part in (version(), language(), settings, *parts):
        mark.update(f"{part}\x1f".encode("utf-8", "replace"))
    return mark.hexdigest()


def answer(mark: str, render: Callable[[], str], status: int = 200) -> Response:
    """Answer 304 to who has this page already, else render it with its ETag."""
    if status == 200 and request.if_none_match.contains_weak(mark):
        response = Response(status=304)
    else:
        response = Response(render(), status=status, mimetype="text/html")
    # A proxy may compress the page, so the mark is weak: same meaning, other bytes.
    response.set_etag(mark, weak=True)
    response.cache_control.no_cache = True
    response.vary.update(("Accept", "Accept-Language", "Cookie"))
    return response


def file(
    mark: str, make: Callable[[], Response], modified: datetime | None = None
) -> Response:
    """A file that is made anew each time, or 304 for who has this very one."""
    if request.if_none_match.contains_weak(mark):
        response = Response(status=304)
    else:
        response = make()
    response.set_etag(mark, weak=True)
    response.cache_control.no_cache = True
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response if modified is None else conditions.asked_again(response, modified)


def static(name: str) -> str:
    """The address of one of our static files; it changes when the house does."""
    return url_for("static", filename=name, v=version())


def other_language() -> str:
    """The same address in the other language, with all that it asks."""
    asked = [pair for pair in request.args.items(multi=True) if pair[0] != "lang"]
    other = "es" if language() == "en" else "en"
    return "?" + urlencode([*asked, ("lang", other)], errors="replace")


def _context() -> dict[str, Any]:
    settings = house().settings
    return {
        "settings": settings,
        "language": language(),
        "static": static,
        "other_language": other_language,
    }


def install(state: BlueprintSetupState) -> None:
    """Give the templates what all of them use."""
    app = state.app
    app.config.setdefault("SEND_FILE_MAX_AGE_DEFAULT", 31536000)
    app.template_context_processors[None].append(_context)
    app.jinja_env.globals.update(
        labels.SPOKEN,
        row_of=rows.of,
        variable_anchor=variable_anchor,
        variable_key=key_of,
        column_anchor=column_anchor,
    )
    app.jinja_env.filters["term"] = labels.term
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
