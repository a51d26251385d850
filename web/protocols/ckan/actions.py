"""Every action that reads, by its name; those that write are refused as CKAN does."""

import logging
from collections.abc import Callable
from functools import partial
from itertools import islice
from typing import Any

from ....catalog import selecting
from ....catalog.selecting import All, Condition, Is
from ....exporters import ckan
from ....exporters.base import Catalogue
from ....exporters.files import offers
from ....exporters.left_out import CANNOT, seen
from ....records import reading
from ....records.reading import PublicRecord
from ...request import house, session
from . import listings
from .envelope import Problem
from .parameters import Given, needed, whole
from .searching import ASSET, MOST_ROWS, packages, search

log = logging.getLogger("tumbaga.left_out")
BATCH = 1000
WRITES = ("_create", "_update", "_delete", "_patch", "_purge", "_add", "_follow")
Action = Callable[[Given], Any]


def find(name: str) -> Action:
    """The action of this name. Raises ``Problem``."""
    if name in ACTIONS:
        return ACTIONS[name]
    if name.endswith(WRITES):
        raise Problem(
            "Authorization Error",
            "Esta API solo lee. Para registrar, use /api/v1 con un token.",
        )
    raise Problem("Not Found Error", f"No hay una acción «{name[:60]}».")


def written(record: PublicRecord, catalogue: Catalogue) -> dict[str, Any] | None:
    """A package; none for a record that cannot be written, and the log says which."""
    try:
        return ckan.package(record, catalogue)
    except Exception:
        log.exception(CANNOT, record.uid, "ckan", extra=seen(record, "ckan"))
        return None


def status_show(_given: Given) -> dict[str, Any]:
    """Qué es este sitio. Cumple la API de acciones de CKAN 2.11, solo de lectura."""
    settings = house().settings
    return {
        "site_title": f"{settings.title} · {settings.city}",
        "site_description": settings.description,
        "site_url": settings.base_url,
        "ckan_version": "2.11.0",
        "error_emails_to": None,
        "locale_default": "es",
        "extensions": [],
    }


def package_list(given: Given) -> list[str]:
    """Los nombres de todos los registros. Parámetros: limit, offset."""
    limit, offset = whole(given, "limit", 10**9), whole(given, "offset", 0)
    return list(islice(_names(), offset, offset + limit))


def _names() -> Any:
    after = ""
    while True:
        rows = selecting.named(session(), ASSET, after=after, limit=BATCH)
        yield from (ckan.name_of(kind, slug, uid) for uid, kind, slug in rows)
        if len(rows) < BATCH:
            return
        after = rows[-1][0]


def package_search(given: Given) -> dict[str, Any]:
    """Busca. Parámetros: q, fq, sort, rows (hasta 1000), start, facet.field."""
    return search(given)


def package_show(given: Given) -> dict[str, Any]:
    """Un registro por su identificador o su nombre. Parámetro: id."""
    found = written(_record(needed(given, "id", "name_or_id")), _catalogue())
    if found is None:
        raise Problem(
            "Not Found Error", "Este registro no se puede dar en este formato."
        )
    return found


def current_package_list_with_resources(given: Given) -> list[Any]:
    """Los registros completos, del más reciente al más antiguo. Parámetros: limit, offset."""
    limit = whole(given, "limit", 100, MOST_ROWS)
    offset = whole(given, "offset", whole(given, "page", 1) * limit - limit)
    rows = selecting.ordered(
        session(), ASSET, "-modified", start=max(0, offset), limit=limit
    )
    return packages(rows, _catalogue())


def resource_show(given: Given) -> dict[str, Any]:
    """Un archivo o servicio por su identificador. Parámetro: id."""
    asked = needed(given, "id")
    for record in reading.by_uid_start(session(), asked[: -ckan.OWN_IN_RESOURCE]):
        for position, offer in enumerate(offers(record, _catalogue())):
            if ckan.resource_id(record.uid, offer) == asked:
                return ckan.resource(offer, position, record)
    raise Problem("Not Found Error", "No existe ese recurso.")


def help_show(given: Given) -> str:
    """Qué hace una acción. Parámetro: name."""
    name = needed(given, "name")
    action = ACTIONS.get(name)
    if action is None:
        raise Problem("Not Found Error", f"No hay una acción «{name[:60]}».")
    inner = action.func if isinstance(action, partial) else action
    return inner.__doc__ or ""


def _record(asked: str) -> PublicRecord:
    place = ckan.place(asked)
    found = reading.by_uid(session(), asked)
    if found is None and place is not None:
        found = reading.by_slug(session(), *place)
    if found is None or found.kind == "organization":
        raise Problem("Not Found Error", "No existe, o no es público.")
    return found


def _catalogue() -> Catalogue:
    return house().catalogue(reading.head(session()))


def of(condition: Condition) -> list[Any]:
    """The first packages that answer to a condition, for lists that hold them."""
    rows = selecting.ordered(
        session(), All((ASSET, condition)), "uid", start=0, limit=MOST_ROWS
    )
    return packages(rows, _catalogue())


def organization_show(given: Given) -> dict[str, Any]:
    """Una dependencia. Parámetros: id, include_datasets."""
    return listings.organization_show(given, of)


def group_show(given: Given) -> dict[str, Any]:
    """Un tema. Parámetros: id, include_datasets."""
    return listings.group_show(given, of)


def tag_show(given: Given) -> dict[str, Any]:
    """Una palabra clave. Parámetros: id, include_datasets."""
    return listings.tag_show(given, lambda word: of(Is("keyword", (word,))))


ACTIONS: dict[str, Action] = {
    "status_show": status_show,
    "package_list": package_list,
    "package_search": package_search,
    "package_show": package_show,
    "current_package_list_with_resources": current_package_list_with_resources,
    "organization_list": listings.organization_list,
    "organization_show": organization_show,
    "group_list": listings.group_list,
    "group_show": group_show,
    "tag_list": listings.tag_list,
    "tag_show": tag_show,
    "license_list": listings.license_list,
    "resource_show": resource_show,
    "help_show": help_show,
}
