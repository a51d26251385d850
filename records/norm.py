"""The normograma: norms, their state, and the records that rest on them."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from .base import Base, now, one_of
from .identifiers import new_uid

STATES = ("vigente", "modificada", "derogada")


class Norm(Base):
    """``name`` is how it is cited («Ley 1712 de 2014»), and by which it is found."""

    __tablename__ = "norm"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(36), unique=True, default=new_uid)
    name: Mapped[str] = mapped_column(String(200), unique=True)
    subject: Mapped[str | None] = mapped_column(Text)
    issued: Mapped[date | None]
    state: Mapped[str] = mapped_column(
        String(12), default="vigente", server_default=text("'vigente'")
    )
    state_date: Mapped[date | None]
    state_reason: Mapped[str | None] = mapped_column(Text)
    link: Mapped[str | None] = mapped_column(String(1000))
    created: Mapped[datetime] = mapped_column(default=now)
    modified: Mapped[datetime] = mapped_column(default=now)

    __table_args__ = (one_of("state", STATES),)


class NormAlert(Base):
    """A change of a norm touched a record: somebody has to look at it, once."""

    __tablename__ = "norm_alert"

    id: Mapped[int] = mapped_column(primary_key=True)
    norm_id: Mapped[int] = mapped_column(ForeignKey("norm.id"), index=True)
    asset_id: Mapped[int] = mapped_column(ForeignKey("asset.id"), index=True)
    state: Mapped[str] = mapped_column(String(12))
    raised: Mapped[date]
    settled: Mapped[datetime | None]
    settled_by: Mapped[str | None] = mapped_column(String(60))

    norm: Mapped[Norm] = relationship(lazy="joined")

    __table_args__ = (UniqueConstraint("norm_id", "asset_id", "state", "raised"),)
