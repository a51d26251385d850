"""The production process of information (PPI) and the core of its characterisation."""

from typing import Any

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import String

from .asset import Asset


class ProductionProcess(Asset):
    """*Proceso de producción de información*: a statistical operation, study, register,
    production of indicators or management report (Plan Estadístico Territorial).
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
