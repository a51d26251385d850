"""The icons in use, cut at start-up from the installed wheel; keeps no drawing itself."""

import hashlib
import re
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path

from flask import Blueprint, Flask, Response, abort, g, url_for
from markupsafe import Markup

from .access import public

SPRITE = files("flask_bootstrap").joinpath(
    "static/bootstrap5/icons/bootstrap-icons.svg"
)
TEMPLATES = Path(__file__).parent / "templates"
CALL = re.compile(r"""\bicon\(\s*["']([a-z0-9-]+)["']""")
OPENING = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'
# Names that reach the templates as values of the tables in window/labels.py.
CHOSEN: set[str] = set()

icons = Blueprint("icons", __name__)


def choose(*names: str) -> None:
    """Add icons that no template names literally; call it while modules load."""
    CHOSEN.update(names)


def named_in_templates() -> set[str]:
    """Every icon that a template asks for by its literal name."""
    found: set[str] = set()
    for template in TEMPLATES.rglob("*.html"):
        found.update(CALL.findall(template.read_text("utf-8")))
    return found


@cache
def sprite() -> bytes:
    """One SVG that holds the symbols in use, and only those.

    Raises ``LookupError`` for a name that the installed wheel does not have.
    """
    whole = SPRITE.read_text("utf-8")
    symbols = []
    for name in sorted(named_in_templates() | CHOSEN):
        found = re.search(
            rf'<symbol class="[^"]*" viewBox="([^"]*)" id="{re.escape(name)}">'
            r"(.*?)</symbol>",
            whole,
            re.DOTALL,
        )
        if found is None:
            raise LookupError(f"Bootstrap Icons has no icon named {name!r}")
        symbols.append(f'<symbol viewBox="{found[1]}" id="{name}">{found[2]}</symbol>')
    return f"{OPENING}{''.join(symbols)}</svg>".encode()


@cache
def version() -> str:
    return hashlib.sha256(sprite()).hexdigest()[:12]


def icon(name: str) -> Markup:
    """Draw an icon beside a word; it is ornament, so readers of screens skip it."""
    if "icons" not in g:  # a page has dozens of them
        g.icons = url_for("icons.drawing", stamp=version())
    return _drawn(g.icons, name)


@lru_cache(maxsize=2000)
def _drawn(address: str, name: str) -> Markup:
    return Markup(
        '<svg class="tb-i" aria-hidden="true" focusable="false">'
        '<use href="{}#{}"/></svg>'
    ).format(address, name)


@icons.get("/iconos/<stamp>.svg")
@public
def drawing(stamp: str) -> Response:
    """Serve the sprite at an address that changes with it, so that it may be kept."""
    if stamp != version():
        abort(404)
    answer = Response(sprite(), mimetype="image/svg+xml")
    answer.cache_control.public = True
    answer.cache_control.max_age = 31536000
    answer.cache_control.immutable = True
    return answer


def install(app: Flask) -> None:
    sprite()  # a wheel without an icon we use stops the start, not a page
    app.register_blueprint(icons)
    app.add_template_global(icon, "icon")
