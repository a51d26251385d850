"""Like variables side by side: what each record that has one says of it."""

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from ...catalog.search import alike
from ...catalog.search.inside import slug
from ...records import reading
from ..access import public
from ..request import house, session
from .pages import answer, tag

LONGEST = 120


@public
def variable(name: str) -> ResponseReturnValue:
    """One name, every current record that has a variable called so."""
    key = slug(name[: LONGEST * 2])
    uids = house().index.holding(key, session(), alike.MOST) if key else ()
    records = reading.by_uids(session(), uids)
    known = (records[uid] for uid in uids if uid in records)
    found = list(alike.like(known, key))
    if not found:
        abort(404 if house().index.seq() is not None else 503)
    mark = tag(key, [(one.record.seq, one.record.etag) for one in found])
    return answer(
        mark,
        lambda: render_template(
            "window/variable.html",
            name=found[0].name,
            found=found,
            differing=alike.differing(found),
        ),
    )


def install(blueprint: Blueprint) -> None:
    blueprint.get("/variables/<name>")(variable)
