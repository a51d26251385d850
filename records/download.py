"""How often each file was taken, by day: a number and nothing of who took it."""

from datetime import date

from sqlalchemy import String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base


class DownloadCount(Base):
    """``record`` is the uid of the record whose file it is."""

    __tablename__ = "download_count"
    __table_args__ = (UniqueConstraint("record", "day"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    record: Mapped[str] = mapped_column(String(36), index=True)
    day: Mapped[date] = mapped_column(index=True)
    times: Mapped[int] = mapped_column(default=0, server_default=text("0"))
