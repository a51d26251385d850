"""``/transparencia/normograma``: the norms, their state, and what changed, for everybody."""

from datetime import UTC, datetime

from flask import Blueprint, Response, render_template
from flask.typing import ResponseReturnValue

from ...catalog import norms_public
from ...exporters import normograma
from ...exporters.feeds import Feed
from ...records import reading
from ...records.reading import Head
from ...schemas.normograma import PublicNorm
from ..access import public
from ..request import house, session
from .pages import answer, file, tag
from .transparency import sent

LATEST = 100
NEVER = datetime(2000, 1, 1, tzinfo=UTC)


@public
def page() -> ResponseReturnValue:
    """Each norm with its state; those that changed lately in a list of their own."""
    head = reading.head(session())

    def render() -> str:
        found = norms_public.listed(session(), head)
        return render_template(
            "window/norms.html", rows=found, changed=_changed(found)[:5]
        )

    return answer(tag(head.seq, head.etag, norms_public.mark(session())), render)


@public
def data(key: str) -> Response:
    """The same as CSV, as JSON, and the changes as Atom."""
    head = reading.head(session())
    mark = tag(key, head.seq, head.etag, norms_public.mark(session()))
    return file(mark, lambda: _made(key, norms_public.listed(session(), head), head))


def _made(key: str, found: list[PublicNorm], head: Head) -> Response:
    if key == "atom":
        return _atom(_changed(found)[:LATEST], head)
    if key == "json":
        return Response(normograma.as_json(found), mimetype="application/json")
    table = normograma.table(found, publisher=house().settings.publisher)
    return sent(table, "csv", "normograma")


def _changed(found: list[PublicNorm]) -> list[PublicNorm]:
    other = [one for one in found if one.state != "vigente"]
    return sorted(other, key=normograma.changed_at, reverse=True)


def _atom(changed: list[PublicNorm], head: Head) -> Response:
    base = house().settings.base_url
    feed = Feed(
        f"Cambios en las normas: {house().settings.publisher}",
        f"{base}/transparencia/normograma.atom",
        f"{base}/transparencia/normograma",
        max((one.modified for one in changed), default=NEVER),
    )
    made = normograma.atom(feed, changed, house().catalogue(head))
    return Response(made, mimetype="application/atom+xml")


def install(blueprint: Blueprint) -> None:
    place = "/transparencia/normograma"
    blueprint.get(place, endpoint="norms")(page)
    blueprint.get(f"{place}.<any(csv, json, atom):key>", endpoint="norms_data")(data)
