"""The machine formats of a record: their suffixes, their addresses and their answers."""

from dataclasses import dataclass

from flask import Response, abort, request

from ... import exporters
from ...exporters import observations_csv
from ...exporters.files import has_series
from ...records import reading
from ...records.reading import LIVE, OPEN, PublicRecord
from .. import negotiation
from ..protocols.catalogue import record_response
from ..request import session

NAMES = {
    "ttl": "DCAT .ttl",
    "jsonld": "JSON-LD",
    "rdf": "RDF/XML",
    "nt": "N-Triples",
    "json": "JSON",
    "ddi": "DDI",
}
SERIES = ".csv"


@dataclass(frozen=True)
class Format:
    """A file of the record: its name for people, its address, its media type."""

    name: str
    url: str
    media_type: str


def split(name: str) -> tuple[str, str | None]:
    """Part «pet-c1-2.ttl» into its slug and its suffix; an unknown suffix stays."""
    for suffix in negotiation.LONG:
        if name.endswith(suffix) and name != suffix:
            return name.removesuffix(suffix), suffix
    stem, dot, ending = name.rpartition(".")
    suffix = f".{ending}"
    if dot and stem and (suffix == SERIES or negotiation.key_of(suffix)):
        return stem, suffix
    return name, None


def asked() -> str | None:
    """The suffix of the format that the ``Accept`` header prefers to the page."""
    key = negotiation.wanted(request.accept_mimetypes)
    return None if key is None else negotiation.suffix_of(key)


def offered(record: PublicRecord) -> list[Format]:
    """Every format in which this record can be had now."""
    if record.disclosure not in OPEN or record.state not in LIVE:
        return []
    found = []
    for key, name in NAMES.items():
        exporter = exporters.get(key)
        if exporter.accepts(record):
            address = record.path + exporter.SUFFIX
            found.append(Format(name, address, exporter.MEDIA_TYPE))
    if has_series(record):
        series = Format("CSV", record.path + SERIES, observations_csv.MEDIA_TYPE)
        found.insert(0, series)
    return found


def respond(record: PublicRecord, suffix: str) -> Response:
    """The record's own file in a format, or 404 where it has no place in it."""
    if suffix == SERIES:
        return _series(record)
    key = negotiation.key_of(suffix)
    if key is None:
        abort(404)
    return record_response(record, key)


def _series(record: PublicRecord) -> Response:
    if record.disclosure not in OPEN or not has_series(record):
        abort(404)
    body = observations_csv.series(reading.observations(session(), record.seq))
    response = Response(body, mimetype=observations_csv.MEDIA_TYPE)
    name = f"{record.slug}.csv"
    response.headers.set("Content-Disposition", "attachment", filename=name)
    response.set_etag(record.etag)
    response.cache_control.no_cache = True
    response.make_conditional(request)
    return response
