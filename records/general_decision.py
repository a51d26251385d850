"""One act of the legal office that covers many assets: a category, a series, a source."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from .base import Base, now, one_of
from .identifiers import new_uid
from .person import Person

BASES = ("category", "trd_series", "source", "kind")


class GeneralDecision(Base):
    """Says *pública* of what its basis names and no interview marks (Ley 1712, art. 2).

    ``basis`` is what is compared: the category, the TRD series, the harvest source or
    the kind; ``value`` is what it has to be. ``ended`` is empty while it is in force.
    """

    __tablename__ = "general_decision"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(36), unique=True, default=new_uid)
    basis: Mapped[str] = mapped_column(String(12))
    value: Mapped[str] = mapped_column(String(300), index=True)
    act: Mapped[str] = mapped_column(String(300))
    act_date: Mapped[date]
    motivation: Mapped[str] = mapped_column(Text)
    decided_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    decided: Mapped[datetime] = mapped_column(default=now)
    ended: Mapped[datetime | None]

    decided_by: Mapped[Person] = relationship(lazy="joined")

    __table_args__ = (one_of("basis", BASES),)
