"""Who is signed in with this browser: one place that reads and writes the cookie."""

from typing import cast

import flask
from flask import g, request

from ..catalog.accounts import browsers, second_factor
from ..records.account import Browser
from ..records.person import Person
from .request import caller_address, house, session

KEY = "browser"  # in the signed cookie: the secret of the row that says who it is

OWES = "owes_second_step"


def signed_in() -> Person | None:
    """The active person of this browser's session, or nobody."""
    found = browser()
    return found.person if found is not None else None


def browser() -> Browser | None:
    """The browser that asks, while it is signed in: looked up anew at each request."""
    if "browser" not in g:
        g.browser = _found()
    return cast("Browser | None", g.browser)


def begin(person: Person, way: str) -> None:
    """Sign this browser in. Nothing that it held before goes on (session fixation)."""
    with house().writing() as opened:
        secret = browsers.begin(
            opened,
            opened.get_one(Person, person.id),
            way,
            address=request.remote_addr or caller_address(),
            agent=request.user_agent.string,
        )
    flask.session.clear()
    flask.session[KEY] = secret
    g.pop("browser", None)
    if way == "password":
        ask_second_step(person)


def ask_second_step(person: Person) -> None:
    """Remember that this person has to put a second step before anything else, if one
    of their roles has to have it. It stands in the signed cookie, beside who it is.

    Who comes in from the city's provider has the steps of that provider; who plays a
    person of the demonstration has none.
    """
    if house().settings.second_step_roles & set(person.roles):
        flask.session[OWES] = True


def owes_second_step() -> bool:
    """Whether who is signed in has to put the second step first."""
    found = browser()
    if found is None or not flask.session.get(OWES):
        return False
    if not second_factor.is_on(session(), found.person):
        return True
    flask.session.pop(OWES)
    return False


def forget() -> None:
    """Sign this browser out, here and in its row."""
    found = browser()
    if found is not None:
        with house().writing() as opened:
            person = opened.get_one(Person, found.person_id)
            browsers.end(opened, person, found.id, by=person)
    flask.session.clear()
    g.browser = None


def _found() -> Browser | None:
    secret = flask.session.get(KEY)
    if not isinstance(secret, str):
        return None
    settings = house().settings
    found = browsers.of_secret(
        session(), secret, idle=settings.idle, longest=settings.longest
    )
    if found is not None and found.way == "demonstration" and not settings.is_demo:
        return None  # the data of a demonstration, served as a catalogue
    if found is not None and browsers.is_due(found):
        with house().writing() as opened:
            browsers.mark_seen(opened, found.id)
    return found
