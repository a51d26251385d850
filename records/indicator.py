"""The indicator and its hoja de vida (Cali's sheet and the DNP's)."""

from decimal import Decimal
from typing import Any

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from .asset import Asset
from .observation import Observation

SATISFACTORY, MEDIUM = Decimal(90), Decimal(70)  # per cent: Cali's sheet


class Indicator(Asset):
    """``targets`` are ``{year, value}``; ``baseline`` is ``{period, value}``, both in
    ``unit``; ``lag_days`` counts calendar days after the period ends. ``thresholds``
    are per cent of the target; ``service`` is the trámite that it measures.
    """

    __tablename__ = "indicator"
    __mapper_args__ = {"polymorphic_identity": "indicator"}

    id: Mapped[int] = mapped_column(
        ForeignKey("asset.id", ondelete="CASCADE"), primary_key=True
    )
    objective: Mapped[str | None] = mapped_column(Text)
    definition: Mapped[str | None] = mapped_column(Text)
    indicator_type: Mapped[str | None] = mapped_column(String(40))
    formula: Mapped[str | None] = mapped_column(Text)
    formula_variables: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    unit: Mapped[str | None] = mapped_column(String(200))
    direction: Mapped[str | None] = mapped_column(String(20))
    accumulation: Mapped[str | None] = mapped_column(String(30))
    baseline: Mapped[dict[str, Any]] = mapped_column(default=dict)
    targets: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    lag_days: Mapped[int | None]
    source_text: Mapped[str | None] = mapped_column(Text)
    breakdowns: Mapped[list[str]] = mapped_column(default=list)
    geographic_breakdown: Mapped[str | None] = mapped_column(String(200))
    thresholds: Mapped[dict[str, Any]] = mapped_column(default=dict)
    plan: Mapped[dict[str, Any]] = mapped_column(default=dict)
    ods: Mapped[list[str]] = mapped_column(default=list)
    associated_with: Mapped[list[str]] = mapped_column(default=list, nullable=True)
    macroprocess: Mapped[str | None] = mapped_column(String(200))
    procedure: Mapped[str | None] = mapped_column(String(300))
    service: Mapped[dict[str, Any]] = mapped_column(default=dict, nullable=True)
    value_chain: Mapped[str | None] = mapped_column(String(20))
    measurement_method: Mapped[str | None] = mapped_column(Text)
    reference_values: Mapped[str | None] = mapped_column(Text)
    statistics: Mapped[dict[str, Any]] = mapped_column(default=dict, nullable=True)
    prepared: Mapped[str | None] = mapped_column(String(10))
    updated: Mapped[str | None] = mapped_column(String(10))
    changes: Mapped[list[dict[str, Any]]] = mapped_column(default=list, nullable=True)

    observations: Mapped[list[Observation]] = relationship(
        order_by=(Observation.period, Observation.id), cascade="all, delete-orphan"
    )

    @property
    def latest(self) -> dict[str, Any] | None:
        """The last figure of the whole, without breakdown; the order is the period's."""
        whole = [o for o in self.observations if not o.breakdown_key]
        known = [o for o in whole if o.value is not None]
        if not known:
            return None
        last = max(known, key=lambda one: one.period)
        return {
            "period": last.period,
            "value": last.value,
            "status": last.status,
            "territory": last.territory,
        }

    @property
    def observation_count(self) -> int:
        return len(self.observations)
