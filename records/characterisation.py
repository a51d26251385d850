"""The characterisation of a production process: its five blocks, dated and versioned."""

import datetime as dt
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base, now

BLOCKS = ("requirements", "design", "collection", "processing", "dissemination")


class Characterisation(Base):
    """The answers of one date and version; earlier ones are kept beside it.

    Each block is what its schema let in (``schemas/characterisation``). ``core`` is a
    copy of what the record itself said then of type, documentation, collection,
    storage and dissemination, so that two years can be compared.
    """

    __tablename__ = "characterisation"

    id: Mapped[int] = mapped_column(primary_key=True)
    production_process_id: Mapped[int] = mapped_column(
        ForeignKey("production_process.id", ondelete="CASCADE"), index=True
    )
    date: Mapped[dt.date]
    version: Mapped[int] = mapped_column(default=1, server_default=text("1"))
    requirements: Mapped[dict[str, Any]] = mapped_column(default=dict)
    design: Mapped[dict[str, Any]] = mapped_column(default=dict)
    collection: Mapped[dict[str, Any]] = mapped_column(default=dict)
    processing: Mapped[dict[str, Any]] = mapped_column(default=dict)
    dissemination: Mapped[dict[str, Any]] = mapped_column(default=dict)
    core: Mapped[dict[str, Any]] = mapped_column(default=dict)
    created: Mapped[dt.datetime] = mapped_column(default=now)

    __table_args__ = (
        UniqueConstraint("production_process_id", "date", "version"),
        CheckConstraint("version >= 1", name="version"),
    )
