"""A run at the desk: how far it is, what became of each thing, and where it came from."""

from collections.abc import Iterator
from typing import Any

from flask import (
    Blueprint,
    Response,
    render_template,
    request,
    stream_with_context,
)
from flask.typing import ResponseReturnValue

from ...catalog import access, sources
from ...catalog.harvesting import seeing, vanishing
from ...records.harvest import HarvestRun
from ..access import desk, worker
from ..cells import lines
from ..request import session
from . import harvest_marks as marks

MOST = 200
"""How many of those that did not come are named on the page."""
COLUMNS = ("resultado", "identificador", "nombre", "codigo", "motivo")


@desk("follow")
def run(uid: str) -> ResponseReturnValue:
    """A run: live while it goes, then all that came of it."""
    found = seeing.run(session(), uid, by=worker())
    result = request.args.get("resultado", _first_shown(found))
    result = result if result in marks.RESULTS else ""
    after = request.args.get("desde", "")
    number = int(after) if after.isdecimal() and len(after) < 19 else 0
    rows = seeing.outcomes(session(), found, result, after=number)
    held = vanishing.waiting(session(), found.source)
    is_held = held is not None and held.id == found.id
    return render_template(
        "desk/harvest_run.html",
        rows=rows,
        result=result,
        of_result=seeing.results(session(), found),
        numbers=seeing.numbers(session(), found, rows),
        following=rows[-1].id if len(rows) == seeing.PAGE else 0,
        absent=vanishing.absent(session(), found) if is_held else 0,
        absent_names=vanishing.first_absent(session(), found, MOST) if is_held else [],
        is_held=is_held,
        runs=sources.health(session(), found.source).runs,
        may_steer=access.may(worker(), "steer"),
        may_supply=access.may(worker(), "supply", found.source.organization),
        **_progress(found),
    )


def _first_shown(found: HarvestRun) -> str:
    """What failed asks for somebody: it is shown first, once the run has ended."""
    return "failed" if found.ended and found.counts.get("failed") else ""


@desk("follow")
def progress(uid: str) -> ResponseReturnValue:
    """The piece of the page that moves; it says when the run has ended."""
    found = seeing.run(session(), uid, by=worker())
    text = render_template("desk/_harvest_progress.html", **_progress(found))
    answer = Response(text, mimetype="text/html")
    answer.headers["X-Cosecha"] = marks.state_of(found)
    return answer


@desk("follow")
def sheet(uid: str) -> Response:
    """What came of each thing, as a sheet for the people of the source."""
    found = seeing.run(session(), uid, by=worker())
    answer = Response(stream_with_context(lines(_rows(found))), mimetype="text/csv")
    name = f"cosecha-{found.source.code}-{found.started:%Y-%m-%d}.csv"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@desk("follow")
def item(number: int) -> ResponseReturnValue:
    """One harvested record: what the source gave, and what was corrected here."""
    found = seeing.item(session(), number, by=worker())
    values = seeing.provenance(found.asset, found) if found.asset else []
    return render_template(
        "desk/harvest_item.html",
        item=found,
        source=sources.by_number(session(), found.source_id),
        values=values,
        **marks.WORDS,
    )


def _progress(found: HarvestRun) -> dict[str, Any]:
    return {
        "run": found,
        "source": found.source,
        "state": marks.state_of(found),
        "seen": marks.seen(found.counts),
        "expected": seeing.known(session(), found.source),
        **marks.WORDS,
    }


def _rows(found: HarvestRun) -> Iterator[tuple[Any, ...]]:
    yield COLUMNS
    after = 0
    while rows := seeing.outcomes(session(), found, after=after):
        for one in rows:
            label = marks.RESULTS[one.result][1]
            yield (label, one.remote_id, one.name, one.code, one.reason or "")
        after = rows[-1].id


def install(blueprint: Blueprint) -> None:
    place = "/cosechas/corridas/<uid>"
    blueprint.get(place, endpoint="harvest_run")(run)
    blueprint.get(f"{place}/avance", endpoint="harvest_progress")(progress)
    blueprint.get(f"{place}/informe.csv", endpoint="harvest_sheet")(sheet)
    blueprint.get("/cosechas/registros/<int:number>", endpoint="harvest_item")(item)
