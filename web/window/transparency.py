"""Transparency (Ley 1712 de 2014; Resolución 1519 de 2020, anexo 2): the instruments as
the registry has them today, for people and for programs.
"""

import tempfile
from collections.abc import Iterator
from typing import Any, BinaryIO, cast

import orjson
from flask import Blueprint, Response, abort, render_template, request, send_file
from flask.typing import ResponseReturnValue

from ...catalog import transparency
from ...exporters import ley1712
from ...exporters.ley1712.instrument import Instrument
from ...exporters.tabular import csv, pdf, xlsx
from ...records import reading
from ...records.reading import KNOWN, Head, PublicRecord
from ...schemas.tables import Table
from ..access import public
from ..composition import House
from ..languages import language
from ..request import house, session
from . import reserve
from .pages import answer, tag

ASSETS = ("production_process", "indicator", "dataset", "document")
BATCH, SHOWN = 500, 50
WRITERS: dict[str, Any] = {".csv": csv, ".xlsx": xlsx, ".pdf": pdf}
SPOOLED = 8 * 2**20  # bytes that stay in memory before they go to a file


@public
def numeral() -> ResponseReturnValue:
    """The ten numerals, and what of them the catalogue answers."""
    head = reading.head(session())
    numerals = transparency.menu(session(), language())

    def render() -> str:
        counts = reading.counts_by_disclosure(session(), ASSETS)
        return render_template(
            "window/transparency.html",
            instruments=[ley1712.get(key) for key in ley1712.INSTRUMENTS],
            counts={
                "registro-de-activos": sum(counts.values()),
                "indice-clasificada-reservada": counts["index"] + counts["partial"],
                "esquema-de-publicacion": counts["full"] + counts["partial"],
            },
            ending=_ending(),
            numerals=numerals,
        )

    return answer(tag(head.seq, head.etag, reserve.today(), numerals), render)


@public
def instrument(name: str) -> ResponseReturnValue:
    """One instrument: a page of rows, or the whole as a file."""
    key, dot, ending = name.partition(".")
    if key not in ley1712.INSTRUMENTS:
        abort(404)
    found = ley1712.get(key)
    head = reading.head(session())
    if dot == "":
        return _page(found, head)
    if ending == "json":
        return _json(found, head)
    if f".{ending}" not in WRITERS:
        abort(404)
    return _file(found, head, f".{ending}")


def _page(found: Instrument, head: Head) -> ResponseReturnValue:
    after = request.args.get("desde", "0")
    if not (after.isascii() and after.isdigit() and len(after) < 12):
        abort(404)
    rows: list[tuple[PublicRecord, tuple[Any, ...]]] = []
    for record in _records(house(), head, int(after)):
        if len(rows) > SHOWN:
            break
        if found.takes(record.document, record.disclosure):
            rows.append((record, found.row(record.document, _address(record))))
    following = rows[SHOWN - 1][0].seq if len(rows) > SHOWN else None
    return answer(
        tag(head.seq, head.etag, reserve.today(), after),
        lambda: render_template(
            "window/instrument.html",
            instrument=found,
            rows=rows[:SHOWN],
            following=following,
            first=after == "0",
        ),
    )


def _file(found: Instrument, head: Head, suffix: str) -> Response:
    """Write the table row by row to a file that is gone once it is sent."""
    held = _marked(Response(), head).make_conditional(request)
    if held.status_code == 304:
        return cast("Response", held)
    writer = WRITERS[suffix]
    out = tempfile.SpooledTemporaryFile(max_size=SPOOLED)  # noqa: SIM115  # sent below
    writer.write(table_of(found, head), cast("BinaryIO", out))
    out.seek(0)
    response = send_file(
        cast("BinaryIO", out),
        mimetype=writer.MEDIA_TYPE,
        as_attachment=suffix != ".pdf",
        download_name=f"{found.key}{suffix}",
    )
    response.call_on_close(out.close)
    return _marked(response, head)


def _json(found: Instrument, head: Head) -> Response:
    keys = [column.key for column in found.columns]
    rows = table_of(found, head).rows

    def pieces() -> Iterator[bytes]:
        yield b'{"title":' + orjson.dumps(found.title) + b',"base":'
        yield orjson.dumps(found.base) + b',"head":' + str(head.seq).encode()
        yield b',"date":' + orjson.dumps(reserve.today().isoformat()) + b',"rows":['
        comma = b""
        for row in rows:
            yield comma + orjson.dumps(dict(zip(keys, row.values, strict=True)))
            comma = b",\n"
        yield b"]}"

    return _marked(Response(pieces(), mimetype="application/json"), head)


def _marked(response: Response, head: Head) -> Response:
    response.set_etag(tag(head.seq, head.etag, reserve.today()), weak=True)
    response.cache_control.no_cache = True
    return response


def table_of(found: Instrument, head: Head) -> Table:
    """The whole instrument as of ``head``, read while it is written."""
    home = house()
    base = home.settings.base_url
    records = (
        (one.document, one.disclosure, base + one.path)
        for one in _records(home, head, 0)
    )
    return found.table(records, publisher=home.settings.publisher, day=reserve.today())


def _records(home: House, head: Head, after: int) -> Iterator[PublicRecord]:
    """Every published asset, those known by name only too, in short transactions."""
    while True:
        with home.session() as opened:
            found = reading.page(
                opened,
                after=after,
                upto=head.seq,
                limit=BATCH,
                kinds=ASSETS,
                disclosures=KNOWN,
            )
        yield from found
        if len(found) < BATCH:
            return
        after = found[-1].seq


def _address(record: PublicRecord) -> str:
    return f"{house().settings.base_url}{record.path}"


def _ending() -> list[PublicRecord]:
    """The exceptions whose terms end first: what people may soon ask for."""
    found = reading.page(
        session(),
        after=0,
        upto=reading.head(session()).seq,
        limit=BATCH,
        kinds=ASSETS,
        disclosures=("index", "partial"),
    )
    dated = [one for one in found if _ends(one)]
    return sorted(dated, key=_ends)[:3]


def _ends(record: PublicRecord) -> str:
    return str((record.document.get("classification") or {}).get("ends") or "")


def install(blueprint: Blueprint) -> None:
    blueprint.get("/transparencia", endpoint="transparency")(numeral)
    blueprint.get("/transparencia/<name>", endpoint="instrument")(instrument)
