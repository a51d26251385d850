"""Relations by the record that they lead to: what a record is named by, found by index.

Both tables repeat what stands in the records and in the public documents, and are
written with them. ``publication_relation`` holds only what current documents say.
"""

from collections.abc import Sequence

from sqlalchemy import ForeignKey, Index, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from .base import Base
from .publication import Publication
from .reading import OPEN, PublicRecord, by_uids

MOST_SHOWN = 200


class AssetRelation(Base):
    """A working record names another by its code (``Asset.relations``)."""

    __tablename__ = "asset_relation"

    asset_id: Mapped[int] = mapped_column(
        ForeignKey("asset.id", ondelete="CASCADE"), primary_key=True
    )
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    type: Mapped[str] = mapped_column(String(40))
    code: Mapped[str] = mapped_column(String(200), index=True)


class PublicationRelation(Base):
    """The current public document of ``uid`` names the record ``target``."""

    __tablename__ = "publication_relation"

    uid: Mapped[str] = mapped_column(String(36), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    type: Mapped[str] = mapped_column(String(40))
    target: Mapped[str] = mapped_column(String(36))

    __table_args__ = (Index("ix_publication_relation_target", "target", "uid"),)


def incoming(
    session: Session, target: str, *, states: Sequence[str]
) -> list[tuple[str, PublicRecord]]:
    """The open records whose public document names ``target``, with the relation's type.

    By their addresses; those that are open no more are not there, whatever the table
    says.
    """
    table = PublicationRelation
    query = (
        select(table.type, table.uid)
        .join(Publication, Publication.uid == table.uid)
        .where(
            table.target == target,
            Publication.superseded.is_(None),
            Publication.disclosure.in_(OPEN),
            Publication.state.in_(states),
        )
        .order_by(Publication.slug, table.position)
        .limit(MOST_SHOWN)
    )
    rows = session.execute(query).all()
    found = by_uids(session, {row.uid for row in rows}, states=states)
    return [(row.type, found[row.uid]) for row in rows if row.uid in found]
