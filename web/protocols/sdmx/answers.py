"""Answers to SDMX queries: structures, data and availability, streamed."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from itertools import chain

from flask import Response, request

from ....exporters.sdmx import (
    artefacts,
    data_csv,
    data_json,
    data_xml,
    labels,
    names,
    schema_xsd,
    structure_json,
)
from ....exporters.sdmx.message import Header
from ....exporters.sdmx.model import Flow, Region
from ....exporters.sdmx.registry import Registry, TooMany
from ....exporters.sdmx.resolving import Asked, Brought, resolve, streams
from ....exporters.sdmx.selection import Wanted, WrongKey, keep
from ....exporters.sdmx.structure_xml import StructureWriter
from ....records import reading
from ....records.reading import PublicRecord
from ...request import house, session
from ..catalogue import answer
from . import columns, formats, questions, sources
from .formats import Format
from .pieces import gathered
from .refusals import SdmxError, nothing, syntax, too_large

VERSION = "2"
ONE_ONLY = (
    "Un mensaje de SDMX-JSON 1.0 lleva un solo flujo. Pida cada uno por su nombre "
    "(la lista está en /sdmx/dataflow), o todos en json-2.0."
)
TOO_MANY = (
    "La respuesta traería las estructuras de todo el catálogo. Pida un solo flujo, o "
    "quite «references»."
)


def structure(asked: Asked, usual: Format) -> Response:
    """A structure message; 404 when it would be empty."""
    form = formats.chosen(formats.STRUCTURES, usual)
    if known := _known(form):
        return known
    head, registry = reading.head(session()), sources.registry()
    header = Header(registry.agency, head.modified)
    try:
        found = _brought(registry, asked)
    except TooMany:
        raise too_large(TOO_MANY) from None
    if found is None:
        raise nothing(
            "No se encontró nada con ese identificador. La lista de los flujos está en "
            "/sdmx/dataflow"
        )
    return _flowing(lambda: _structure(found, form, header), form, head.modified)


def _brought(registry: Registry, asked: Asked) -> Iterable[Brought] | None:
    """What the query brings; what takes no figures to tell, as it is read."""
    found = resolve(registry, asked)
    if not streams(asked):
        return list(found) or None
    first = next(found, None)
    return chain([first], found) if first else None


def _structure(
    found: Iterable[Brought], form: Format, header: Header
) -> Iterable[str | bytes]:
    if form.is_json:
        return structure_json.message(found, header)
    return StructureWriter(header.sender, form.version[:3]).message(found, header)


def data(flow_id: str, wanted: Wanted, usual: Format) -> Response:
    """The data of one dataflow, or of all of them."""
    form = formats.chosen(formats.DATA, usual)
    if known := _known(form):
        return known
    level, after = questions.level(), questions.updated_after()
    registry = sources.registry()
    header = Header(registry.agency, reading.head(session()).modified)
    if flow_id in questions.WILD:
        return _everything(wanted, form, header, level)
    record = _record(registry, flow_id)
    if after is not None and record.modified <= after:
        raise nothing(f"{flow_id} no ha cambiado desde {after.isoformat()}.")
    flow = _kept(registry.flow(record), wanted)
    if not flow.series:
        raise nothing(f"{flow_id} no tiene datos con esa clave y en ese periodo.")
    sheet = replace(columns.wanted(form), dimensions=labels.dimensions(flow))

    def made() -> Iterable[str | bytes]:
        return _data([flow], [flow.id], sheet, form, header, level)

    return _flowing(made, form, record.modified)


def several(flow_ids: Sequence[str], wanted: Wanted, usual: Format) -> Response:
    """The data of the dataflows that there are of these, in one message.

    A key that does not fit one of them wants nothing of it.
    """
    form = formats.chosen(formats.DATA, usual)
    if known := _known(form):
        return known
    level, after = questions.level(), questions.updated_after()
    own, registry = house(), sources.registry()
    found = [registry.record(one) for one in dict.fromkeys(flow_ids)]
    records = [one for one in found if one and (not after or one.modified > after)]
    header = Header(registry.agency, reading.head(session()).modified)
    read = sources.flows_of(own, records)
    return _together(
        read, lambda: map(names.flow, records), wanted, form, header, level
    )


def _everything(wanted: Wanted, form: Format, header: Header, level: str) -> Response:
    """All dataflows, one after the other."""
    own, after = house(), questions.updated_after()
    where = sources.places(own, reading.head(session()).seq, after)
    read = sources.every_flow(own, where, wanted)
    return _together(
        read, lambda: map(names.flow_at, where.slugs()), wanted, form, header, level
    )


def _together(
    found: Iterable[Flow],
    ids: Callable[[], Iterable[str]],
    wanted: Wanted,
    form: Format,
    header: Header,
    level: str,
) -> Response:
    """Many dataflows as they are read; those that a key does not fit are left out."""
    if form in {formats.JSON_10, formats.JSON_WD}:
        raise SdmxError(406, 406, ONE_ONLY)
    own, sheet = house(), columns.wanted(form)
    read = _fitting(found, wanted)
    first = next(read, None)
    if first is None:
        raise nothing("No hay datos publicados con esas condiciones.")

    def made() -> Iterable[str | bytes]:
        named = sources.dimensions(own) if columns.is_sheet(form) else {}
        whole = replace(sheet, dimensions=named)
        return _data(chain([first], read), ids(), whole, form, header, level)

    return _flowing(made, form, header.prepared)


def _fitting(found: Iterable[Flow], wanted: Wanted) -> Iterator[Flow]:
    """What each flow has of what is wanted; a key that does not fit it wants nothing."""
    for flow in found:
        with suppress(WrongKey):
            kept = keep(flow, wanted)
            if kept.series:
                yield kept


def schema(flow_id: str, usual: Format) -> Response:
    """The XML Schema of one dataflow's structure-specific data."""
    form = formats.chosen(formats.SCHEMAS, usual)
    if known := _known(form):
        return known
    level, registry = questions.level(), sources.registry()
    record = _record(registry, flow_id)
    made = artefacts.structure(registry.flow(record))
    lists = [one for one in registry.children(made) if one.kind == "codelist"]

    def written() -> Iterable[str]:
        version = form.version[:3]
        return schema_xsd.schema(made, lists, registry.agency, level, version)

    return _flowing(written, form, record.modified)


