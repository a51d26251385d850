"""What a caller has to know to fill in a record: who they are, the units, the lists."""

from flask import Response, abort
from sqlalchemy import select
from sqlalchemy.orm import aliased

from ...catalog import access
from ...records.organization import Organization
from ...schemas import vocabularies
from ..access import caller, public, token_required
from ..request import session
from . import blueprint
from .shapes import answer


@blueprint.get("/yo")
@token_required(None)
def me() -> Response:
    """Whose token this is, and what they may do in their own organisation."""
    asking = caller()
    person, unit = asking.person, asking.person.organization
    verbs = [verb for verb in access.RULES if access.may(person, verb, unit)]
    said = {
        "code": person.code,
        "name": person.name,
        "roles": person.roles,
        "token": asking.token,
        "scopes": asking.scopes,
        "may": verbs,
    }
    return answer(said | ({"organization": unit.code} if unit is not None else {}))


@blueprint.get("/organizaciones")
@token_required("read")
def organizations() -> Response:
    """Every organisation, by its name: what ``organization`` of a record may be."""
    above = aliased(Organization)
    rows = session().execute(
        select(Organization, above.code)
        .outerjoin(above, Organization.parent_id == above.id)
        .order_by(Organization.name, Organization.code)
    )
    return answer({"organizations": [_organization(one, top) for one, top in rows]})


@blueprint.get("/vocabularios")
@public
def lists() -> Response:
    """The names of the closed lists."""
    return answer({"vocabularies": vocabularies.names()})


@blueprint.get("/vocabularios/<name>")
@public
def terms(name: str) -> Response:
    """The terms of one list."""
    if name not in vocabularies.names():
        abort(404)
    said = [
        {"code": one.code, "es": one.es, "en": one.en, "uri": one.uri}
        for one in vocabularies.get(name)
    ]
    return answer({"name": name, "terms": said})


def _organization(one: Organization, parent: str | None) -> dict[str, str]:
    said = {
        "code": one.code,
        "name": one.name,
        "short_name": one.short_name,
        "acronym": one.acronym,
        "type": one.organization_type,
        "parent": parent,
    }
    return {name: value for name, value in said.items() if value}
