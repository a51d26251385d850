"""Earlier states of a record: kept at each change, listed, and told apart."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from ..records.asset import Asset
from ..records.base import now
from ..records.person import Person
from ..records.revision import Revision
from .refusals import NotFound

AUTOSAVE = "autosave"
COALESCED = timedelta(minutes=15)


def keep_many(
    session: Session,
    by: Person,
    verb: str,
    held: Sequence[tuple[Asset, dict[str, Any]]],
) -> None:
    """Keep what each record holds now; ``dict`` is its draft, ready for JSON.

    An autosave takes the place of the last one, if that was one too, of the same
    person, and less than a quarter of an hour before.
    """
    if verb == AUTOSAVE:
        held = [one for one in held if not _renewed(session, by, *one)]
    moment = now()
    rows = [
        {
            "asset_id": asset.id,
            "at": moment,
            "person": by.code,
            "verb": verb,
            "digest": asset.digest or "",
            "values": values,
        }
        for asset, values in held
    ]
    if rows:
        session.connection().execute(insert(Revision), rows)


def changes(
    session: Session, asset: Asset, values: dict[str, Any]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """What a draft changes of the newest revision: the fields before, and after."""
    last = latest(session, asset)
    held: dict[str, Any] = last.values if last is not None else {}
    names = [name for name in {**held, **values} if held.get(name) != values.get(name)]
    return (
        {name: held[name] for name in names if name in held},
        {name: values[name] for name in names if name in values},
    )


def settle(session: Session, asset: Asset, by: Person) -> None:
    """Make a version of the person's last autosave: now they asked for it."""
    last = latest(session, asset)
    if last is not None and last.verb == AUTOSAVE and last.person == by.code:
        last.verb = "revise"
        session.flush()


def latest(session: Session, asset: Asset) -> Revision | None:
    """The newest revision of the record, if there is one."""
    wanted = select(Revision).where(Revision.asset_id == asset.id)
    return session.scalar(wanted.order_by(Revision.id.desc()).limit(1))


def _renewed(
    session: Session, by: Person, asset: Asset, values: dict[str, Any]
) -> bool:
    last = latest(session, asset)
    if last is None or last.verb != AUTOSAVE or last.person != by.code:
        return False
    if now() - last.at > COALESCED:
        return False
    last.values, last.digest, last.at = values, asset.digest or "", now()
    session.flush()
    return True


def listed(session: Session, asset: Asset) -> list[Revision]:
    """Every revision of the record, the oldest first: the first is number 1."""
    wanted = select(Revision).where(Revision.asset_id == asset.id)
    return list(session.scalars(wanted.order_by(Revision.id)))


def get(session: Session, asset: Asset, number: int) -> Revision:
    """Return revision ``number`` of the record, counted from 1. Raises ``NotFound``."""
    wanted = select(Revision).where(Revision.asset_id == asset.id)
    found = (
        session.scalar(wanted.order_by(Revision.id).offset(number - 1).limit(1))
        if 0 < number < 2**31
        else None
    )
    if found is None:
        raise NotFound(f"«{asset.title}» no tiene la versión de trabajo {number}.")
    return found
