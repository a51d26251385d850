"""Fragments: one published revision in one format, kept; can be deleted at any time."""

from sqlalchemy import BigInteger, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base


class Fragment(Base):
    """The key holds the exporter's version, so a corrected exporter shows at once."""

    __tablename__ = "fragment"

    format: Mapped[str] = mapped_column(String(20), primary_key=True)
    version: Mapped[str] = mapped_column(String(40), primary_key=True)
    seq: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("publication.seq"), primary_key=True, autoincrement=False
    )
    body: Mapped[bytes] = mapped_column(LargeBinary)
