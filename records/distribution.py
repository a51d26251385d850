"""Distributions: a file or a service through which an asset can be had (DCAT)."""

from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base
from .identifiers import new_uid


class Distribution(Base):
    """``checksum`` is the file's SHA-256, in hexadecimal; ``size`` is in bytes. A
    distribution has a file of ours, an address elsewhere, or both: ``ours`` says that
    the file was uploaded for this record. Without it, the checksum is only what is said
    of the file at the address.
    """

    __tablename__ = "distribution"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(36), unique=True, default=new_uid)
    asset_id: Mapped[int] = mapped_column(
        ForeignKey("asset.id", ondelete="CASCADE"), index=True
    )
    position: Mapped[int] = mapped_column(default=0)
    title: Mapped[str] = mapped_column(String(300))
    description: Mapped[str | None] = mapped_column(Text)
    url: Mapped[str | None] = mapped_column(String(1000))
    file_name: Mapped[str | None] = mapped_column(String(200))
    checksum: Mapped[str | None] = mapped_column(String(64), index=True)
    ours: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    size: Mapped[int | None] = mapped_column(BigInteger)
    rows: Mapped[int | None] = mapped_column(BigInteger)
    media_type: Mapped[str | None] = mapped_column(String(100))
    licence: Mapped[str | None] = mapped_column(String(40))
    issued: Mapped[str | None] = mapped_column(String(10))
    modified: Mapped[str | None] = mapped_column(String(10))
    availability: Mapped[str | None] = mapped_column(String(20))
    columns: Mapped[list[dict[str, Any]]] = mapped_column(default=list)

    __table_args__ = (
        CheckConstraint("url IS NOT NULL OR checksum IS NOT NULL", name="reachable"),
    )
