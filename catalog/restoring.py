"""Going back to an earlier version of a record: as a new draft, losing nothing."""

from sqlalchemy.orm import Session

from ..records.asset import Asset
from ..records.person import Person
from ..schemas import kinds
from . import access, assets, audit, revising, revisions
from .assets import Saved
from .refusals import Incomplete


def restore(
    session: Session, asset: Asset, number: int, seen: str, *, by: Person
) -> Saved:
    """Put what the record held at revision ``number`` in the place of its draft.

    The personal data of the desk are those of now: what was corrected or erased does
    not come back. What is public stays as it is. Raises ``NotFound``, ``Changed`` if
    the record is not as the person saw it, and ``Incomplete`` if something of then is
    not right any more.
    """
    access.require(by, "revise", asset)
    earlier = revisions.get(session, asset, number)
    revising.require_seen(asset, seen)
    now = revising.held(asset)
    values = {k: v for k, v in earlier.values.items() if k not in audit.PERSONAL}
    values |= {k: v for k, v in now.items() if k in audit.PERSONAL}
    draft = kinds.load(asset.kind, {**values, "code": asset.code})
    if draft.problems:
        raise Incomplete(
            f"La versión {number} tiene datos que hoy no sirven.", draft.problems
        )
    saved = assets.save(session, draft, by=by)
    if saved.outcome != "unchanged":
        asset.incomplete = []
        session.flush()
        audit.record(session, by, "restore", asset.uid, after={"version": number})
    return saved
