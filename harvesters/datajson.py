"""data.json: Project Open Data 1.1 and its dialects (non-federal, Argentina, DCAT-US 3)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from ..schemas.harvest import Cut, Found, Item, Order
from ..schemas.tables import Unreadable
from . import argentina, jsonstream
from .answers import Answer
from .http import Client
from .places import digest, documents
from .sketch import Sketch
from .words import line, many

VERSION = "3"
SUFFIXES = ("json", "jsonld", "xlsx")
LISTS = ("dataset", "datasets")

NO_OBJECT = "Un elemento de la lista de conjuntos de datos no es un conjunto de datos."
EMPTY = "«{name}» es un catálogo sin ningún conjunto de datos."
NO_ID = "No trae identificador: se reconocerá por su título y su página."
WITHHELD = "La fuente la declara «{level}»: decida su clase antes de publicarla."
LEVELS = ("restricted public", "non-public", "non_public", "restricted")


def read(order: Order, http: Client) -> Iterator[Item]:
    """Each dataset of the catalogue, as it is read. Raises ``Unreadable``.

    In a folder a file that is no catalogue comes as an item with its problem.
    """
    for document in documents(order.location, http, SUFFIXES):
        if isinstance(document, Item):
            yield document
        elif "://" in order.location:
            yield from _datasets(document)
        else:
            yield from _file(document)


def _file(document: Answer) -> Iterator[Item]:
    """A file beside others: one that is no catalogue, or is empty, says so."""
    found = False
    trouble = EMPTY.format(name=document.url)
    try:
        for one in _datasets(document):
            found = True
            yield one
    except (Unreadable, Cut) as error:
        trouble, found = str(error), False
    if not found:
        yield Item(f"archivo:{document.url}", document.url, problem=trouble)


def _datasets(answer: Answer) -> Iterator[Item]:
    if answer.start(4).startswith(b"PK"):
        book = argentina.catalogue(answer.content(), answer.url)
        yield from (item(one, book) for one in book["dataset"])
        return
    top: dict[str, Any] = {}
    count = 0
    try:
        for one in jsonstream.elements(answer, "dataset", top=top):
            count += 1
            yield item(one, top)
    except Unreadable as error:
        if count:
            raise Cut(str(error)) from None
        if not _beside(top) and not _alone(top):
            raise
    for one in _beside(top) or ([top] if not count and _alone(top) else []):
        yield item(one, top)


def _beside(top: dict[str, Any]) -> list[dict[str, Any]]:
    """DCAT-US 3 keeps series and services beside the datasets, with others inside."""
    series = [one for one in _listed(top.get("datasetSeries")) if isinstance(one, dict)]
    services = [one for one in _listed(top.get("service")) if isinstance(one, dict)]
    inside = [
        member
        for one, key in [
            *((each, "seriesMember") for each in series),
            *((each, "servesDataset") for each in services),
        ]
        for member in _listed(one.get(key))
        if isinstance(member, dict) and member.get("title")
    ]
    return [*({**one, "isSeries": True} for one in series), *inside]


def _alone(top: dict[str, Any]) -> bool:
    """A file may hold one dataset by itself."""
    return "title" in top and ("identifier" in top or "distribution" in top)


def item(one: Any, top: dict[str, Any]) -> Item:
    """One element of the list, before it is looked into."""
    if not isinstance(one, dict):
        mark = digest(one)
        return Item(
            f"sin-id:{mark[:16]}", line(one, 80) or "?", mark, problem=NO_OBJECT
        )
    content = {**one, "_catalog": line(_name(top.get("publisher")), 300)}
    name = line(one.get("title")) or line(_identifier(one)) or "(sin título)"
    return Item(_identifier(one) or _mark(one), name, digest(content), content)


def _identifier(one: dict[str, Any]) -> str:
    given = one.get("identifier") or one.get("@id") or one.get("id")
    if isinstance(given, dict):
        given = given.get("@id") or given.get("notation") or given.get("identifier")
    if isinstance(given, list):
        given = next((each for each in given if isinstance(each, str)), "")
    return line(given, 2000)


def _mark(one: dict[str, Any]) -> str:
    said = f"{line(one.get('title'))}\n{line(one.get('landingPage'))}"
    return "sin-id:" + hashlib.sha256(said.encode()).hexdigest()[:16]


def map(item: Item) -> Found:  # noqa: A001 - the word of every harvester
    """The draft of a dataset (POD 1.1, ``dcat:Dataset``), or why it is none."""
    one: dict[str, Any] = item.content
    sketch = Sketch(item.name)
    sketch.line("title", one.get("title"))
    sketch.text("description", one.get("description"))
    sketch.line("acronym", one.get("acronym"), 60)
    _about(sketch, one)
    _people(sketch, one)
    _parts(sketch, one)
    if item.id.startswith("sin-id:"):
        sketch.remarks.append(NO_ID)
    level = line(one.get("accessLevel"), 60).lower()
    if level in LEVELS:
        sketch.remarks.append(WITHHELD.format(level=level))
    identifier = _identifier(one)
    sketch.known_by(identifier, one.get("landingPage"), *_listed(one.get("references")))
    publisher = _name(one.get("publisher")) or one["_catalog"]
    return sketch.found(organization=publisher, identity=identifier)


def _about(sketch: Sketch, one: dict[str, Any]) -> None:
    themes = [*_listed(one.get("theme")), *_listed(one.get("superTheme"))]
    sketch.keywords(one.get("keyword"), one.get("keywords"))
    if themes:
        sketch.term("theme", "themes", *map_names(themes))
    sketch.term("licence", "licences", one.get("license"), one.get("licence"))
    rhythm = one.get("accrualPeriodicity")
    sketch.term("frequency", "frequencies", _word(rhythm))
    languages = [_word(each) for each in _listed(one.get("language"))]
    sketch.term("language", "languages", *languages)
    sketch.day("issued", one.get("issued"), "Fecha de publicación")
    temporal = one.get("temporal")
    if isinstance(temporal, list) and temporal:
        temporal = temporal[0]
    if isinstance(temporal, dict):
        temporal = [temporal.get("startDate"), temporal.get("endDate")]
    sketch.period(temporal)
    sketch.places(*_listed(one.get("spatial")))
    sketch.line("dataset_version", one.get("version"), 40)
    if one.get("isSeries"):
        sketch.data["is_series"] = True


def _people(sketch: Sketch, one: dict[str, Any]) -> None:
    contact = one.get("contactPoint")
    if isinstance(contact, list):
        contact = next((each for each in contact if isinstance(each, dict)), None)
    if isinstance(contact, dict):
        phone = contact.get("tel") or contact.get("hasTelephone")
        sketch.contact(contact.get("fn"), contact.get("hasEmail"), phone)
    elif contact:
        sketch.contact(contact, one.get("mbox"))


def _parts(sketch: Sketch, one: dict[str, Any]) -> None:
    given = one.get("distribution")
    for part in _listed(given):
        if not isinstance(part, dict):
            sketch.part(url=part)
            continue
        sketch.part(
            title=part.get("title"),
            url=part.get("downloadURL"),
            other_url=part.get("accessURL"),
            formats=(part.get("mediaType"), part.get("format")),
            licence=part.get("license"),
            size=part.get("byteSize"),
            description=part.get("description"),
            issued=part.get("issued"),
            modified=part.get("modified"),
        )
    if not sketch.data.get("distributions"):
        media = (one.get("format"),)
        if one.get("accessURL") or one.get("webService"):
            url = one.get("accessURL") or one.get("webService")
            sketch.part(url=url, formats=media)


def _listed(value: Any) -> list[Any]:
    if isinstance(value, list):
        return value
    return [] if value in (None, "") else [value]


def map_names(values: list[Any]) -> list[Any]:
    """Themes are words, addresses, or groups with a label."""
    names: list[Any] = []
    for one in values:
        if isinstance(one, dict):
            names += [one.get("@id"), one.get("prefLabel"), one.get("label"), one]
        else:
            names += [one, *many(one)]
    return [one for one in names if one]


def _word(value: Any) -> Any:
    return value.get("@id") or value if isinstance(value, dict) else value


def _name(value: Any) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        return line(value.get("name") or value.get("prefLabel") or value.get("fn"), 300)
    return line(value, 300)
