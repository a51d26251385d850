"""Asking a service of REST 2.1 or 3.0 for its dataflows and data, or opening files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from itertools import chain

from ...schemas.harvest import Item, Order, is_on
from ...schemas.tables import Unreadable
from .. import wire
from ..addresses import Refused
from ..http import Client
from ..places import digest, documents
from ..words import line
from . import marks
from .asking import Service, Unread, Waiting, with_data
from .flow import Flow, spanish
from .messages import flows, listed
from .questions import ELSE, XML

SUFFIXES = ("xml", "json", "csv")
STRUCTURE = {
    "2.1": f"{XML}structure+xml;version=2.1, {XML}structure+json;version=1.0, {ELSE}",
    "3.0": f"{XML}structure+json;version=2.0.0, {XML}structure+xml;version=3.0.0, {ELSE}",
}

BELIEVED = "updates"
"""A setting: «no» for a service whose word on when a flow changed is not to be relied on."""
NONE = "«{name}» no trae ningún flujo de datos (Dataflow) de SDMX."


def read(order: Order, http: Client) -> Iterator[Item]:
    """Every dataflow of a service, or of files. Raises ``Unreadable``."""
    if "://" not in order.location:
        yield from _files(order, http)
        return
    base = order.location.split("?")[0].rstrip("/")
    base = base.removesuffix("/dataflow").removesuffix("/structure")
    version, found = _listed(base, order, http)
    service = Service(base, version, http)
    believed = is_on(order.settings, BELIEVED)
    known = (replace(one, lists=service.lists) for one in found)
    for one, problem in with_data(known, service, partial(_is_sure, believed)):
        made = _made(one)
        yield replace(made, problem=problem) if problem else made


def _is_sure(believed: bool, flow: Flow) -> bool:
    return believed and marks.are_sure(flow.marks)


def _listed(base: str, order: Order, http: Client) -> tuple[str, Iterator[Flow]]:
    """The dataflows, and the version of REST in which the service told them."""
    agency = order.settings.get("agency") or ""
    addresses = {
        "2.1": f"{base}/dataflow/{agency or 'all'}/all/latest",
        "3.0": f"{base}/structure/dataflow/{agency or '*'}/*/~",
    }
    trouble: Unreadable | None = None
    wanted = order.settings.get("rest") or ""
    for version, address in addresses.items():
        if wanted and wanted != version:
            continue
        try:
            answer = http.get(address, accept=STRUCTURE[version]).require_data()
            found = listed(answer)
            first = next(found, None)
            if first is not None:
                return version, chain([first], found)
            trouble = trouble or Unreadable(NONE.format(name=address))
        except (Refused, wire.Slow):
            raise
        except Unreadable as error:
            trouble = trouble or error
    raise trouble or Unreadable(NONE.format(name=base))


def _files(order: Order, http: Client) -> Iterator[Item]:
    """The dataflows of the files together: their structure in one, their data in others."""
    gathered: dict[str, Flow] = {}
    for document in documents(order.location, http, SUFFIXES):
        if isinstance(document, Item):
            yield document
            continue
        trouble = NONE.format(name=document.url)
        found: list[Flow] = []
        try:
            found = flows(document)
        except Unreadable as error:
            trouble = str(error)
        for one in found:
            known = gathered.get(one.key)
            gathered[one.key] = known.joined(one) if known else one
        if not found:
            yield Item(f"archivo:{document.url}", document.url, problem=trouble)
    for one in gathered.values():
        yield item(one)


def _made(one: Flow | Unread | Waiting) -> Item:
    if isinstance(one, Waiting):
        return _waiting(one)
    return _unread(one) if isinstance(one, Unread) else item(one)


def _unread(one: Unread) -> Item:
    """A flow that changed when its answer did: not one of thousands has to be read."""
    flow, mark = one.flow, one.mark
    name = line(spanish(flow.names)) or flow.id
    if mark:
        said = digest([flow.names, flow.descriptions, mark])
        return Item(flow.key, name, said, one)
    try:
        return item(one.filled())
    except Unreadable as error:
        return Item(flow.key, name, problem=str(error))


def _waiting(one: Waiting) -> Item:
    """A flow that changed when the service says so, or once in a while."""
    flow = one.flow
    said = [flow.names, flow.descriptions, flow.version, flow.marks]
    mark = digest([*said, marks.turn(flow.key)])
    return Item(flow.key, line(spanish(flow.names)) or flow.id, mark, one)


def item(flow: Flow) -> Item:
    content = [flow.names, flow.descriptions, flow.figures, flow.parts, flow.codes]
    return Item(flow.key, line(spanish(flow.names)) or flow.id, digest(content), flow)
