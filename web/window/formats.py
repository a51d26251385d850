"""The files of a record: their suffixes, their addresses and their answers."""

from dataclasses import dataclass

from flask import Response, abort, request

from ... import exporters
from ...records.reading import LIVE, OPEN, PublicRecord
from .. import negotiation
from ..protocols.catalogue import record_response
from . import figures

NAMES = {
    "ttl": "DCAT .ttl",
    "jsonld": "JSON-LD",
    "rdf": "RDF/XML",
    "nt": "N-Triples",
    "json": "JSON",
}


@dataclass(frozen=True)
class Format:
    """A file of the record: its name for people, its address, its media type."""

    name: str
    url: str
    media_type: str
    suffix: str = ""


def split(name: str) -> tuple[str, str | None]:
    """Part «pet-c1-2.ttl» into its slug and its suffix; an unknown suffix stays."""
    for suffix in figures.FILES:
        if name.endswith(suffix) and name != suffix:
            return name.removesuffix(suffix), suffix
    stem, dot, ending = name.rpartition(".")
    suffix = f".{ending}"
    if dot and stem and negotiation.key_of(suffix):
        return stem, suffix
    return name, None


def asked() -> str | None:
    """The suffix of the format that the ``Accept`` header prefers to the page."""
    key = negotiation.wanted(request.accept_mimetypes)
    return None if key is None else f".{key}"


def offered(record: PublicRecord) -> list[Format]:
    """Every format in which the record's description can be had now."""
    if not _open(record):
        return []
    found = []
    for key, name in NAMES.items():
        exporter = exporters.get(key)
        if exporter.accepts(record):
            suffix = f".{key}"
            address = record.path + suffix
            found.append(Format(name, address, exporter.MEDIA_TYPE, suffix))
    return found


def files(record: PublicRecord) -> dict[str, Format]:
    """The files of an indicator by suffix: its series, its chart, its sheet."""
    if not _open(record) or record.kind != "indicator":
        return {}
    return {
        suffix: Format(file.name, record.path + suffix, file.media_type, suffix)
        for suffix, file in figures.FILES.items()
        if figures.has(record, suffix)
    }


def respond(record: PublicRecord, suffix: str) -> Response:
    """The record's own file in a format, or 404 where it has no place in it."""
    if suffix in figures.FILES:
        if not _open(record) or record.kind != "indicator":
            abort(404)
        return figures.respond(record, suffix)
    key = negotiation.key_of(suffix)
    if key is None:
        abort(404)
    return record_response(record, key)


def _open(record: PublicRecord) -> bool:
    return record.disclosure in OPEN and record.state in LIVE
