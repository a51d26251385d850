"""The files of an indicator: its series as sheets and JSON, its chart, its hoja de vida.

All but the drawn ones are made when they are asked for; a chart is only read. Reserved
or withdrawn records have none: the caller asks only for what is open.
"""

import io
import json
from collections.abc import Callable
from dataclasses import dataclass, replace

from flask import Response, abort, request

from ... import exporters
from ...exporters import series as rows
from ...exporters.charts import MEDIA_TYPES, keeping
from ...exporters.files import has_series
from ...records import reading
from ...records.reading import PublicRecord
from .. import conditions
from ..request import house, session
from . import drawings
from .pages import tag
from .series import judged

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# A picture by itself may load nothing, whatever somebody managed to put in it.
ALONE = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
DATED = (".csv", ".xlsx", ".serie.json")
MOST = 20_000  # figures of a workbook: beyond it the CSV is the answer
LATER = 10  # seconds after which a chart that was just published is there


@dataclass(frozen=True)
class File:
    """What people call it, its media type, who makes it, and whether it is shown."""

    name: str
    media_type: str
    make: Callable[[PublicRecord], bytes]
    shown: bool = False


def has(record: PublicRecord, suffix: str) -> bool:
    """Whether the record has this file now."""
    if suffix == ".pdf":
        return True
    if suffix in {".svg", ".png", ".vl.json"}:
        return bool(drawings.kept(record, keeping.PAGE))
    if suffix == ".xlsx" and _long(record):
        return False
    return has_series(record)


def _long(record: PublicRecord) -> bool:
    return int(record.document.get("observation_count") or 0) > MOST


def respond(record: PublicRecord, suffix: str) -> Response:
    """The file; 404 if there is none, 503 for a chart that is about to be drawn."""
    file = FILES[suffix]
    if suffix != ".pdf" and not has_series(record):
        abort(404)
    if suffix == ".xlsx" and _long(record):
        abort(_told(404, f"La serie es muy larga para Excel: {record.path}.csv la da."))
    drawn = drawings.kept(record, keeping.PAGE) is not None
    mark = tag(record.seq, record.etag, suffix, drawn, keeping.VERSION)
    if request.if_none_match.contains_weak(mark):
        response = Response(status=304)
    else:
        response = Response(file.make(record), mimetype=file.media_type)
        kept = "inline" if file.shown else "attachment"
        name = f"{record.slug}{suffix}"
        response.headers.set("Content-Disposition", kept, filename=name)
        response.headers["Content-Security-Policy"] = ALONE
    response.set_etag(mark, weak=True)
    response.headers["Access-Control-Allow-Origin"] = "*"
    # A chart is drawn later than its record was published, so no date tells of it.
    dated = record.modified if suffix in DATED else None
    return conditions.asked_again(response, dated)


def _judged(record: PublicRecord) -> list[rows.Judged]:
    observed = reading.observations(session(), record.seq)
    return judged(record.document, observed)


def _sheet(key: str) -> Callable[[PublicRecord], bytes]:
    """The series as a table of this kind."""

    def make(record: PublicRecord) -> bytes:
        out = io.BytesIO()
        exporters.table(key).write(rows.table(record, _judged(record)), out)
        return out.getvalue()

    return make


def _json(record: PublicRecord) -> bytes:
    return rows.document(record, _judged(record))


def _specification(record: PublicRecord) -> bytes:
    observed = reading.observations(session(), record.seq)
    found = keeping.alone(record, observed)
    if found is None:
        abort(404)
    return json.dumps(found, ensure_ascii=False, indent=1).encode()


def _drawn(form: str) -> Callable[[PublicRecord], bytes]:
    """A chart that was kept; one that is not there yet is asked for again later."""

    def make(record: PublicRecord) -> bytes:
        body = drawings.kept(record, form)
        if body is None:
            observed = reading.observations(session(), record.seq)
            if keeping.alone(record, observed) is not None:
                later = _told(
                    503, "El gráfico se está dibujando: pídalo en un momento."
                )
                later.headers["Retry-After"] = str(LATER)
                abort(later)
        if not body:
            abort(404)
        return body

    return make


def _told(status: int, text: str) -> Response:
    return Response(f"{text}\n", status=status, mimetype="text/plain")


def _print(record: PublicRecord) -> bytes:
    from ...exporters import indicator_sheet

    said = house().catalogue(reading.head(session()))
    catalogue = replace(said, modified=None, head=0)
    chart = drawings.kept(record, keeping.PNG) or b""
    out = io.BytesIO()
    figures = _judged(record)
    indicator_sheet.write(record, figures, catalogue, out, chart=chart)
    return out.getvalue()


FILES = {
    ".csv": File("CSV", "text/csv", _sheet("csv")),
    ".xlsx": File("Excel", XLSX, _sheet("xlsx")),
    ".serie.json": File("JSON", "application/json", _json),
    ".svg": File("SVG", MEDIA_TYPES["svg"], _drawn(keeping.SVG), shown=True),
    ".png": File("PNG", MEDIA_TYPES["png"], _drawn(keeping.PNG), shown=True),
    ".vl.json": File("Vega-Lite", MEDIA_TYPES["vl.json"], _specification),
    ".pdf": File("PDF", "application/pdf", _print),
}
