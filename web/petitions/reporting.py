"""The half-yearly report on requests, for everybody: as a page and as CSV."""

import io

from flask import Blueprint, Response, abort, render_template, request
from flask.typing import ResponseReturnValue

from ...catalog import door, request_reports
from ...catalog.request_reports import Half, Report
from ...exporters.tabular import csv
from ...schemas.tables import Row, Table
from ..access import public
from ..request import session

HEADER = (
    "Semestre",
    "Solicitudes recibidas",
    "Solicitudes trasladadas a otra entidad",
    "Solicitudes en que se negó el acceso",
    "Tiempo medio de respuesta, en días hábiles",
    "Solicitudes respondidas",
    "Fuera de término",
    "Calificaron la respuesta",
    "Calificación media, de 1 a 5",
)


@public
def page() -> ResponseReturnValue:
    """The counters of one half year, and the way to the others."""
    listed = request_reports.halves(session(), door.today())
    named = request.args.get("semestre") or str(listed[0])
    half = next((one for one in listed if str(one) == named), None)
    if half is None:
        abort(404)
    counts = request_reports.of_half(session(), half, door.today())
    return render_template(
        "petitions/report.html", half=half, counts=counts, listed=listed
    )


@public
def table() -> Response:
    """Every half year in a row of its own."""
    today = door.today()
    rows = [
        (one, request_reports.of_half(session(), one, today))
        for one in request_reports.halves(session(), today)
    ]
    out = io.BytesIO()
    csv.write(_table(rows), out)
    response = Response(out.getvalue(), mimetype="text/csv")
    name = "informe-de-solicitudes.csv"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _table(rows: list[tuple[Half, Report]]) -> Table:
    title = "Informe de solicitudes de acceso a información"
    made = [
        Row(number, (str(half), *_counters(counts)))
        for number, (half, counts) in enumerate(rows, start=2)
    ]
    return Table(title, title, HEADER, 1, made, len(made))


def _counters(counts: Report) -> tuple[float | None, ...]:
    return (
        counts.received,
        counts.transferred,
        counts.refused,
        counts.mean_days,
        counts.answered,
        counts.late,
        counts.rated,
        counts.satisfaction,
    )


def install(blueprint: Blueprint) -> None:
    blueprint.get("/solicitudes/informe", endpoint="report")(page)
    blueprint.get("/solicitudes/informe.csv", endpoint="report_csv")(table)
