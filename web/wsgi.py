"""What servers load: ``gunicorn tumbaga.web.wsgi:app``."""

from . import ready
from .app import create_app

app = create_app()
ready.make(app)
