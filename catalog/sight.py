"""Which working records a person may know of: what they may not is as if it were not."""

from typing import Any

from sqlalchemy import ColumnElement, false, select, true
from sqlalchemy.orm import Session

from ..records import reading
from ..records.asset import Asset
from ..records.organization import Organization
from ..records.person import Person
from ..records.reading import KNOWN
from ..schemas.texts import one_line
from . import access
from .publishing import ALL_STATES
from .refusals import NotFound


def visible(
    session: Session, person: Person, office: Any = Asset.organization_id
) -> ColumnElement[bool]:
    """The condition on ``Asset`` that holds for what ``person`` may read; ``office``
    is how a query says the organisation.
    """
    found = units(session, person)
    if found is None:
        return true()
    return office.in_(found) if found else false()


def units(session: Session, person: Person) -> set[int] | None:
    """The organisations whose working records ``person`` may read; ``None``: all."""
    if access.may(person, "read"):
        return None
    own = access.RULES["read"].own
    if not person.active or not own & set(person.roles):
        return set()
    return unit(session, person.organization_id)


def find(
    session: Session,
    person: Person,
    name: str,
    *,
    kind: str | None = None,
    to_change: bool = False,
) -> Asset:
    """Return the asset with this code or uid, locked if it is going to change.

    Raises ``NotFound``, in the same words for what there is not and for what this
    person may not know of. What is public under that name is returned: the verb then
    says why it is not theirs.
    """
    query = select(Asset).where((Asset.code == name) | (Asset.uid == name))
    if to_change:
        query = query.with_for_update().execution_options(populate_existing=True)
    # A sign that no code can hold would be an error of the database.
    asset = session.scalar(query) if name == one_line(name) else None
    if asset is None or (kind is not None and asset.kind != kind):
        raise NotFound(_nowhere(name))
    if not (_sees(person, asset) or is_public(session, asset, name)):
        raise NotFound(_nowhere(name))
    return asset


def is_public(session: Session, asset: Asset, name: str) -> bool:
    """Whether the ledger itself tells of the asset under this name."""
    public = reading.by_uid(session, asset.uid, disclosures=KNOWN, states=ALL_STATES)
    return public is not None and name in {public.uid, public.document.get("code")}


def is_known(session: Session, person: Person, asset: Asset, name: str) -> bool:
    """Whether ``person`` may be told that there is an asset with this name."""
    return _sees(person, asset) or is_public(session, asset, name)


def _sees(person: Person, asset: Asset) -> bool:
    return access.may(person, "read", asset.organization)


def _nowhere(name: str) -> str:
    shown = name if len(name) <= 80 else f"{name[:79]}…"
    return f"No hay ningún registro con el código «{shown}» aquí."


def unit(session: Session, top: int | None) -> set[int]:
    """The person's organisation and all below it."""
    rows = session.execute(select(Organization.id, Organization.parent_id)).all()
    below: dict[int | None, list[int]] = {}
    for number, parent in rows:
        below.setdefault(parent, []).append(number)
    found: set[int] = set()
    waiting = [top] if top is not None else []
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting += below.get(one, [])
    return found
