"""What of the transparency menu the catalogue does not answer itself: where it is."""

from datetime import datetime

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base, now, one_of

STATES = ("si", "no", "no_aplica")


class TransparencyLink(Base):
    """A numeral of Resolución 1519 de 2020, annex 2: whether it is met, and where.

    Small and public: the administrator sets it, and the window shows it.
    """

    __tablename__ = "transparency_link"

    numeral: Mapped[str] = mapped_column(String(10), primary_key=True)
    state: Mapped[str] = mapped_column(String(10))
    url: Mapped[str | None] = mapped_column(String(1000))
    note: Mapped[str | None] = mapped_column(Text)
    modified: Mapped[datetime] = mapped_column(default=now)

    __table_args__ = (one_of("state", STATES),)
