"""What a view reaches for: the house, and one reading session for each request."""

from typing import cast

from flask import current_app, g
from sqlalchemy.orm import Session

from .composition import House


def house() -> House:
    """The house of the application that answers now."""
    return cast("House", current_app.extensions["tumbaga"])


def session() -> Session:
    """The request's reading session, opened on first use."""
    if "session" not in g:
        g.session = house().session()
    return cast("Session", g.session)


def close(_error: BaseException | None) -> None:
    """Close the request's session, if it opened one."""
    opened = g.pop("session", None)
    if opened is not None:
        opened.close()
