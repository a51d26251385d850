"""The Flask application: only this reads the settings, and only when it is made."""

from flask import Flask
from flask_bootstrap import Bootstrap5
from werkzeug.middleware.proxy_fix import ProxyFix

from . import compression, errors, filters, icons, languages, request, security
from .api import blueprint as api
from .composition import House
from .protocols.catalogue import blueprint as catalogue
from .settings import Settings, read
from .window import blueprint as window

LARGEST_REQUEST = 2 * 1024 * 1024  # bytes; the window takes no uploads


def create_app(settings: Settings | None = None) -> Flask:
    """Make the application. Raises ``WrongSetting`` when it cannot start."""
    house = House(settings or read())
    app = Flask("tumbaga.web", static_url_path="/estatico")
    app.config.update(
        SECRET_KEY=house.secret,
        MAX_CONTENT_LENGTH=LARGEST_REQUEST,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=house.settings.base_url.startswith("https"),
        BOOTSTRAP_SERVE_LOCAL=True,
    )
    app.extensions["tumbaga"] = house
    Bootstrap5(app)
    languages.install(app)
    for part in (filters, icons, security, errors, compression):
        part.install(app)
    app.teardown_appcontext(request.close)
    if trusted := house.settings.proxies_before:
        # only what our own proxies wrote is believed, never what a client sends
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=trusted)  # type: ignore[method-assign]
    app.register_blueprint(catalogue)
    app.register_blueprint(window)
    app.register_blueprint(api)
    return app
