"""Which files of the store each record was given: only those may it name as its own."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base


class HeldFile(Base):
    """``record`` is the uid of the record for which a file was uploaded."""

    __tablename__ = "held_file"

    record: Mapped[str] = mapped_column(String(36), primary_key=True)
    checksum: Mapped[str] = mapped_column(String(64), primary_key=True)
