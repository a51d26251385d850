"""What servers load: ``gunicorn tumbaga.web.wsgi:app``."""

from .app import create_app

app = create_app()
