"""CKAN, by its action API (any version with ``package_search``), or a file of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, urlencode

from ..schemas.harvest import Found, Item, Order
from ..schemas.tables import Unreadable
from . import jsonstream
from .http import Client
from .places import digest, documents
from .sketch import Sketch
from .words import line, many

VERSION = "2"
ROWS = 100
MOST_PAGES = 20_000

NOT_CKAN = "«{name}» no responde como un CKAN: {why}."
STUCK = (
    "La paginación de «{name}» no avanza: dio dos veces la misma página. Se dejó de leer "
    "y no se tocó lo que falta."
)
ENDLESS = "«{name}» no termina nunca: se leyeron {pages} páginas."
SHORT = "«{name}» dijo tener {total} registros y dio {came}: se dejó de leer."
NO_OBJECT = "Un elemento de la lista no es un conjunto de datos."
PRIVATE = "La fuente lo tiene como privado: no se toma."
# Where packages name their territory; the last is what a Tumbaga writes.
PLACES = ("spatial_text", "geographic_coverage", "spatial", "divipola")
OURS = ("indicator", "production_process", "document")
"""The kinds that a Tumbaga says in the extra ``kind``; all else is a dataset."""


def read(order: Order, http: Client) -> Iterator[Item]:
    """Every package, active or deleted. Raises ``Unreadable``."""
    if "://" not in order.location:
        yield from _files(order, http)
        return
    base = re.sub(r"/(?:api(?:/.*)?|dataset/?)$", "", order.location.rstrip("/"))
    try:
        yield from _search(base, order, http)
    except Unreadable as error:
        if "404" not in str(error):
            raise
        yield from _listed(base, http)


def _search(base: str, order: Order, http: Client) -> Iterator[Item]:
    """By pages, in the order of identifiers, until a page is empty."""
    before: list[str] = []
    came = 0
    for page in range(MOST_PAGES):
        asked: dict[str, Any] = {"rows": ROWS, "start": came, "sort": "id asc"}
        wanted = [order.settings.get("fq", "")]
        if order.since:
            wanted.append(f"metadata_modified:[{order.since}T00:00:00Z TO *]")
        if any(wanted):
            asked["fq"] = " ".join(filter(None, wanted))
        address = f"{base}/api/3/action/package_search?{urlencode(asked)}"
        result = _result(http, address)
        packages = result.get("results") if isinstance(result, dict) else None
        if not isinstance(packages, list):
            raise Unreadable(NOT_CKAN.format(name=base, why="no trae «results»"))
        if not packages:
            _require_all(base, result, came)
            return
        ids = [_id(one) for one in packages]
        if ids == before and page:
            raise Unreadable(STUCK.format(name=base))
        before, came = ids, came + len(packages)
        yield from (item(one, base) for one in packages)
        if came >= _total(result):
            return
    raise Unreadable(ENDLESS.format(name=base, pages=MOST_PAGES))


def _listed(base: str, http: Client) -> Iterator[Item]:
    """Old servers: the names of all, and then one by one."""
    names = _result(http, f"{base}/api/3/action/package_list")
    if not isinstance(names, list):
        raise Unreadable(NOT_CKAN.format(name=base, why="no trae una lista de nombres"))
    for name in names:
        said = line(name, 300)
        address = f"{base}/api/3/action/package_show?id={quote(said, safe='')}"
        try:
            yield item(_result(http, address), base)
        except Unreadable as error:
            yield Item(said, said, problem=str(error))


def _result(http: Client, address: str) -> Any:
    answer = http.get(address, accept="application/json").require_data()
    said = jsonstream.whole(answer)
    if not isinstance(said, dict) or said.get("success") is not True:
        error = said.get("error") if isinstance(said, dict) else ""
        why = line(error, 200) or "no dice «success»"
        raise Unreadable(NOT_CKAN.format(name=address, why=why))
    return said.get("result")


def _total(result: dict[str, Any]) -> int:
    count = result.get("count")
    return count if isinstance(count, int) and count > 0 else 2**62


def _require_all(base: str, result: dict[str, Any], came: int) -> None:
    """An empty page before the end is no end: what is missing is not gone."""
    total = _total(result)
    if total != 2**62 and came < total:
        raise Unreadable(SHORT.format(name=base, total=total, came=came))


def _files(order: Order, http: Client) -> Iterator[Item]:
    for document in documents(order.location, http, ("json",)):
        if isinstance(document, Item):
            yield document
            continue
        try:
            said = jsonstream.whole(document)
            yield from (item(one, "") for one in _packages(said, document.url))
        except Unreadable as error:
            yield Item(f"archivo:{document.url}", document.url, problem=str(error))


def _packages(said: Any, name: str) -> list[Any]:
    """The packages of a saved answer, of a list, or the one package."""
    if isinstance(said, dict) and "result" in said:
        said = said["result"]
    if isinstance(said, dict) and isinstance(said.get("results"), list):
        said = said["results"]
    if isinstance(said, list):
        return said
    if isinstance(said, dict) and ("title" in said or "resources" in said):
        return [said]
    raise Unreadable(NOT_CKAN.format(name=name, why="no trae conjuntos de datos"))


def _id(one: Any) -> str:
    given = (one.get("id") or one.get("name")) if isinstance(one, dict) else ""
    return line(given, 2000)


def item(one: Any, base: str) -> Item:
    """One package, before it is looked into."""
    if not isinstance(one, dict):
        mark = digest(one)
        return Item(
            f"sin-id:{mark[:16]}", line(one, 80) or "?", mark, problem=NO_OBJECT
        )
    name = line(one.get("title")) or line(one.get("name")) or "(sin título)"
    identifier = _id(one) or f"sin-id:{digest(one.get('title'))[:16]}"
    if one.get("state") == "deleted":
        return Item(identifier, name, deleted=True)
    if one.get("private") is True:
        return Item(identifier, name, digest(one), problem=PRIVATE)
    # What every request changes says nothing of the record.
    kept = {k: v for k, v in one.items() if k not in {"tracking_summary", "num_tags"}}
    return Item(identifier, name, digest(kept), {**one, "_base": base})


def map(item: Item) -> Found:  # noqa: A001 - the word of every harvester
    """The draft of a package (CKAN ``package_show``)."""
    one: dict[str, Any] = item.content
    extras = _extras(one)

    def said(*names: str) -> Any:
        both = (one.get(name) or extras.get(name) for name in names)
        return next((value for value in both if value), None)

    kind = said("kind")
    sketch = Sketch(item.name, kind if kind in OURS else "dataset")
    if kind == "indicator":
        sketch.line("unit", said("unit"), 100)
    sketch.line("title", one.get("title") or one.get("title_translated"))
    sketch.text("description", one.get("notes") or one.get("notes_translated"))
    sketch.keywords([_name(tag) for tag in _list(one.get("tags"))], one.get("keywords"))
    themes = [*_words(said("theme", "dcat_theme")), *map_groups(one)]
    if themes:
        sketch.term("theme", "themes", *themes)
    _about(sketch, one, said)
    _contact(sketch, one, said)
    for part in _list(one.get("resources")):
        _part(sketch, part)
    own = f"{one['_base']}/dataset/{quote(line(one.get('name')), safe='')}"
    uri = said("uri", "identifier")
    sketch.known_by(uri, own, one.get("url"), said("source", "source_url"))
    return sketch.found(organization=_publisher(one, said), identity=uri or own)


def _about(sketch: Sketch, one: dict[str, Any], said: Any) -> None:
    """Its licence, rhythm and language, its dates and its places."""
    licence = (one.get("license_url"), one.get("license_id"), one.get("license_title"))
    sketch.term("licence", "licences", *licence)
    sketch.term("frequency", "frequencies", said("frequency", "accrual_periodicity"))
    sketch.term("language", "languages", *_words(said("language")))
    sketch.day("issued", said("issued", "publication_date"), "Fecha de publicación")
    sketch.period([said("temporal_start"), said("temporal_end")])
    sketch.places(*_words(said(*PLACES)))
    sketch.line("dataset_version", said("version"), 40)


def _publisher(one: dict[str, Any], said: Any) -> str:
    unit = one.get("organization")
    named = _name(unit) if isinstance(unit, dict) else ""
    return line(said("publisher_name"), 300) or _first(said("publisher")) or named


def _contact(sketch: Sketch, one: dict[str, Any], said: Any) -> None:
    given = one.get("contact")
    if isinstance(given, list) and given and isinstance(given[0], dict):
        sketch.contact(given[0].get("name"), given[0].get("email"))
        return
    name = said("contact_name", "maintainer", "author")
    sketch.contact(name, said("contact_email", "maintainer_email", "author_email"))


def _part(sketch: Sketch, part: Any) -> None:
    if not isinstance(part, dict) or part.get("state") == "deleted":
        return
    sketch.part(
        title=part.get("name") or part.get("title"),
        url=part.get("url") or part.get("access_url"),
        other_url=part.get("download_url"),
        formats=(part.get("mimetype"), part.get("format")),
        licence=part.get("license"),
        size=part.get("size"),
        description=part.get("description"),
        issued=part.get("created") or part.get("issued"),
        modified=part.get("last_modified") or part.get("modified"),
    )


def map_groups(one: dict[str, Any]) -> list[str]:
    """Groups are what a CKAN has for themes."""
    return [_name(group) for group in _list(one.get("groups")) if _name(group)]


def _extras(one: dict[str, Any]) -> dict[str, Any]:
    given = one.get("extras")
    if isinstance(given, dict):
        return given
    return {
        line(each.get("key"), 100): each.get("value")
        for each in _list(given)
        if isinstance(each, dict)
    }


def _words(value: Any) -> list[str]:
    """One word, several, or a list that was saved as text."""
    if isinstance(value, str) and value.startswith("["):
        value = value.strip("[]").replace('"', "").replace("'", "")
    return many(value)


def _first(value: Any) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    return _name(value) if isinstance(value, dict) else line(value, 300)


def _name(value: Any) -> str:
    if isinstance(value, dict):
        names = ("display_name", "title", "name")
        return next((said for key in names if (said := line(value.get(key), 300))), "")
    return line(value, 300)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
