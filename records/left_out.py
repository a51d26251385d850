"""Public records that a format could not write, until they are published again."""

from datetime import datetime

from sqlalchemy import BigInteger, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base


class LeftOut(Base):
    """That ``uid``, as it stood at ``seq``, is missing in what ``format`` gives out."""

    __tablename__ = "left_out"

    uid: Mapped[str] = mapped_column(String(36), primary_key=True)
    format: Mapped[str] = mapped_column(String(40), primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger)
    cause: Mapped[str] = mapped_column(Text)
    first: Mapped[datetime]
    last: Mapped[datetime]
