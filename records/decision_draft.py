"""A decision that the legal office has not finished: what it wrote so far, and nothing more."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from .asset import Asset
from .base import Base, now
from .person import Person


class DecisionDraft(Base):
    """One for each record, of the office and not of a person. It decides nothing, and
    goes when the decision is taken. ``version`` rises with each saving.
    """

    __tablename__ = "decision_draft"

    asset_id: Mapped[int] = mapped_column(
        ForeignKey("asset.id"), primary_key=True, autoincrement=False
    )
    data: Mapped[dict[str, Any]]
    version: Mapped[int]
    saved: Mapped[datetime] = mapped_column(default=now)
    saved_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)

    asset: Mapped[Asset] = relationship()
    saved_by: Mapped[Person] = relationship()
