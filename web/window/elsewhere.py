"""The addresses of CKAN's own pages, which its clients link to: they lead to ours.

They say no more than our pages do: what is not public was never here, and what was
withdrawn has its tombstone.
"""

from urllib.parse import urlencode

from flask import Blueprint, abort, redirect
from flask.typing import ResponseReturnValue

from ...exporters import ckan, ckan_names
from ...exporters.files import offers
from ...records import reading
from ...records.reading import KNOWN, OPEN, PublicRecord
from ..access import public
from ..request import house, session
from .records import EVERY, gone


@public
def package(name: str) -> ResponseReturnValue:
    """``/dataset/NAME``: the page of a record, by its name in CKAN or its identifier."""
    return _leading(_record(name))


@public
def resource(name: str, resource_id: str) -> ResponseReturnValue:
    """``/dataset/NAME/resource/ID``: the page of the record that offers the file."""
    found = _record(name)
    if found is None or found.state == "withdrawn":
        return _leading(found)
    if found.disclosure not in OPEN:
        abort(404)
    offered = offers(found, house().catalogue(reading.head(session())))
    if all(ckan.resource_id(found.uid, one) != resource_id for one in offered):
        abort(404)
    return _leading(found)


@public
def organization(name: str) -> ResponseReturnValue:
    """``/organization/NAME``: the page of a dependencia."""
    for slug in ckan_names.offices_called(name):
        if found := _at("organization", slug):
            return _leading(found)
    return _leading(_of_kind(name, assets=False))


@public
def group(name: str) -> ResponseReturnValue:
    """``/group/NAME``: what there is of a theme."""
    found = ckan_names.theme(name)
    if found is None:
        abort(404)
    return redirect(f"/buscar?{urlencode({'tema': found.code})}", 301)


def _record(name: str) -> PublicRecord | None:
    place = ckan.place(name)
    found = _at(*place) if place and place[0] != "organization" else None
    return found or _of_kind(name, assets=True)


def _at(kind: str, slug: str) -> PublicRecord | None:
    """What stands at an address, or was moved from there, or was withdrawn."""
    return reading.by_slug(
        session(), kind, slug, disclosures=KNOWN, states=EVERY
    ) or reading.by_former_slug(session(), kind, slug)


def _of_kind(uid: str, *, assets: bool) -> PublicRecord | None:
    found = reading.by_uid(session(), uid, disclosures=KNOWN, states=EVERY)
    right = found is not None and (found.kind != "organization") == assets
    return found if right else None


def _leading(found: PublicRecord | None) -> ResponseReturnValue:
    if found is None:
        abort(404)
    if found.state == "withdrawn":
        return gone(found)
    # What is known by its name only may open again (Ley 1712 de 2014, art. 21).
    return redirect(found.path, 302 if found.disclosure == "index" else 301)


def install(blueprint: Blueprint) -> None:
    blueprint.get("/dataset/<name>")(package)
    blueprint.get("/dataset/<name>/resource/<resource_id>")(resource)
    blueprint.get("/organization/<name>", endpoint="ckan_organization")(organization)
    blueprint.get("/group/<name>")(group)