def availability(
    flow_id: str, wanted: Wanted, usual: Format, shown: Sequence[str] = ()
) -> Response:
    """The constraint that says what data there are for a key, by dimension."""
    form = formats.chosen(formats.STRUCTURES, usual)
    if known := _known(form):
        return known
    registry = sources.registry()
    record = _record(registry, flow_id)
    flow = _kept(registry.flow(record), wanted)
    found = artefacts.constraint(flow)
    if found is None:
        raise nothing(f"{flow_id} no tiene datos con esa clave.")
    if shown:
        questions.require_dimensions(shown, flow)
        values = tuple(one for one in found.parts.values if one[0] in shown)
        found = replace(found, parts=Region(values))
    header = Header(registry.agency, record.modified)
    brought = [Brought(found)]
    return _flowing(lambda: _structure(brought, form, header), form, record.modified)


def _record(registry: Registry, flow_id: str) -> PublicRecord:
    found = registry.record(flow_id)
    if found is None:
        raise nothing(
            f"No hay un flujo «{flow_id[:80]}». La lista está en /sdmx/dataflow"
        )
    return found


def _kept(flow: Flow, wanted: Wanted) -> Flow:
    try:
        return keep(flow, wanted)
    except WrongKey as problem:
        raise syntax(str(problem)) from None


def _data(
    found: Iterable[Flow],
    ids: Iterable[str],
    sheet: data_csv.Sheet,
    form: Format,
    header: Header,
    level: str,
) -> Iterable[str | bytes]:
    if form is formats.GENERIC:
        return data_xml.generic(found, ids, header, level)
    if form in {formats.SPECIFIC, formats.SPECIFIC_30}:
        return data_xml.specific(found, ids, header, level, form.version[:3])
    if form.is_json:
        return data_json.message(found, header, form.key.removeprefix("json-"))
    return data_csv.rows(found, sheet, header.sender)


def _mark(form: Format) -> str:
    """The ETag: the question, the form, our own code and where the ledger stands."""
    head = reading.head(session())
    settings = house().settings
    said = (
        VERSION,
        request.full_path,
        form.key,
        columns.mark(form),
        settings.sdmx_agency,
        settings.publisher,
        settings.territory,
        head.ledger_id,
        head.seq,
    )
    mark = hashlib.blake2b(digest_size=12)
    mark.update("\x1f".join(map(str, said)).encode("utf-8", "replace"))
    return mark.hexdigest()


def _known(form: Format) -> Response | None:
    """304 before any figure is read, for who has this very answer already."""
    mark = _mark(form)
    if not request.if_none_match.contains_weak(mark):
        return None
    response = Response(status=304)
    response.set_etag(mark, weak=True)
    response.cache_control.no_cache = True
    response.vary.update(("Accept", "Accept-Encoding"))
    return columns.tell(form, response)


def _flowing(
    made: Callable[[], Iterable[str | bytes]], form: Format, modified: datetime
) -> Response:
    """A streamed answer with its conditions; nothing is made for a HEAD."""

    def chunks() -> Iterator[bytes]:
        yield from gathered(made())

    response = answer(chunks(), form.media_type, _mark(form), modified)
    response.vary.add("Accept")
    return columns.tell(form, response)
