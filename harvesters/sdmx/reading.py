"""Asking a service of REST 2.1 or 3.0 for its dataflows and data, or opening files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import quote

from ...schemas.harvest import Item, Order
from ...schemas.tables import Unreadable
from .. import jsonstream, wire, xml
from ..addresses import Refused
from ..answers import Answer
from ..http import Client
from ..places import digest, documents
from ..words import line
from . import csvform, jsonform, xmlform
from .flow import Flow
from .mapping import spanish

SUFFIXES = ("xml", "json", "csv")
_XML, _ELSE = "application/vnd.sdmx.", "application/xml;q=0.5, */*;q=0.1"
STRUCTURE = {
    "2.1": f"{_XML}structure+xml;version=2.1, {_XML}structure+json;version=1.0, {_ELSE}",
    "3.0": f"{_XML}structure+json;version=2.0.0, {_XML}structure+xml;version=3.0.0, {_ELSE}",
}
DATA = {
    "2.1": f"{_XML}genericdata+xml;version=2.1, {_XML}data+json;version=1.0.0, {_ELSE}",
    "3.0": f"{_XML}data+csv;version=2.0.0, {_XML}data+json;version=2.0.0, "
    f"{_XML}data+xml;version=3.0.0, {_ELSE}",
}

WITHOUT = (404, 405, 406, 501)
"""What services answer for a flow without data, or that give none at all."""
NO_DATA = "No se pudieron leer sus datos: {why}"
NONE = "«{name}» no trae ningún flujo de datos (Dataflow) de SDMX."
SAID = "«{name}» respondió con un error de SDMX: {text}"
BROKEN = (
    "«{name}» no es un CSV de SDMX: su primera columna no es STRUCTURE ni DATAFLOW."
)


def read(order: Order, http: Client) -> Iterator[Item]:
    """Every dataflow of a service, or of files. Raises ``Unreadable``."""
    if "://" not in order.location:
        yield from _files(order, http)
        return
    base = order.location.split("?")[0].rstrip("/")
    base = base.removesuffix("/dataflow").removesuffix("/structure")
    version, found = _listed(base, order, http)
    for one in found:
        try:
            yield item(_with_data(one, base, version, http))
        except Unreadable as error:
            yield replace(item(one), problem=NO_DATA.format(why=error))


def _listed(base: str, order: Order, http: Client) -> tuple[str, list[Flow]]:
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
            found = flows(answer)
            if found:
                return version, found
            trouble = trouble or Unreadable(NONE.format(name=address))
        except (Refused, wire.Slow):
            raise
        except Unreadable as error:
            trouble = trouble or error
    raise trouble or Unreadable(NONE.format(name=base))


def _with_data(flow: Flow, base: str, version: str, http: Client) -> Flow:
    """The flow with its figures, if the service has any for it.

    Raises ``Unreadable`` when it only failed: figures that there were stay.
    """
    name, agency = quote(flow.id, safe=""), quote(flow.agency, safe="")
    address = f"{base}/data/{agency},{name}/all"
    if version == "3.0":
        address = f"{base}/data/dataflow/{agency}/{name}/{flow.version or '*'}/*"
    answer = http.ask("GET", address, headers={"Accept": DATA[version]})
    if answer.status in WITHOUT:
        return flow
    for one in flows(http.require_ok(answer).require_data()):
        flow = flow.with_figures(one.figures)
    return flow.with_figures((), address)


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


def flows(answer: Answer) -> list[Flow]:
    """What a message holds, by its first signs and not by its name."""
    first = answer.start(400)
    if first.startswith((b"{", b"[")):
        return list(jsonform.flows(jsonstream.whole(answer)))
    text = answer.text() if first.lstrip(b'"').startswith((b"STRU", b"DATAF")) else ""
    if csvform.is_one(text.lstrip("\ufeff")):
        return csvform.flows(text.lstrip("\ufeff"))
    if answer.url.lower().endswith(".csv"):
        raise Unreadable(BROKEN.format(name=answer.url))
    root = xml.document(answer)
    if xml.local(root) == "Error":
        raise Unreadable(SAID.format(name=answer.url, text=xml.text(root)[:200]))
    return list(xmlform.flows(root))


def item(flow: Flow) -> Item:
    content = [flow.names, flow.descriptions, flow.figures]
    return Item(flow.key, line(spanish(flow.names)) or flow.id, digest(content), flow)
