"""The files of a record: their suffixes, their addresses and their answers."""

from dataclasses import dataclass

from flask import Response, abort, request
from markupsafe import Markup

from ... import exporters
from ...exporters import schema_org
from ...exporters.citations import STYLES
from ...exporters.ddi import codebook
from ...exporters.nada import package
from ...exporters.sdmx import names
from ...records import reading
from ...records.reading import LIVE, OPEN, PublicRecord
from .. import conditions, negotiation
from ..protocols.catalogue import record_response
from ..protocols.sdmx.formats import CSV, SPECIFIC
from ..request import house, session
from . import figures

NAMES = {
    "ttl": "DCAT .ttl",
    "jsonld": "JSON-LD",
    "rdf": "RDF/XML",
    "nt": "N-Triples",
    "json": "JSON",
    "dcat-us": "DCAT-US",
    "ddi": "DDI",
    "ddi-26": "DDI 2.6",
    "ddi-l": "DDI Lifecycle",
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
    for suffix in (*figures.FILES, *negotiation.LONG, package.SUFFIX):
        if name.endswith(suffix) and name != suffix:
            return name.removesuffix(suffix), suffix
    stem, dot, ending = name.rpartition(".")
    suffix = f".{ending}"
    if dot and stem and negotiation.key_of(suffix):
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
    """Every format in which the record's description can be had now."""
    if not _open(record):
        return []
    found = []
    for key, name in NAMES.items():
        exporter = exporters.get(key)
        if exporter.accepts(record):
            suffix = exporter.SUFFIX
            address = record.path + suffix
            found.append(Format(name, address, exporter.MEDIA_TYPE, suffix))
    if codebook.accepts(record):
        address = record.path + package.SUFFIX
        found.append(Format("NADA", address, package.MEDIA_TYPE, package.SUFFIX))
    return found + _sdmx(record)


def _sdmx(record: PublicRecord) -> list[Format]:
    """The figures of an indicator as SDMX gives them (REST 2.1, the ``format`` asked)."""
    if record.kind != "indicator" or not figures.has(record, ".csv"):
        return []
    address = f"/sdmx/data/{names.flow(record)}?format="
    return [
        Format(name, address + form.key, form.media_type)
        for name, form in (("SDMX-ML", SPECIFIC), ("SDMX-CSV", CSV))
    ]


def files(record: PublicRecord) -> dict[str, Format]:
    """The files of an indicator by suffix: its series, its chart, its sheet."""
    if not _open(record) or record.kind != "indicator":
        return {}
    return {
        suffix: Format(file.name, record.path + suffix, file.media_type, suffix)
        for suffix, file in figures.FILES.items()
        if figures.has(record, suffix)
    }


def linked(record: PublicRecord) -> Markup:
    """The record in schema.org's words, to stand inside the page's ``<script>``."""
    if record.disclosure not in OPEN or record.state not in LIVE:
        return Markup()
    catalogue = house().catalogue(reading.head(session()))
    return Markup(schema_org.embedded(record, catalogue))  # noqa: S704  # escaped there


def references(record: PublicRecord) -> list[Format]:
    """The forms in which a reference manager takes the record."""
    if record.disclosure not in OPEN or record.state not in LIVE:
        return []
    return [
        Format(style.name, f"/citar/{record.uid}{style.suffix}", style.media_type)
        for style in STYLES.values()
    ]


def respond(record: PublicRecord, suffix: str) -> Response:
    """The record's own file in a format, or 404 where it has no place in it."""
    if suffix in figures.FILES:
        if not _open(record) or record.kind != "indicator":
            abort(404)
        return figures.respond(record, suffix)
    if suffix == package.SUFFIX:
        return _package(record)
    key = negotiation.key_of(suffix)
    if key is None:
        abort(404)
    return record_response(record, key)


def _open(record: PublicRecord) -> bool:
    return record.disclosure in OPEN and record.state in LIVE


def _package(record: PublicRecord) -> Response:
    """What a NADA imports, as one ZIP."""
    if not (_open(record) and codebook.accepts(record)):
        abort(404)
    said = house().catalogue(reading.head(session()))
    response = Response(package.build(record, said), mimetype=package.MEDIA_TYPE)
    name = f"{record.slug}{package.SUFFIX}"
    response.headers.set("Content-Disposition", "attachment", filename=name)
    response.set_etag(f"{package.VERSION}-{said.mark}-{record.etag}")
    response.headers["Access-Control-Allow-Origin"] = "*"
    return conditions.asked_again(response, record.modified)
