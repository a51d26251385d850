"""Requests for information (Ley 1712 de 2014, art. 25): the matter apart from the asker.

What names the asker stands in one table of its own, with the date on which it is
erased; nothing of it reaches the ledger, the audit or a log (Ley 1581 de 2012).
"""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from .base import Base, now, one_of
from .organization import Organization

STATES = ("received", "extended", "answered", "refused", "transferred")


class InformationRequest(Base):
    """``number`` is public, ``key`` the digest of the code that the asker keeps.

    ``question`` is what was asked, and may hold personal data: it stays on the desk.
    ``due`` is the last working day of its term.
    """

    __tablename__ = "request"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(20), unique=True)
    key: Mapped[str] = mapped_column(String(64))
    kind: Mapped[str] = mapped_column(String(20))
    question: Mapped[str] = mapped_column(Text)
    asset_uid: Mapped[str | None] = mapped_column(String(36), index=True)
    organization_id: Mapped[int | None] = mapped_column(
        ForeignKey("organization.id"), index=True
    )
    received: Mapped[date]
    due: Mapped[date] = mapped_column(index=True)
    state: Mapped[str] = mapped_column(
        String(12), default="received", server_default=text("'received'"), index=True
    )
    extension: Mapped[str | None] = mapped_column(Text)
    answer: Mapped[str | None] = mapped_column(Text)
    refused_by: Mapped[str | None] = mapped_column(Text)
    transferred_to: Mapped[str | None] = mapped_column(String(300))
    closed: Mapped[date | None]
    satisfaction: Mapped[int | None]
    published_code: Mapped[str | None] = mapped_column(String(80))
    created: Mapped[datetime] = mapped_column(default=now)

    organization: Mapped[Organization | None] = relationship(lazy="joined")

    __table_args__ = (one_of("state", STATES),)


class Asker(Base):
    """Who asked and where to answer, until ``erase``. Never copied anywhere."""

    __tablename__ = "asker"

    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"), primary_key=True)
    name: Mapped[str | None] = mapped_column(String(200))
    email: Mapped[str | None] = mapped_column(String(200))
    erase: Mapped[date] = mapped_column(index=True)
