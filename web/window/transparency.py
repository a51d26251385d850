"""Transparency (Ley 1712 de 2014; Resolución 1519 de 2020, anexo 2): the instruments as
the registry has them today, for people and for programs.
"""

import tempfile
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO, cast

import orjson
from flask import Blueprint, Response, abort, render_template, request, send_file
from flask.typing import ResponseReturnValue

from ... import exporters
from ...catalog import request_reports, terms, transparency
from ...catalog.transparency import Numeral
from ...exporters import ley1712
from ...exporters.ley1712.instrument import CLOSED, Instrument
from ...exporters.tabular import csv
from ...records import reading, walking
from ...records.reading import Head, PublicRecord
from ...schemas.tables import Row, Table
from ..access import public
from ..composition import House
from ..languages import language
from ..request import house, session
from . import editions, facts, instrument_counts, reserve
from .pages import answer, file, tag

SHOWN = 50
SPOOLED = 8 * 2**20  # bytes that stay in memory before they go to a file


@public
def numeral() -> ResponseReturnValue:
    """The ten numerals, and what of them the catalogue answers."""
    head = reading.head(session())
    numerals, half = menu(head), request_reports.half_of(reserve.today())
    requests = request_reports.of_half(session(), half, reserve.today())

    def render() -> str:
        return render_template(
            "window/transparency.html",
            instruments=[ley1712.get(key) for key in ley1712.INSTRUMENTS],
            counts=instrument_counts.counts(session(), head),
            ending=_ending(),
            articles=facts.articles,
            adopted=editions.latest(session(), ley1712.INSTRUMENTS),
            requests=requests,
            half=half,
            numerals=numerals,
        )

    mark = tag(head.seq, head.etag, reserve.today(), numerals, requests)
    return answer(mark, render)


def menu(head: Head) -> list[Numeral]:
    """The numerals, with what the catalogue holds of them."""
    filled = instrument_counts.filled(session(), head)
    return transparency.menu(session(), language(), filled=filled)


@public
def compliance() -> Response:
    """Whether each numeral is met, with its evidence, as CSV: what the ITA asks."""
    base = house().settings.base_url
    found = menu(reading.head(session()))
    rows = (
        Row(number, (one.code, one.label, one.said, _evidence(base, one.url), one.note))
        for number, one in enumerate(found, start=2)
    )
    title = "Cumplimiento del menú de transparencia"
    columns = ("Numeral", "Qué pide", "¿Se cumple?", "Evidencia", "Nota")
    table = Table(title, house().settings.publisher, columns, 1, rows, 0)
    return file(tag("cumplimiento", found), lambda: sent(table, "csv", "cumplimiento"))


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
    if ending not in exporters.TABLE:
        abort(404)
    return _file(found, head, ending)


def _page(found: Instrument, head: Head) -> ResponseReturnValue:
    after = request.args.get("desde", "0")
    if not (after.isascii() and after.isdigit() and len(after) < 12):
        abort(404)
    rows: list[tuple[PublicRecord, tuple[Any, ...]]] = []
    for record in _records(house(), found, head, int(after)):
        if len(rows) > SHOWN:
            break
        if found.takes(record.document, record.disclosure):
            rows.append((record, found.row(record.document, _address(record), "html")))
    following = rows[SHOWN - 1][0].seq if len(rows) > SHOWN else None
    return answer(
        tag(head.seq, head.etag, reserve.today(), after),
        lambda: render_template(
            "window/instrument.html",
            instrument=found,
            rows=rows[:SHOWN],
            following=following,
            editions=editions.of(session(), found.key),
            first=after == "0",
        ),
    )


def _file(found: Instrument, head: Head, key: str) -> Response:
    return file(
        _mark(found, head, key),
        lambda: sent(table_of(found, head, key), key, found.key),
    )


def sent(table: Table, key: str, name: str) -> Response:
    """Send a table row by row: as it is made, or from a file that is gone afterwards."""
    if key == "csv":
        answer = Response(csv.pieces(table), mimetype=csv.MEDIA_TYPE)
        given = f'attachment; filename="{name}.csv"'
        answer.headers["Content-Disposition"] = given
        return answer
    writer = exporters.table(key)
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
    # Not kept under this name: of words, who asks may have them packed.
    response.direct_passthrough = False
    return response


def _json(found: Instrument, head: Head) -> Response:
    keys = [column.key for column in found.columns]

    def pieces(rows: Iterable[Row]) -> Iterator[bytes]:
        yield b'{"title":' + orjson.dumps(found.title) + b',"base":'
        yield orjson.dumps(found.base) + b',"head":' + str(head.seq).encode()
        yield b',"date":' + orjson.dumps(reserve.today().isoformat()) + b',"rows":['
        comma = b""
        for row in rows:
            yield comma + orjson.dumps(dict(zip(keys, row.values, strict=True)))
            comma = b",\n"
        yield b"]}"

    return file(
        _mark(found, head, "json"),
        lambda: Response(
            pieces(table_of(found, head, "json").rows), mimetype="application/json"
        ),
    )


def _mark(found: Instrument, head: Head, suffix: str) -> str:
    return tag(found.key, suffix, head.ledger_id, head.seq, head.etag, reserve.today())


def table_of(found: Instrument, head: Head, form: str) -> Table:
    """The whole instrument as of ``head``, read while it is written in a form."""
    home = house()
    base = home.settings.base_url
    records = (
        (one.document, one.disclosure, base + one.path)
        for one in _records(home, found, head, 0)
    )
    publisher, day = home.settings.publisher, reserve.today()
    return found.table(records, publisher=publisher, day=day, form=form)


def _records(
    home: House, of: Instrument, head: Head, after: int
) -> Iterator[PublicRecord]:
    """Every published asset that may have a row, in short transactions."""
    return walking.records(
        home.session,
        head.seq,
        after=after,
        kinds=of.kinds,
        disclosures=of.disclosures,
        saying=of.saying,
    )


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
