"""The production process of information (PPI) and the core of its characterisation."""

from typing import Any

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.types import String

from .asset import Asset
from .characterisation import Characterisation


class ProductionProcess(Asset):
    """*Proceso de producción de información*: a statistical operation, study, register,
    production of indicators or management report (Plan Estadístico Territorial).

    ``team`` is the group inside the dependencia; ``continuity`` what the yearly review
    found. ``study``, ``method`` and ``conditions`` are what DDI asks for besides.
    """

    __tablename__ = "production_process"
    __mapper_args__ = {"polymorphic_identity": "production_process"}

    id: Mapped[int] = mapped_column(
        ForeignKey("asset.id", ondelete="CASCADE"), primary_key=True
    )
    ppi_type: Mapped[str | None] = mapped_column(String(40))
    objective: Mapped[str | None] = mapped_column(Text)
    target_population: Mapped[str | None] = mapped_column(Text)
    observation_units: Mapped[str | None] = mapped_column(Text)
    analysis_units: Mapped[str | None] = mapped_column(Text)
    geographic_coverage: Mapped[str | None] = mapped_column(Text)
    disaggregation: Mapped[str | None] = mapped_column(Text)
    norms: Mapped[list[str]] = mapped_column(default=list)
    collection_periods: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    principal_investigator: Mapped[str | None] = mapped_column(String(300))
    funding: Mapped[str | None] = mapped_column(String(300))
    collection_modes: Mapped[list[str]] = mapped_column(default=list)
    storage: Mapped[str | None] = mapped_column(String(40))
    documentation_state: Mapped[str | None] = mapped_column(String(40))
    dissemination_media: Mapped[list[str]] = mapped_column(default=list)
    disseminates: Mapped[bool | None]
    sampling: Mapped[str | None] = mapped_column(Text)
    methodology: Mapped[str | None] = mapped_column(Text)
    team: Mapped[str | None] = mapped_column(String(300))
    in_mop: Mapped[bool | None]
    procedure_based: Mapped[bool | None]
    phases: Mapped[list[str]] = mapped_column(default=list, nullable=True)
    continuity: Mapped[str | None] = mapped_column(String(20))
    continuity_reason: Mapped[str | None] = mapped_column(Text)
    continuity_reviewed: Mapped[str | None] = mapped_column(String(10))
    study: Mapped[dict[str, Any]] = mapped_column(default=dict, nullable=True)
    method: Mapped[dict[str, Any]] = mapped_column(default=dict, nullable=True)
    conditions: Mapped[dict[str, Any]] = mapped_column(default=dict, nullable=True)

    characterisations: Mapped[list[Characterisation]] = relationship(
        order_by=(Characterisation.date, Characterisation.version),
        cascade="all, delete-orphan",
    )

    @property
    def characterisation(self) -> Characterisation | None:
        """The latest one; earlier ones are history."""
        return max(
            self.characterisations,
            key=lambda one: (one.date, one.version),
            default=None,
        )
