"""The words by which a working record is found at the desk: of its name and its code."""

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base

LONGEST = 60
# Compared by code points on both databases, so that a beginning is a stretch of words.
WORD = String(LONGEST).with_variant(String(LONGEST, collation="C"), "postgresql")


class AssetWord(Base):
    """``word`` is folded: lower case, without accents."""

    __tablename__ = "asset_word"

    word: Mapped[str] = mapped_column(WORD, primary_key=True)
    asset_id: Mapped[int] = mapped_column(
        ForeignKey("asset.id", ondelete="CASCADE"), primary_key=True, index=True
    )

    __table_args__ = ({"sqlite_with_rowid": False},)
