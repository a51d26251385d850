"""What people looked for and did not find, and the register of demands (PET)."""

from typing import Any

from flask import (
    Blueprint,
    Response,
    flash,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue

from ...catalog import demands, door
from ...catalog.refusals import Incomplete
from ...catalog.search import unmet
from ...records.demand import COVERAGES, InformationDemand
from ...schemas import vocabularies
from ..access import desk, desk_writing
from ..cells import lines
from ..request import session

COLUMNS = (
    *("demanda", "quien_la_pide", "cobertura", "que_lo_impide", "registro"),
    *("observaciones", "visitas", "desde"),
)


@desk("heed")
def listing() -> ResponseReturnValue:
    """The searches that nobody has heeded, and the demands there are."""
    return _page({})


@desk("heed")
def save() -> ResponseReturnValue:
    """Write down a demand that came by another way."""
    data = _given()
    try:
        with desk_writing() as (opened, person):
            demands.save(opened, data, by=person, today=door.today())
    except Incomplete as refusal:
        return _page(data, {one.path: one for one in refusal.problems}), 422
    flash("Quedó anotada la demanda.")
    return redirect(url_for("desk.demands"), 303)


@desk("heed")
def from_search(uid: str) -> ResponseReturnValue:
    """Turn a search without an answer into a demand."""
    with desk_writing() as (opened, person):
        search = unmet.get(opened, uid)
        made = demands.raise_from(opened, search, by=person, today=door.today())
        uid = made.uid
    flash("Quedó como demanda insatisfecha. Diga quién la pide y qué la impide.")
    return redirect(url_for("desk.demand", uid=uid), 303)


@desk("heed")
def dismiss(uid: str) -> ResponseReturnValue:
    """Take a search off the list: there is nothing to do about it."""
    with desk_writing() as (opened, person):
        search = unmet.get(opened, uid)
        text = search.text
        unmet.heed(opened, search, by=person)
    flash(f"«{text}» salió de la lista.")
    return redirect(url_for("desk.demands"), 303)


@desk("heed")
def one(uid: str) -> ResponseReturnValue:
    """A demand, and the form that says how it stands."""
    return _one(demands.get(session(), uid), {})


@desk("heed")
def change(uid: str) -> ResponseReturnValue:
    """Say how far it is given now, by which record, or what prevents it."""
    data = _given()
    try:
        with desk_writing() as (opened, person):
            demand = demands.get(opened, uid)
            demands.save(opened, data, by=person, today=door.today(), demand=demand)
    except Incomplete as refusal:
        wrong = {one.path: one for one in refusal.problems}
        return _one(demands.get(session(), uid), data, wrong), 422
    flash("Quedó guardada la demanda.")
    return redirect(url_for("desk.demands"), 303)


@desk("heed")
def demands_csv() -> Response:
    """The register of demands as a sheet."""
    rows = [_row(one) for one in demands.listed(session(), _coverage())]
    return _sheet([COLUMNS, *rows], "demandas.csv")


@desk("heed")
def searches_csv() -> Response:
    """What people looked for and did not find, as a sheet."""
    rows = [
        (one.text, one.visits, one.first_day, one.last_day)
        for one in unmet.listed(session())
    ]
    header = ("busqueda", "visitas", "primer_dia", "ultimo_dia")
    return _sheet([header, *rows], "busquedas-sin-respuesta.csv")


def _sheet(rows: list[Any], name: str) -> Response:
    answer = Response(lines(rows), mimetype="text/csv")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _row(one: InformationDemand) -> tuple[Any, ...]:
    return (
        one.need,
        _label("user_types", one.user),
        _label("demand_coverage", one.coverage),
        _label("demand_difficulties", one.difficulty),
        one.record,
        one.remarks,
        one.visits,
        one.raised,
    )


def _label(vocabulary: str, code: str | None) -> str:
    return vocabularies.get(vocabulary).label(code) if code else ""


def _given() -> dict[str, str]:
    given = {name: request.form.get(name, "").strip() for name in demands.FIELDS}
    return {name: value for name, value in given.items() if value}


def _coverage() -> str:
    asked = request.args.get("cobertura", "")
    return asked if asked in COVERAGES else ""


def _page(data: dict[str, str], wrong: dict[str, Any] | None = None) -> str:
    return render_template(
        "desk/demands.html",
        searches=unmet.listed(session()),
        listed=demands.listed(session(), _coverage()),
        counted=demands.counted(session()),
        coverages=COVERAGES,
        coverage=_coverage(),
        data=data,
        wrong=wrong or {},
        **_lists(),
    )


def _one(
    demand: InformationDemand,
    data: dict[str, str],
    wrong: dict[str, Any] | None = None,
) -> str:
    kept = {name: getattr(demand, name) or "" for name in demands.FIELDS}
    return render_template(
        "desk/demand.html",
        demand=demand,
        data=data or kept,
        wrong=wrong or {},
        **_lists(),
    )


def _lists() -> dict[str, Any]:
    names = {"users": "user_types", "states": "demand_coverage"}
    names |= {"difficulties": "demand_difficulties"}
    return {
        name: [(term.code, term.es) for term in vocabularies.get(listed)]
        for name, listed in names.items()
    }


def install(blueprint: Blueprint) -> None:
    blueprint.get("/demandas", endpoint="demands")(listing)
    blueprint.post("/demandas", endpoint="demand_save")(save)
    blueprint.get("/demandas.csv", endpoint="demands_csv")(demands_csv)
    blueprint.get("/demandas/busquedas.csv", endpoint="searches_csv")(searches_csv)
    searches = "/demandas/busquedas/<uid>"
    blueprint.post(searches, endpoint="demand_from_search")(from_search)
    blueprint.post(f"{searches}/descartar", endpoint="search_dismiss")(dismiss)
    blueprint.get("/demandas/<uid>", endpoint="demand")(one)
    blueprint.post("/demandas/<uid>", endpoint="demand_change")(change)
