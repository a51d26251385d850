"""Remarks of reviewers on a field of a record, and their settlement."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column, relationship

from .base import Base, now
from .person import Person


class Comment(Base):
    """``path`` is the field's dotted name, or empty for the whole record."""

    __tablename__ = "comment"

    id: Mapped[int] = mapped_column(primary_key=True)
    asset_id: Mapped[int] = mapped_column(ForeignKey("asset.id"), index=True)
    path: Mapped[str] = mapped_column(String(200), default="")
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(default=now)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    settled: Mapped[datetime | None]
    settled_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("person.id"), index=True
    )

    person: Mapped[Person] = relationship(foreign_keys=[person_id], lazy="joined")
    settled_by: Mapped[Person | None] = relationship(
        foreign_keys=[settled_by_id], lazy="joined"
    )

    __table_args__ = (
        Index(
            "ix_comment_open",
            "asset_id",
            sqlite_where=sql("settled IS NULL"),
            postgresql_where=sql("settled IS NULL"),
        ),
    )
