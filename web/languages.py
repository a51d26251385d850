"""Which language a page speaks, and its words: what was asked for, else Spanish."""

from functools import lru_cache
from typing import Any

import flask_babel  # type: ignore[import-untyped]
from flask import Flask, Response, g, has_request_context, request
from flask_babel.speaklater import LazyString  # type: ignore[import-untyped]
from markupsafe import Markup

LANGUAGES = ("es", "en")
COOKIE = "idioma"
MOST = 4096  # texts of templates that are kept ready
Lazy = Any  # a text that is chosen when it is written, not when it is named


def gettext(text: str, **values: object) -> str:
    """The text in the page's language, with its values put in."""
    said = _said(text)
    return said % values if values else said


def ngettext(one: str, many: str, num: int, **values: object) -> str:
    """The same for a count."""
    return _counted(one, many, num) % {"num": num, **values}


def _said(text: str) -> str:
    # Our texts are written in Spanish: most pages need no catalogue of words at all.
    return text if language() == "es" else str(flask_babel.gettext(text))


def _counted(one: str, many: str, num: int) -> str:
    if language() == "es":
        return one if num == 1 else many
    words = flask_babel.get_translations()
    return str(words.ungettext(one, many, num))


def _written(text: str, /, **values: object) -> Markup:
    """What a template says: its own words as they are, and the values escaped.

    Jinja's own wrapper goes three times through its context for each of them, and a page
    has some hundred.
    """
    return _marked(_said(text)) % values


def _numbered(one: str, many: str, num: int, /, **values: object) -> Markup:
    return _marked(_counted(one, many, num)) % {"num": num, **values}


@lru_cache(maxsize=MOST)
def _marked(text: str) -> Markup:
    return Markup(text)  # noqa: S704 our own words, or those of the translation


def lazy_gettext(text: str) -> Lazy:
    """The same for tables that are read before any page is asked for."""
    return LazyString(_said, text)


def language() -> str:
    """The language of this page: ``es`` unless English was asked for."""
    try:  # a page asks three hundred times
        return g.language  # type: ignore[no-any-return]
    except (AttributeError, RuntimeError):  # not yet, or no page
        pass
    if not has_request_context():
        return "es"
    g.language = chosen()
    return str(g.language)


def chosen() -> str:
    """The page's language; an unknown one is passed over, never an error. The desk
    speaks Spanish.
    """
    if request.path.startswith("/escritorio"):
        return "es"
    for asked in (request.args.get("lang", ""), request.cookies.get(COOKIE, "")):
        if asked in LANGUAGES:
            return asked
    return accepted()


def accepted() -> str:
    """The reader's first language that we have; ``en-GB`` is English."""
    wanted = (
        name.lower().split("-")[0]
        for name, quality in request.accept_languages
        if quality > 0
    )
    return next((one for one in wanted if one in LANGUAGES), "es")


def remember(response: Response) -> Response:
    """Keep a language that was asked for by name, so that the next page speaks it."""
    asked = request.args.get("lang", "")
    if asked in LANGUAGES:
        response.set_cookie(COOKIE, asked, max_age=31536000, samesite="Lax")
    return response


def install(app: Flask) -> None:
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = "translations"
    flask_babel.Babel(app, default_locale="es", locale_selector=language)
    app.jinja_env.newstyle_gettext = True  # type: ignore[attr-defined]
    app.jinja_env.globals.update(_=_written, gettext=_written, ngettext=_numbered)
    app.after_request(remember)
