"""What a working record is named by: its relations by the code that they lead to."""

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base

MOST_SHOWN = 200


class AssetRelation(Base):
    """A working record names another by its code (``Asset.relations``)."""

    __tablename__ = "asset_relation"

    asset_id: Mapped[int] = mapped_column(
        ForeignKey("asset.id", ondelete="CASCADE"), primary_key=True
    )
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    type: Mapped[str] = mapped_column(String(40))
    code: Mapped[str] = mapped_column(String(200), index=True)
