"""Demands for information: what people need of the city, and how far it is given."""

from datetime import date, datetime

from sqlalchemy import Date, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base, now, one_of
from .identifiers import new_uid

COVERAGES = ("insatisfecha", "minima", "parcial", "satisfecha")


class InformationDemand(Base):
    """A *demanda* of the statistical plan; ``coverage`` is its state.

    ``search`` is the uid of the search without an answer that it comes from, if it
    does, ``visits`` how many asked; ``record`` the code of what gives it now.
    """

    __tablename__ = "information_demand"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(36), unique=True, default=new_uid)
    need: Mapped[str] = mapped_column(String(300))
    user: Mapped[str | None] = mapped_column(String(40))
    coverage: Mapped[str] = mapped_column(
        String(12), default="insatisfecha", server_default=text("'insatisfecha'")
    )
    difficulty: Mapped[str | None] = mapped_column(String(40))
    record: Mapped[str | None] = mapped_column(String(80))
    remarks: Mapped[str | None] = mapped_column(Text)
    search: Mapped[str | None] = mapped_column(String(36), unique=True)
    visits: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    raised: Mapped[date] = mapped_column(Date)
    created: Mapped[datetime] = mapped_column(default=now)
    modified: Mapped[datetime] = mapped_column(default=now)

    __table_args__ = (one_of("coverage", COVERAGES),)
