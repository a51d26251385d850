"""What people looked for and did not find; and, until it is often enough, its trace."""

from datetime import date, datetime

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base, now
from .identifiers import new_uid


class SearchSighting(Base):
    """That a question without answer was asked: a keyed digest of it, never its text.

    ``visit`` is a digest that is another each day: it cannot be followed, nor led back
    to an address. Sightings are forgotten after some weeks.
    """

    __tablename__ = "search_sighting"
    __table_args__ = (UniqueConstraint("digest", "day", "visit"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(String(32), index=True)
    day: Mapped[date] = mapped_column(index=True)
    visit: Mapped[str] = mapped_column(String(32))


class UnmetSearch(Base):
    """A question that several visits asked on several days, without an answer."""

    __tablename__ = "unmet_search"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(36), unique=True, default=new_uid)
    text: Mapped[str] = mapped_column(String(120), unique=True)
    first_day: Mapped[date]
    last_day: Mapped[date]
    visits: Mapped[int]
    heeded: Mapped[datetime | None]
    created: Mapped[datetime] = mapped_column(default=now)
