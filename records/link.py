"""Links: what the addresses of the distributions answered when they were last tried."""

from datetime import datetime
from typing import Any

from sqlalchemy import String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base, one_of

LINK_STATES = ("works", "moved", "broken", "unknown")


class LinkCheck(Base):
    """``key`` is the SHA-256 of the address. ``since`` is when the state began, and
    ``history`` holds the last answers, the newest first. ``told`` says that its owners
    were told that it is broken, and have not been told that it is well again.
    """

    __tablename__ = "link_check"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(64), unique=True)
    url: Mapped[str] = mapped_column(String(1000))
    state: Mapped[str] = mapped_column(String(12), index=True)
    status: Mapped[int | None]
    reason: Mapped[str | None] = mapped_column(Text)
    checked: Mapped[datetime] = mapped_column(index=True)
    since: Mapped[datetime]
    failures: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    told: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    history: Mapped[list[dict[str, Any]]] = mapped_column(default=list)

    __table_args__ = (one_of("state", LINK_STATES),)
