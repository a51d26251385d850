"""NADA (ANDA, the World Bank's catalogues), by its API: JSON, or DDI where that is all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import quote

from ..records.seen import Seen
from ..schemas.crosswalks import ddi as crosswalk
from ..schemas.crosswalks import nada
from ..schemas.harvest import Found, Item, Order
from ..schemas.tables import Unreadable
from . import ddi, jsonstream, resources, studies, xml
from .answers import Answer
from .http import Client
from .places import digest, documents
from .words import line, number

VERSION = "3"
SUFFIXES = ("json", "xml", "ddi", "rdf")
ROWS = 100
MOST_PAGES = 10_000
CHANGES = ("idno", "title", "changed", "created", "modified", "version")

NOT_NADA = "«{name}» no responde como un NADA: no trae «result» con «rows»."
NOT_STUDY = (
    "«{name}» no es un estudio de NADA: no trae «study_desc», ni es DDI ni recursos."
)
STUCK = (
    "La paginación de «{name}» no avanza: se dejó de leer y no se tocó lo que falta."
)
SHORT = "«{name}» dijo tener {total} estudios y dio {came}: se dejó de leer."
NO_ROW = "Un elemento de la lista no es un estudio."
WRONG = "El estudio no se pudo leer: {why}."


@dataclass(frozen=True)
class Study:
    """A row of the list, and the means to ask for the rest when it is needed."""

    row: dict[str, Any]
    base: str
    http: Client


@dataclass(frozen=True)
class Described:
    """``said`` is NADA's JSON or a codebook; ``files`` are the resources beside it."""

    said: Any
    files: list[dict[str, str]] = field(default_factory=list)


def read(order: Order, http: Client) -> Iterator[Item]:
    """Every study of the catalogue. What did not change is not asked for again."""
    if "://" not in order.location:
        yield from _files(order, http)
        return
    base = re.sub(r"/index\.php.*$", "", order.location.rstrip("/"))
    seen = Seen()
    for page in range(1, MOST_PAGES):
        address = f"{base}/index.php/api/catalog/search?ps={ROWS}&page={page}"
        said = _json(http, address).get("result")
        result = said if isinstance(said, dict) else {}
        rows = result.get("rows")
        if not isinstance(rows, list):
            raise Unreadable(NOT_NADA.format(name=base))
        fresh = seen.news(rows, _id)
        if rows and not fresh:
            raise Unreadable(STUCK.format(name=base))
        yield from (_listed(one, base, http) for one in fresh)
        total = number(result.get("found"))
        if not rows or len(seen) >= total:
            break
    if len(seen) < total:
        raise Unreadable(SHORT.format(name=base, total=total, came=len(seen)))


def _listed(row: Any, base: str, http: Client) -> Item:
    """A row of the list; what changes it says all that is known of a change."""
    if not isinstance(row, dict) or not _id(row):
        mark = digest(row)
        return Item(f"sin-id:{mark[:16]}", line(row, 80) or "?", mark, problem=NO_ROW)
    kept = {key: row.get(key) for key in CHANGES}
    name = line(row.get("title")) or _id(row)
    return Item(_id(row), name, digest(kept), Study(row, base, http))


def _files(order: Order, http: Client) -> Iterator[Item]:
    """Studies in JSON or DDI, each with the resources of the file of the same name."""
    studies_of: dict[str, Item] = {}
    beside: dict[str, list[dict[str, str]]] = {}
    for document in documents(order.location, http, SUFFIXES):
        if isinstance(document, Item):
            yield document
            continue
        stem = document.url.rsplit(".", 1)[0]
        try:
            found = _opened(document)
        except Unreadable as error:
            yield Item(f"archivo:{document.url}", document.url, problem=str(error))
            continue
        if isinstance(found, Item):
            # A study in both is read from its JSON, which says more.
            studies_of.setdefault(stem, found)
        else:
            beside[stem] = found
    for stem, item in studies_of.items():
        files = beside.get(stem, [])
        mark = digest([item.digest, files]) if files else item.digest
        yield replace(item, digest=mark, content=Described(item.content, files))


