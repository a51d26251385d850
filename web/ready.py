"""What the first who asks would wait for, done before anybody does: by whoever serves."""

from flask import Flask
from sqlalchemy.orm import configure_mappers

from . import collector
from .window.pages import version

PAGES = ("base.html", "window/_parts.html", "window/search.html", "window/home.html")


def make(app: Flask) -> None:
    """Make this process ready to answer. Nothing is written, and no index is needed."""
    configure_mappers()
    for page in PAGES:
        app.jinja_env.get_template(page)
    version()
    app.extensions["tumbaga"].index.seq()
    collector.look_briefly()
