"""Remarks on a field of a record while it is reviewed, and their settlement."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..records.asset import Asset
from ..records.base import now
from ..records.comment import Comment
from ..records.person import Person
from ..schemas.kinds import SCHEMAS
from ..schemas.labels import field_of
from ..schemas.texts import clean, one_line
from . import access, audit
from .refusals import NotFound, Refusal

LONGEST = 2000  # characters


def comment(
    session: Session, asset: Asset, path: str, text: str, *, by: Person
) -> Comment:
    """Remark on a field, or on the whole record if ``path`` is empty.

    Raises ``NotAllowed``, and ``Refusal`` for a field that there is not or for a text
    that is empty or too long.
    """
    access.require(by, "comment", asset)
    path, said = one_line(path), clean(text)
    if path and label(asset.kind, path) is None:
        raise Refusal(f"No hay ningún campo «{path[:80]}» en este registro.")
    if not said:
        raise Refusal("Escriba el comentario: está vacío.")
    if len(said) > LONGEST:
        raise Refusal(
            f"El comentario tiene {len(said)} letras y caben {LONGEST}. Hágalo más corto."
        )
    made = Comment(asset_id=asset.id, path=path, text=said, person=by)
    session.add(made)
    session.flush()
    _note(session, by, "comment", asset, made)
    return made


def settle(session: Session, asset: Asset, made: Comment, *, by: Person) -> None:
    """Say that a remark was attended to; twice is the same as once."""
    access.require(by, "comment", asset)
    if made.settled is None:
        made.settled, made.settled_by = now(), by
        session.flush()
        _note(session, by, "settle", asset, made)


def reopen(session: Session, asset: Asset, made: Comment, *, by: Person) -> None:
    """Say that a remark still stands."""
    access.require(by, "comment", asset)
    if made.settled is not None:
        made.settled = made.settled_by = None
        session.flush()
        _note(session, by, "reopen", asset, made)


def get(session: Session, asset: Asset, number: int) -> Comment:
    """The remark of this record with this number. Raises ``NotFound``."""
    found = session.get(Comment, number) if 0 < number < 2**31 else None
    if found is None or found.asset_id != asset.id:
        raise NotFound("Ese comentario no es de este registro.")
    return found


def listed(session: Session, asset: Asset) -> list[Comment]:
    """Every remark on the record: those that stand first, the oldest first."""
    wanted = select(Comment).where(Comment.asset_id == asset.id)
    order = (Comment.settled.is_not(None), Comment.id)
    return list(session.scalars(wanted.order_by(*order)))


def open_by_path(session: Session, asset: Asset) -> dict[str, list[Comment]]:
    """The remarks that stand, by the dotted name of their field."""
    found: dict[str, list[Comment]] = {}
    for one in listed(session, asset):
        if one.settled is None:
            found.setdefault(one.path, []).append(one)
    return found


def label(kind: str, path: str) -> str | None:
    """What the field is called, or nothing if the kind has none of this name."""
    if not path:
        return "Todo el registro"
    field = field_of(SCHEMAS[kind](), path)
    return None if field is None else str(field.metadata.get("title", path))


def _note(session: Session, by: Person, verb: str, asset: Asset, made: Comment) -> None:
    """The text stays out of the audit: it may speak of a person."""
    said = {"path": made.path, "comment": made.id}
    audit.record(session, by, verb, asset.uid, after=said)
