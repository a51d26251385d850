"""What a record held after each change of the desk: to compare, and to go back to."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base, now


class Revision(Base):
    """``values`` is the whole draft, as JSON; personal ones can be erased from it."""

    __tablename__ = "revision"

    id: Mapped[int] = mapped_column(primary_key=True)
    asset_id: Mapped[int] = mapped_column(ForeignKey("asset.id"), index=True)
    at: Mapped[datetime] = mapped_column(default=now)
    person: Mapped[str] = mapped_column(String(60))
    verb: Mapped[str] = mapped_column(String(40))
    digest: Mapped[str] = mapped_column(String(64))
    values: Mapped[dict[str, Any]] = mapped_column(default=dict)

    __table_args__ = (Index("ix_revision_person", "person", "asset_id"),)
