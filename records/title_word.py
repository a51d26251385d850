"""The words of titles and codes, to find records that look alike before there are two."""

import re

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from .accents import without_accents
from .base import Base

LONGEST, MOST = 40, 24
EMPTY = frozenset(
    [
        "con",
        "del",
        "las",
        "los",
        "para",
        "por",
        "que",
        "una",
        "uno",
        "sus",
        "entre",
        "desde",
        "hasta",
        "segun",
        "sobre",
        "sin",
    ]
)


class TitleWord(Base):
    """One word of an asset's title or code, folded; ``organization_id`` is the asset's,
    so that who sees one organisation asks for no more.
    """

    __tablename__ = "title_word"

    word: Mapped[str] = mapped_column(String(LONGEST), primary_key=True)
    asset_id: Mapped[int] = mapped_column(
        ForeignKey("asset.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"))

    __table_args__ = (
        Index(
            "ix_title_word_organization_id_word", "organization_id", "word", "asset_id"
        ),
    )


def words_of(*texts: str) -> list[str]:
    """The words that tell titles apart: no accents, no plurals, none that are empty."""
    found: dict[str, None] = {}
    for text in texts:
        for word in re.findall(r"[^\W_]+", without_accents(text.casefold())):
            if len(word) > 2 and word not in EMPTY:
                root = word[:-1] if word.endswith("s") and len(word) > 4 else word
                found[root[:LONGEST]] = None
    return list(found)[:MOST]