def _opened(document: Answer) -> Item | list[dict[str, str]]:
    """A study, or a list of resources. Raises ``Unreadable`` for what is neither."""
    if document.start(4).startswith((b"{", b"[")):
        said = jsonstream.whole(document)
        if isinstance(said, dict) and "study_desc" in said:
            titles = said["study_desc"]
            titles = titles.get("title_statement") if isinstance(titles, dict) else None
            titles = titles if isinstance(titles, dict) else {}
            named = line(titles.get("idno")) or document.url
            name = line(titles.get("title")) or named
            return Item(named, name, digest(said), said)
        if isinstance(said, list) or (isinstance(said, dict) and "resources" in said):
            return resources.of_json(said)
        raise Unreadable(NOT_STUDY.format(name=document.url))
    root = resources.document(document)
    if resources.is_rdf(root):
        return resources.of_rdf(root)
    return ddi.first(root, document.url)


def _json(http: Client, address: str) -> dict[str, Any]:
    said = jsonstream.whole(http.get(address, accept="application/json").require_data())
    return said if isinstance(said, dict) else {}


def _id(row: Any) -> str:
    given = (row.get("idno") or row.get("id")) if isinstance(row, dict) else row
    return line(given, 300)


def map(item: Item) -> Found:  # noqa: A001 - the word of every harvester
    """The draft of a study; asks for its description, for it is new or has changed."""
    try:
        whole = _described(item.content)
        said = whole.said
        document = (
            nada.from_nada(said) if isinstance(said, dict) else ddi_document(said)
        )
    except Unreadable as error:
        return Found(item.name, problem=str(error))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        return Found(item.name, problem=WRONG.format(why=line(str(error), 200)))
    if whole.files:
        document = {**document, "distributions": whole.files}
    page = ""
    if isinstance(item.content, Study):
        row = item.content.row
        page = line(row.get("url"), 1000)
        page = page or f"{item.content.base}/index.php/catalog/{row.get('id')}"
    return studies.draft(
        item.name, document, identity=page or item.id, addresses=(page,) if page else ()
    )


def ddi_document(codebook: Any) -> dict[str, Any]:
    found = crosswalk.from_ddi(codebook)
    return {**found, "title": ddi.title(codebook) or found.get("title")}


def _described(content: Study | Described) -> Described:
    """The whole description, as JSON if the server gives it, and else as DDI."""
    if isinstance(content, Described):
        return content
    idno = quote(_id(content.row), safe="")
    base = f"{content.base}/index.php"
    try:
        said = _json(content.http, f"{base}/api/catalog/json/{idno}")
    except Unreadable:
        said = {}
    if "study_desc" in said:
        api = f"{base}/api/catalog"
        places = (f"{api}/resources/{idno}", f"{api}/{idno}/resources")
        return Described(said, _beside(places, content))
    number = quote(line(content.row.get("id"), 40) or idno, safe="")
    answer = content.http.get(f"{base}/metadata/export/{number}/ddi")
    codebook = ddi.first(xml.document(answer), answer.url).content
    places = (f"{base}/metadata/export/{number}/rdf", f"{base}/catalog/{number}/rdf")
    return Described(codebook, _beside(places, content))


def _beside(places: tuple[str, ...], content: Study) -> list[dict[str, str]]:
    """The resources of a study, from the first place that has them: years differ in it."""
    for address in places:
        try:
            answer = content.http.get(address, accept="application/json, */*;q=0.5")
            if answer.start(4).startswith((b"{", b"[")):
                return resources.of_json(jsonstream.whole(answer))
            root = resources.document(answer)
        except Unreadable:
            continue
        if resources.is_rdf(root):
            return resources.of_rdf(root)
    return []
