"""Socrata, by its catalogue (``/api/catalog/v1``): what datos.gov.co speaks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode, urlsplit

from ..records.seen import Seen
from ..schemas.harvest import Cut, Found, Item, Order
from ..schemas.tables import Unreadable
from . import jsonstream
from .ckan import _list
from .http import Client
from .places import digest, documents
from .sketch import Sketch
from .words import line, number

VERSION = "1"
LIMIT = 100
WALL = 10_000
"""The catalogue answers 400 beyond this offset: larger ones are read in slices."""
# What an asset can be: the slices of a catalogue that is too large.
TYPES = (
    "dataset",
    "filter",
    "map",
    "chart",
    "href",
    "federated_href",
    "file",
    "story",
    "measure",
    "calendar",
    "visualization",
)

NOT_SOCRATA = "«{name}» no responde como un catálogo de Socrata: no trae «results»."
SHORT = (
    "«{name}» dijo tener {total} registros y se alcanzaron {came}: el resto no se tocó."
)
NO_OBJECT = "Un elemento de la lista no es un recurso del catálogo."


def read(order: Order, http: Client) -> Iterator[Item]:
    """Every asset of a domain; ``order.location`` is the portal. Raises ``Unreadable``."""
    if "://" not in order.location:
        yield from _files(order, http)
        return
    parts = urlsplit(order.location)
    base = f"{parts.scheme}://{parts.netloc}/api/catalog/v1"
    asked = {"domains": order.settings.get("domain") or parts.hostname}
    asked |= {
        key: order.settings[key] for key in ("categories",) if key in order.settings
    }
    first = _page(http, base, {**asked, "limit": 1, "offset": 0})
    total = number(first.get("resultSetSize"))
    seen = Seen()
    slices: list[dict[str, Any]] = [asked]
    if total > WALL - LIMIT:
        slices = [{**asked, "only": one} for one in TYPES]
    for one in slices:
        for page in _slice(http, base, one):
            yield from seen.news(page, _name)
    if len(seen) < total:
        raise Cut(SHORT.format(name=base, total=total, came=len(seen)))


def _name(one: Item) -> str:
    return one.id


def _slice(http: Client, base: str, asked: dict[str, Any]) -> Iterator[list[Item]]:
    for offset in range(0, WALL - LIMIT + 1, LIMIT):
        page = {**asked, "limit": LIMIT, "offset": offset, "order": "createdAt"}
        found = _page(http, base, page)["results"]
        yield [item(one) for one in found]
        if len(found) < LIMIT:
            return


def _page(http: Client, base: str, asked: dict[str, Any]) -> dict[str, Any]:
    answer = http.get(f"{base}?{urlencode(asked)}", accept="application/json")
    said = jsonstream.whole(answer.require_data())
    if not isinstance(said, dict) or not isinstance(said.get("results"), list):
        raise Unreadable(NOT_SOCRATA.format(name=base))
    return said


def _files(order: Order, http: Client) -> Iterator[Item]:
    for document in documents(order.location, http, ("json",)):
        if isinstance(document, Item):
            yield document
            continue
        top: dict[str, Any] = {}
        for one in jsonstream.elements(document, "results", top=top):
            yield item(one)


def item(one: Any) -> Item:
    """One result of the catalogue (``resource``, ``classification``, ``metadata``)."""
    resource = one.get("resource") if isinstance(one, dict) else None
    if not isinstance(resource, dict):
        mark = digest(one)
        return Item(f"sin-id:{mark[:16]}", "?", mark, problem=NO_OBJECT)
    # Visits and downloads change every day; they say nothing of the record.
    counted = {"page_views", "download_count"}
    kept = {key: value for key, value in resource.items() if key not in counted}
    name = line(resource.get("name")) or "(sin título)"
    mark = digest({**one, "resource": kept})
    return Item(line(resource.get("id"), 100) or mark[:16], name, mark, one)


def map(item: Item) -> Found:  # noqa: A001 - the word of every harvester
    """The draft of an asset, with the Colombian fieldsets of datos.gov.co."""
    one: dict[str, Any] = item.content
    resource, said = one["resource"], _group(one.get("classification"))
    fields = _fields(said.get("domain_metadata"))
    metadata = _group(one.get("metadata"))
    sketch = Sketch(item.name)
    sketch.line("title", resource.get("name"))
    sketch.text("description", resource.get("description"))
    themes = [said.get("domain_category"), *_list(said.get("categories"))]
    sketch.term("theme", "themes", *themes)
    sketch.keywords(_list(said.get("domain_tags")), _list(said.get("tags")))
    sketch.term("licence", "licences", metadata.get("license"))
    rhythm = _field(fields, "Frecuencia-de-Actualización", "Update-Frequency")
    sketch.term("frequency", "frequencies", rhythm)
    sketch.term("language", "languages", _field(fields, "Idioma"))
    issued = _field(fields, "Fecha-Emisión-(aaaa-mm-dd)", "Issued") or ""
    sketch.day("issued", issued or resource.get("createdAt"), "Fecha de emisión")
    page = one.get("permalink") or one.get("link")
    norm = _field(fields, "URL-Normativa")
    if norm:
        sketch.data["notes"] = [f"Normativa: {norm}"]
    _parts(sketch, item.id, resource, page)
    own = _field(fields, "Unique-Identifier")
    sketch.known_by(own, page, one.get("link"))
    publisher = _field(
        fields, "Área-o-dependencia", "Nombre-de-la-Entidad", "Publisher"
    )
    publisher = publisher or resource.get("attribution")
    return sketch.found(organization=publisher, identity=own or page)


def _parts(
    sketch: Sketch, identifier: str, resource: dict[str, Any], page: Any
) -> None:
    """A table gives its rows as CSV; anything else is reached by its page."""
    base = urlsplit(line(page, 1000))
    host = f"{base.scheme}://{base.netloc}"
    if resource.get("type") in ("dataset", "filter") and base.netloc:
        rows = f"{host}/api/views/{identifier}/rows.csv?accessType=DOWNLOAD"
        changed = resource.get("data_updated_at") or resource.get("updatedAt")
        sketch.part(title="CSV", url=rows, formats=("text/csv",), modified=changed)
        return
    sketch.part(title=resource.get("name"), url=page)


def _group(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _fields(given: Any) -> dict[str, str]:
    """The custom fields, by their name without that of their fieldset."""
    found = {}
    for one in _list(given):
        if isinstance(one, dict):
            key = line(one.get("key"), 200)
            found[key.split("_", 1)[-1]] = line(one.get("value"), 500)
    return found


def _field(fields: dict[str, str], *names: str) -> str:
    return next((fields[name] for name in names if fields.get(name)), "")
