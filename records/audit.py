"""The audit: who did what and when, append-only (triggers refuse the rest)."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base, now


class AuditEntry(Base):
    """Personal fields enter as *changed*, with a keyed digest, never as a value."""

    __tablename__ = "audit_entry"

    id: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer, "sqlite"), primary_key=True
    )
    at: Mapped[datetime] = mapped_column(default=now)
    person: Mapped[str] = mapped_column(String(60))
    verb: Mapped[str] = mapped_column(String(40))
    subject: Mapped[str] = mapped_column(String(36), index=True)
    before: Mapped[dict[str, Any]] = mapped_column(default=dict)
    after: Mapped[dict[str, Any]] = mapped_column(default=dict)

    __table_args__ = (
        Index("ix_audit_entry_person", "person", "id"),
        Index("ix_audit_entry_verb", "verb", "id"),
        Index("ix_audit_entry_at", "at"),
    )
