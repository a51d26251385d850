"""Organisations, groups (our themes), tags (our keywords) and licences, as CKAN has them."""

from collections.abc import Callable
from typing import Any

from ....catalog import selecting
from ....catalog.selecting import ASSETS, Condition, Is
from ....exporters import ckan, ckan_names
from ....records import reading, walking
from ....records.reading import Head, PublicRecord
from ....schemas import vocabularies
from ...request import house, session
from .envelope import Problem
from .parameters import Given, needed, several, text, whole, yes

ASSET = Is("kind", ASSETS)
Packages = Callable[[Condition], list[Any]]


def organization_list(given: Given) -> list[Any]:
    """Las dependencias. Parámetros: all_fields, organizations, limit, offset."""
    head = reading.head(session())
    wanted = set(several(given, "organizations"))
    known = [
        one
        for one in _organizations(head)
        if not wanted or wanted & {one.slug, one.uid, _name(one)}
    ]
    known = _window(given, sorted(known, key=_name))
    if not yes(given, "all_fields"):
        return [_name(one) for one in known]
    return [_organization(one, head) for one in known]


def organization_show(given: Given, packages: Packages) -> dict[str, Any]:
    asked, head = needed(given, "id"), reading.head(session())
    found = office(asked)
    if found is None or found.kind != "organization":
        raise Problem("Not Found Error", "No existe esa dependencia.")
    said = _organization(found, head) | {"users": [], "tags": [], "groups": []}
    if yes(given, "include_datasets"):
        said["packages"] = packages(Is("organization", (found.uid,)))
    return said


def office(asked: str) -> PublicRecord | None:
    """The open organisation of a name, present or former, or of an identifier."""
    for slug in ckan_names.offices_called(asked):
        if found := reading.by_slug(session(), "organization", slug):
            return found
    return reading.by_uid(session(), asked)


def _name(one: PublicRecord) -> str:
    return ckan_names.office_name(one.slug, one.uid)


def group_list(given: Given) -> list[Any]:
    """Los temas. Parámetros: all_fields, groups, limit, offset."""
    head = reading.head(session())
    wanted = set(several(given, "groups"))
    known = [
        one for one in vocabularies.get("themes") if not wanted or one.code in wanted
    ]
    known = _window(given, known)
    if not yes(given, "all_fields"):
        return [one.code for one in known]
    return [_group(one, head) for one in known]


def group_show(given: Given, packages: Packages) -> dict[str, Any]:
    """Un tema, por su nombre o su identificador. Parámetros: id, include_datasets."""
    found = ckan_names.theme(needed(given, "id"))
    if found is None:
        raise Problem("Not Found Error", "No existe ese tema.")
    said = _group(found, reading.head(session())) | {"users": [], "tags": []}
    if yes(given, "include_datasets"):
        said["packages"] = packages(Is("theme", (found.code,)))
    return said


def tag_list(given: Given) -> list[Any]:
    """Las palabras clave en uso. Parámetros: query, all_fields, limit, offset."""
    asked = vocabularies.fold(text(given, "query"))
    head = reading.head(session())
    counted = selecting.tally(session(), ASSET, "keyword", head)
    words = {
        word for given_, _n in counted for word in ckan.keywords({"keywords": [given_]})
    }
    known = sorted(word for word in words if asked in vocabularies.fold(word))
    known = _window(given, known)
    return [ckan.tag(word) for word in known] if yes(given, "all_fields") else known


def tag_show(given: Given, packages: Callable[[str], list[Any]]) -> dict[str, Any]:
    word = needed(given, "id")
    if not any(word == known for known in tag_list({})):
        raise Problem("Not Found Error", "Nadie usa esa palabra clave.")
    said = ckan.tag(word)
    if yes(given, "include_datasets"):
        said["packages"] = packages(word)
    return said


def license_list(_given: Given) -> list[Any]:
    """Las licencias que un registro puede tener."""
    return [ckan.licence(one) for one in vocabularies.get("licences")]


def _organizations(head: Head) -> list[PublicRecord]:
    pages = walking.within(session())
    return list(walking.records(pages, head.seq, kinds=["organization"]))


def _organization(one: PublicRecord, head: Head) -> dict[str, Any]:
    counted = dict(selecting.tally(session(), ASSET, "organization", head))
    said = ckan.organization(one, house().catalogue(head))
    return said | {"package_count": counted.get(one.uid, 0), "extras": []}


def _group(one: vocabularies.Term, head: Head) -> dict[str, Any]:
    counted = dict(selecting.tally(session(), ASSET, "theme", head))
    return ckan.group(one) | {"package_count": counted.get(one.code, 0), "extras": []}


def _window(given: Given, items: list[Any]) -> list[Any]:
    start = whole(given, "offset", 0)
    return items[start : start + whole(given, "limit", 10**9)]
