"""NADA (ANDA, the World Bank's catalogues), by its API: JSON, or DDI where that is all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from ..schemas.crosswalks import ddi as crosswalk
from ..schemas.crosswalks import nada
from ..schemas.harvest import Found, Item, Order
from ..schemas.tables import Unreadable
from . import ddi, jsonstream, studies, xml
from .http import Client
from .places import digest, documents
from .words import line

VERSION = "1"
ROWS = 100
MOST_PAGES = 10_000
CHANGES = ("idno", "title", "changed", "created", "modified", "version")

NOT_NADA = "«{name}» no responde como un NADA: no trae «result» con «rows»."
STUCK = (
    "La paginación de «{name}» no avanza: se dejó de leer y no se tocó lo que falta."
)
SHORT = "«{name}» dijo tener {total} estudios y dio {came}: se dejó de leer."
WRONG = "El estudio no se pudo leer: {why}."


@dataclass(frozen=True)
class Study:
    """A row of the list, and the means to ask for the rest when it is needed."""

    row: dict[str, Any]
    base: str
    http: Client


def read(order: Order, http: Client) -> Iterator[Item]:
    """Every study of the catalogue. What did not change is not asked for again."""
    if "://" not in order.location:
        yield from _files(order, http)
        return
    base = re.sub(r"/index\.php.*$", "", order.location.rstrip("/"))
    seen: set[str] = set()
    for page in range(1, MOST_PAGES):
        address = f"{base}/index.php/api/catalog/search?ps={ROWS}&page={page}"
        said = _json(http, address).get("result")
        result = said if isinstance(said, dict) else {}
        rows = result.get("rows")
        if not isinstance(rows, list):
            raise Unreadable(NOT_NADA.format(name=base))
        fresh = [one for one in rows if _id(one) not in seen]
        if rows and not fresh:
            raise Unreadable(STUCK.format(name=base))
        seen |= {_id(one) for one in fresh}
        for one in fresh:
            kept = {key: one.get(key) for key in CHANGES}
            name = line(one.get("title")) or _id(one)
            yield Item(_id(one), name, digest(kept), Study(one, base, http))
        total = int(result.get("found") or 0)
        if not rows or len(seen) >= total:
            break
    if len(seen) < total:
        raise Unreadable(SHORT.format(name=base, total=total, came=len(seen)))


def _files(order: Order, http: Client) -> Iterator[Item]:
    for document in documents(order.location, http, ("json",)):
        if isinstance(document, Item):
            yield document
            continue
        try:
            said = jsonstream.whole(document)
        except Unreadable as error:
            yield Item(f"archivo:{document.url}", document.url, problem=str(error))
            continue
        if not isinstance(said, dict) or "study_desc" not in said:
            text = NOT_NADA.format(name=document.url)
            yield Item(f"archivo:{document.url}", document.url, problem=text)
            continue
        titles = said["study_desc"].get("title_statement") or {}
        named = line(titles.get("idno")) or document.url
        yield Item(named, line(titles.get("title")) or named, digest(said), said)


def _json(http: Client, address: str) -> dict[str, Any]:
    said = jsonstream.whole(http.get(address, accept="application/json").require_data())
    return said if isinstance(said, dict) else {}


def _id(row: Any) -> str:
    given = (row.get("idno") or row.get("id")) if isinstance(row, dict) else row
    return line(given, 300)


def map(item: Item) -> Found:  # noqa: A001 - the word of every harvester
    """The draft of a study; asks for its description, for it is new or has changed."""
    try:
        said = _described(item.content)
        document = (
            nada.from_nada(said) if isinstance(said, dict) else ddi_document(said)
        )
    except Unreadable as error:
        return Found(item.name, problem=str(error))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        return Found(item.name, problem=WRONG.format(why=line(str(error), 200)))
    page = ""
    if isinstance(item.content, Study):
        page = line(item.content.row.get("url"), 1000)
        page = (
            page
            or f"{item.content.base}/index.php/catalog/{item.content.row.get('id')}"
        )
    return studies.draft(
        item.name, document, identity=page or item.id, addresses=(page,) if page else ()
    )


def ddi_document(codebook: Any) -> dict[str, Any]:
    found = crosswalk.from_ddi(codebook)
    return {**found, "title": ddi.title(codebook) or found.get("title")}


def _described(content: Study | dict[str, Any]) -> Any:
    """The whole description, as JSON if the server gives it, and else as DDI."""
    if not isinstance(content, Study):
        return content
    idno = quote(_id(content.row), safe="")
    base = f"{content.base}/index.php"
    try:
        said = _json(content.http, f"{base}/api/catalog/json/{idno}")
    except Unreadable:
        said = {}
    if "study_desc" in said:
        return said
    number = quote(line(content.row.get("id"), 40) or idno, safe="")
    answer = content.http.get(f"{base}/metadata/export/{number}/ddi")
    root = xml.document(answer)
    return ddi.items(root, answer.url)[0].content
