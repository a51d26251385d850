"""Observations: the figures of an indicator (SDMX: period, area, breakdown, status)."""

from decimal import Decimal
from typing import Any

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base, Exact


class Observation(Base):
    """``period`` is YYYY, YYYY-Sn, YYYY-Qn, YYYY-MM or YYYY-MM-DD; ``value`` is exact,
    in the indicator's unit; ``status`` is an SDMX CL_OBS_STATUS code. ``components``
    are the values of the formula's variables, exact, as text: ``{"V1": "12"}``.
    ``target`` is that of the period; ``improvement`` is for the desk alone.
    """

    __tablename__ = "observation"

    id: Mapped[int] = mapped_column(primary_key=True)
    indicator_id: Mapped[int] = mapped_column(
        ForeignKey("indicator.id", ondelete="CASCADE"), index=True
    )
    period: Mapped[str] = mapped_column(String(30))
    territory: Mapped[str | None] = mapped_column(String(20))
    breakdown: Mapped[dict[str, Any]] = mapped_column(default=dict)
    breakdown_key: Mapped[str] = mapped_column(String(300), default="")
    value: Mapped[Decimal | None] = mapped_column(Exact)
    status: Mapped[str | None] = mapped_column(String(10))
    source: Mapped[str | None] = mapped_column(Text)
    note: Mapped[str | None] = mapped_column(Text)
    components: Mapped[dict[str, Any]] = mapped_column(default=dict, nullable=True)
    target: Mapped[Decimal | None] = mapped_column(Exact)
    improvement: Mapped[str | None] = mapped_column(Text)

    __table_args__ = (
        UniqueConstraint("indicator_id", "period", "territory", "breakdown_key"),
    )
