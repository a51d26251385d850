"""The Flask application: only this reads the settings, and only when it is made."""

from flask import Flask
from flask_bootstrap import Bootstrap5
from werkzeug.middleware.proxy_fix import ProxyFix

from . import (
    compression,
    errors,
    filters,
    forgery,
    icons,
    languages,
    left_out,
    mathematics,
    once,
    request,
    security,
    uploads,
)
from .accounts import blueprint as accounts
from .api import blueprint as api
from .composition import House
from .desk import blueprint as desk
from .petitions import blueprint as petitions
from .protocols import BLUEPRINTS
from .settings import Settings, read
from .window import blueprint as window

PARTS = (
    filters,
    mathematics,
    icons,
    once,
    security,
    errors,
    compression,
    uploads,
    forgery,
)
LARGEST_REQUEST = 2 * 1024 * 1024  # bytes; a page that takes uploads says its own


def create_app(settings: Settings | None = None) -> Flask:
    """Make the application. Raises ``WrongSetting`` when it cannot start."""
    house = House(settings or read())
    app = Flask("tumbaga.web", static_url_path="/estatico")
    secure = house.settings.base_url.startswith("https")
    app.config.update(
        SECRET_KEY=house.secret,
        MAX_CONTENT_LENGTH=LARGEST_REQUEST,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=secure,
        SESSION_COOKIE_HTTPONLY=True,
        # A browser takes such a name only from this host and over HTTPS.
        SESSION_COOKIE_NAME="__Host-sesion" if secure else "sesion",
        BOOTSTRAP_SERVE_LOCAL=True,
    )
    app.extensions["tumbaga"] = house
    left_out.listen()
    _believe_proxies(app, int(house.settings.proxies))
    Bootstrap5(app)
    languages.install(app)
    for part in PARTS:
        part.install(app)
    app.teardown_appcontext(request.close)
    for protocol in BLUEPRINTS:
        app.register_blueprint(protocol)
    app.register_blueprint(window)
    app.register_blueprint(api)
    app.register_blueprint(accounts)
    app.register_blueprint(desk)
    app.register_blueprint(petitions)
    return app


def _believe_proxies(app: Flask, many: int) -> None:
    """Take address and scheme from our own proxies; the Host header is never taken."""
    if many:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=many, x_proto=many, x_host=0, x_port=0, x_prefix=0
        )
