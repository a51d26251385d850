"""The machine formats of a record: their suffixes, their addresses and their answers."""

from dataclasses import dataclass

from flask import Response, abort, request

from ... import exporters
from ...exporters import observations_csv
from ...exporters.ddi import codebook
from ...exporters.files import has_series
from ...exporters.nada import package
from ...records import reading
from ...records.reading import LIVE, OPEN, PublicRecord
from .. import negotiation
from ..protocols.catalogue import record_response
from ..request import house, session

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
    for suffix in (*negotiation.LONG, package.SUFFIX):
        if name.endswith(suffix) and name != suffix:
            return name.removesuffix(suffix), suffix
    stem, dot, ending = name.rpartition(".")
    suffix = f".{ending}"
    if dot and stem and (suffix == SERIES or negotiation.key_of(suffix)):
        return stem, suffix
    return name, None


def asked(record: PublicRecord) -> str | None:
    """The suffix of the format that the ``Accept`` header prefers to the page.

    Plain XML is what a study is asked for in; of anything else it means no format.
    """
    key = negotiation.wanted(request.accept_mimetypes)
    if key == codebook.KEY and not codebook.accepts(record):
        return None
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
    if codebook.accepts(record):
        address = record.path + package.SUFFIX
        found.append(Format("NADA", address, package.MEDIA_TYPE))
    if has_series(record):
        series = Format("CSV", record.path + SERIES, observations_csv.MEDIA_TYPE)
        found.insert(0, series)
    return found


def respond(record: PublicRecord, suffix: str) -> Response:
    """The record's own file in a format, or 404 where it has no place in it."""
    if suffix == SERIES:
        return _series(record)
    if suffix == package.SUFFIX:
        return _package(record)
    key = negotiation.key_of(suffix)
    if key is None:
        abort(404)
    return record_response(record, key)


def _package(record: PublicRecord) -> Response:
    """What a NADA imports, as one ZIP."""
    if record.disclosure not in OPEN or record.state not in LIVE:
        abort(404)
    if not codebook.accepts(record):
        abort(404)
    said = house().catalogue(reading.head(session()))
    response = Response(package.build(record, said), mimetype=package.MEDIA_TYPE)
    name = f"{record.slug}{package.SUFFIX}"
    response.headers.set("Content-Disposition", "attachment", filename=name)
    response.set_etag(f"{package.VERSION}-{said.mark}-{record.etag}")
    response.cache_control.no_cache = True
    response.make_conditional(request)
    return response


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
