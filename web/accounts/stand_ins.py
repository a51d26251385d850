"""The invented people of the demonstration, who come in without a password: only there."""

from flask import Blueprint, abort, redirect, request
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from ...records.person import Person
from .. import signing
from ..access import public
from ..demo.people import STAFF, Invented
from ..request import house, session
from .onward import wanted


def stand_ins() -> list[Invented]:
    """Those of them who are registered; none unless this is a demonstration."""
    if not house().settings.is_demo:
        return []
    there = {person.code for person in _registered()}
    return [one for one in STAFF if one.code in there]


@public
def play() -> ResponseReturnValue:
    """Come in as an invented person. Outside a demonstration there is no such address."""
    code = request.form.get("persona", "")
    if code not in {one.code for one in stand_ins()}:
        abort(404)
    person = next(one for one in _registered() if one.code == code)
    signing.begin(person, "demonstration")
    return redirect(wanted(), 303)


def _registered() -> list[Person]:
    """By code and by the mailbox that nobody has: a person of the city is never one."""
    boxes = {one.code: one.email for one in STAFF}
    query = select(Person).where(Person.code.in_(boxes), Person.active)
    return [one for one in session().scalars(query) if one.email == boxes[one.code]]


def install(blueprint: Blueprint) -> None:
    blueprint.post("/entrar/demostracion")(play)
