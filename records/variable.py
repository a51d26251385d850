"""Variables of a production process or of a file (DDI Codebook, ``var``)."""

from typing import Any

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base
from .identifiers import new_uid


class Variable(Base):
    __tablename__ = "variable"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(36), unique=True, default=new_uid)
    asset_id: Mapped[int] = mapped_column(
        ForeignKey("asset.id", ondelete="CASCADE"), index=True
    )
    position: Mapped[int] = mapped_column(default=0)
    name: Mapped[str] = mapped_column(String(100))
    label: Mapped[str] = mapped_column(String(300))
    type: Mapped[str | None] = mapped_column(String(20))
    definition: Mapped[str | None] = mapped_column(Text)
    universe: Mapped[str | None] = mapped_column(Text)
    question: Mapped[str | None] = mapped_column(Text)
    unit: Mapped[str | None] = mapped_column(String(100))
    categories: Mapped[list[dict[str, Any]]] = mapped_column(default=list)

    __table_args__ = (UniqueConstraint("asset_id", "name"),)
