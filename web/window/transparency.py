"""Transparency (Ley 1712 de 2014; Resolución 1519 de 2020, anexo 2): the instruments as
the registry has them today, for people and for programs.
"""

import tempfile
from collections.abc import Iterator
from typing import Any, BinaryIO, cast

import orjson
from flask import Blueprint, Response, abort, render_template, request, send_file
from flask.typing import ResponseReturnValue

from ...catalog import terms, transparency
from ...catalog.transparency import Numeral
from ...exporters import ley1712
from ...exporters.ley1712.instrument import CLOSED, Instrument
from ...exporters.tabular import csv, pdf, xlsx
from ...records import reading
from ...records.reading import Head, PublicRecord
from ...schemas.tables import Row, Table
from ..access import public
from ..composition import House
from ..languages import language
from ..request import house, session
from . import instrument_counts, reserve
from .pages import answer, tag

BATCH, SHOWN = 500, 50
WRITERS: dict[str, Any] = {".csv": csv, ".xlsx": xlsx, ".pdf": pdf}
SPOOLED = 8 * 2**20  # bytes that stay in memory before they go to a file


@public
def numeral() -> ResponseReturnValue:
    """The ten numerals, and what of them the catalogue answers."""
    head = reading.head(session())
    numerals = menu(head)

    def render() -> str:
        return render_template(
            "window/transparency.html",
            instruments=[ley1712.get(key) for key in ley1712.INSTRUMENTS],
            counts=instrument_counts.counts(session(), head),
            ending=_ending(),
            numerals=numerals,
        )

    return answer(tag(head.seq, head.etag, reserve.today(), numerals), render)


def menu(head: Head) -> list[Numeral]:
    """The numerals, with what the catalogue holds of them."""
    filled = instrument_counts.filled(session(), head)
    return transparency.menu(session(), language(), filled=filled)


@public
def compliance() -> Response:
    """Whether each numeral is met, with its evidence, as CSV: what the ITA asks."""
    base = house().settings.base_url
    rows = (
        Row(number, (one.code, one.label, one.said, _evidence(base, one.url), one.note))
        for number, one in enumerate(menu(reading.head(session())), start=2)
    )
    title = "Cumplimiento del menú de transparencia"
    columns = ("Numeral", "Qué pide", "¿Se cumple?", "Evidencia", "Nota")
    return sent(
        Table(title, house().settings.publisher, columns, 1, rows, 0),
        csv,
        "cumplimiento",
    )


def _evidence(base: str, url: str) -> str:
    return f"{base}{url}" if url.startswith("/") else url


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
    for record in _records(house(), found, head, int(after)):
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
    held = _marked(Response(), head).make_conditional(request)
    if held.status_code == 304:
        return cast("Response", held)
    return _marked(sent(table_of(found, head), WRITERS[suffix], found.key), head)


def sent(table: Table, writer: Any, name: str) -> Response:
    """Send a table row by row: as it is made, or from a file that is gone afterwards."""
    if writer is csv:
        answer = Response(csv.pieces(table), mimetype=csv.MEDIA_TYPE)
        given = f'attachment; filename="{name}.csv"'
        answer.headers["Content-Disposition"] = given
        return answer
    out = tempfile.SpooledTemporaryFile(max_size=SPOOLED)  # noqa: SIM115  # sent below
    writer.write(table, cast("BinaryIO", out))
    out.seek(0)
    response = send_file(
        cast("BinaryIO", out),
        mimetype=writer.MEDIA_TYPE,
        as_attachment=writer.SUFFIX != ".pdf",
        download_name=f"{name}{writer.SUFFIX}",
    )
    response.call_on_close(out.close)
    return response


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
        for one in _records(home, found, head, 0)
    )
    return found.table(records, publisher=home.settings.publisher, day=reserve.today())


def _records(
    home: House, of: Instrument, head: Head, after: int
) -> Iterator[PublicRecord]:
    """Every published asset that may have a row, in short transactions."""
    while True:
        with home.session() as opened:
            found = reading.page(
                opened,
                after=after,
                upto=head.seq,
                limit=BATCH,
                kinds=of.kinds,
                disclosures=of.disclosures,
                saying=of.saying,
            )
        yield from found
        if len(found) < BATCH:
            return
        after = found[-1].seq


def _address(record: PublicRecord) -> str:
    return f"{house().settings.base_url}{record.path}"


def _ending() -> list[PublicRecord]:
    """The exceptions whose terms end first: what people may soon ask for."""
    uids = terms.soonest(session(), 3)
    found = reading.by_uids(session(), uids, disclosures=CLOSED)
    return [found[uid] for uid in uids if uid in found]


def install(blueprint: Blueprint) -> None:
    blueprint.get("/transparencia", endpoint="transparency")(numeral)
    blueprint.get("/transparencia/cumplimiento.csv", endpoint="compliance")(compliance)
    blueprint.get("/transparencia/<name>", endpoint="instrument")(instrument)
