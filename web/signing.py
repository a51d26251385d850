"""Who is signed in with this browser: one place that reads the cookie."""

from typing import cast

import flask
from flask import g
from sqlalchemy import select

from ..records.person import Person
from .request import session

KEY = "person"


def signed_in() -> Person | None:
    """The active person of this browser's session, or nobody."""
    if "person" not in g:
        g.person = _found()
    return cast("Person | None", g.person)


def _found() -> Person | None:
    uid = flask.session.get(KEY)
    if not isinstance(uid, str):
        return None
    person = session().scalar(select(Person).where(Person.uid == uid))
    return person if person is not None and person.active else None
