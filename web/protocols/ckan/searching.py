"""``package_search``: filters from the ledger, words from the search, facets of both.

Without words the order is exact and deep pages are cheap: a harvester that walks by
``sort=id asc`` sees each record once. With words, the best 2,000 hits are looked through.
"""

from collections.abc import Sequence
from typing import Any

from ....catalog import selecting
from ....catalog.selecting import ASSETS, All, Condition, Is
from ....exporters import ckan_names
from ....exporters.base import Catalogue
from ....records import reading
from ....records.reading import Head, PublicRecord
from ....schemas import vocabularies
from ...request import house, session
from .. import hits
from ..given import plain
from . import words
from .envelope import Problem
from .moments import Unreadable
from .parameters import Given, several, text, whole

MOST_ROWS = 1000
ASSET = Is("kind", ASSETS)
ALL = ("", "*", "*:*")
# CKAN's facets, and our field behind each.
FACETS = {
    "organization": "organization_slug",
    "groups": "theme",
    "tags": "keyword",
    "res_format": "format",
    "license_id": "licence",
    "kind": "kind",
}
TITLES = {
    "organization": "Dependencias",
    "groups": "Temas",
    "tags": "Palabras clave",
    "res_format": "Formatos",
    "license_id": "Licencias",
    "kind": "Tipos",
}
SORTS = {
    "id": "uid",
    "name": "slug",
    "title": "title",
    "title_string": "title",
    "metadata_modified": "modified",
    "metadata_created": "modified",
}
LATEST = "-modified"


def search(given: Given) -> dict[str, Any]:
    """The result of ``package_search``. Raises ``Problem``."""
    rows = whole(given, "rows", whole(given, "limit", 10), MOST_ROWS)
    start = whole(given, "start", whole(given, "offset", 0))
    condition, asked = question(given)
    sort = text(given, "sort")
    order = sorted_by(sort)
    head = reading.head(session())
    if asked:
        total, shown = _with_words(asked, condition, start, rows)
    else:
        total = selecting.count(session(), condition, head)
        shown = selecting.ordered(
            session(), condition, order or LATEST, start=start, limit=rows
        )
    usual = "score desc, metadata_modified desc" if asked else "metadata_modified desc"
    names = _facet_names(given)
    if names and asked:
        condition = Is("uid", tuple(_best(asked, condition)))
    facets, told = _facets(given, names, condition, head)
    return {
        "count": total,
        "sort": sort or usual,
        "results": packages(shown, house().catalogue(head)),
        "facets": facets,
        "search_facets": told,
    }


def packages(records: Sequence[PublicRecord], catalogue: Catalogue) -> list[Any]:
    """The records as packages; one that cannot be written is left out and logged."""
    from . import actions

    made = (actions.written(one, catalogue) for one in records)
    return [one for one in made if one is not None]


def question(given: Given) -> tuple[Condition, str]:
    """The condition and the words of ``q``, ``fq`` and ``fq_list``."""
    q = text(given, "q")
    filters = [text(given, "fq"), *several_filters(given)]
    try:
        parts = [words.read(one) for one in filters if one not in ALL]
        if q in ALL:
            asked = ""
        elif words.has_fields(q):
            asked = ""
            parts.append(words.read(q, searching=True))
        else:
            asked = q
    except Unreadable as error:
        raise Problem("Search Query Error", str(error)) from error
    asked = " ".join([asked, *(word for part in parts for word in part.words)]).strip()
    return All((ASSET, *(part.condition for part in parts))), asked


def several_filters(given: Given) -> list[str]:
    value = given.get("fq_list")
    items = value if isinstance(value, list) else [value] if value else []
    return [plain(one) for one in items][:50]


def sorted_by(sort: str) -> str:
    """The first order that we know; none for relevance. Raises ``Problem``."""
    for part in filter(None, (one.strip() for one in sort.split(","))):
        name, _, direction = part.partition(" ")
        if name == "score":
            return ""
        if name not in SORTS or direction.strip().lower() not in ("", "asc", "desc"):
            known = ", ".join(SORTS)
            raise Problem(
                "Search Query Error",
                f"No se puede ordenar por «{part[:40]}»; sí por: {known}.",
            )
        turned = "-" if direction.strip().lower() == "desc" else ""
        return turned + SORTS[name]
    return ""


def _with_words(
    asked: str, condition: Condition, start: int, rows: int
) -> tuple[int, list[PublicRecord]]:
    """How many there are, and one window of the hits in the order of the search.

    The search also knows what is known by its name only; here that does not exist.
    """
    order = _best(asked, condition)
    wanted = order[start : start + rows]
    window = reading.by_uids(session(), wanted)
    return len(order), [window[uid] for uid in wanted if uid in window]


def _best(asked: str, condition: Condition) -> list[str]:
    try:
        return hits.best(asked, condition)
    except hits.NotReady as error:
        raise Problem("Search Error", str(error)) from error


def _facet_names(given: Given) -> list[str]:
    names = several(given, "facet.field") if text(given, "facet") != "false" else []
    for name in names:
        if name not in FACETS:
            known = ", ".join(FACETS)
            raise Problem(
                "Search Query Error", f"No hay una faceta «{name[:40]}»; hay: {known}."
            )
    return names


def _facets(
    given: Given, names: list[str], condition: Condition, head: Head
) -> tuple[dict[str, Any], dict[str, Any]]:
    # As CKAN: −1 asks for every value.
    every = str(given.get("facet.limit")).strip() == "-1"
    most = None if every else whole(given, "facet.limit", 50, 1000)
    least = whole(given, "facet.mincount", 1)
    facets: dict[str, Any] = {}
    told: dict[str, Any] = {}
    for name in names:
        counted = selecting.tally(session(), condition, FACETS[name], head)
        kept = [(value, n) for value, n in counted if n >= least][:most]
        items = [
            {"name": _called(name, v), "display_name": _label(name, v), "count": n}
            for v, n in kept
        ]
        facets[name] = {one["name"]: one["count"] for one in items}
        told[name] = {"title": TITLES[name], "items": items}
    return facets, told


def _called(name: str, value: str) -> str:
    """What a facet's value is called as a package calls it."""
    return ckan_names.office_name(value, value) if name == "organization" else value


def _label(name: str, value: str) -> str:
    known = {"groups": "themes", "license_id": "licences", "kind": "kinds"}
    if name in known:
        return vocabularies.get(known[name]).label(value)
    if name == "organization":
        found = reading.by_slug(session(), "organization", value)
        return str(found.document.get("name") or value) if found else value
    return value
