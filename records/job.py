"""Long work that a page asked for: what it is, how far it is, and how it ended."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base, now, one_of
from .identifiers import new_uid

STATES = ("waiting", "running", "done", "cancelled", "failed")


class Job(Base):
    """``beat`` rises while somebody works on it: one that stands still was killed.

    ``done`` and ``total`` are counted in what the work itself counts (rows, items).
    """

    __tablename__ = "job"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(36), unique=True, default=new_uid)
    kind: Mapped[str] = mapped_column(String(30))
    title: Mapped[str] = mapped_column(String(300))
    person: Mapped[str] = mapped_column(String(60), index=True)
    arguments: Mapped[dict[str, Any]] = mapped_column(default=dict)
    result: Mapped[dict[str, Any]] = mapped_column(default=dict)
    state: Mapped[str] = mapped_column(
        String(10), default="waiting", server_default=text("'waiting'")
    )
    done: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    total: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    cancel: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    attempts: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    worker: Mapped[str | None] = mapped_column(String(36))
    created: Mapped[datetime] = mapped_column(default=now)
    started: Mapped[datetime | None]
    beat: Mapped[datetime | None]
    ended: Mapped[datetime | None]

    __table_args__ = (
        one_of("state", STATES),
        Index("ix_job_state_beat", "state", "beat"),
    )
