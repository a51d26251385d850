"""The dataset: tables and maps, had through their distributions (DCAT)."""

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from .asset import Asset


class Dataset(Asset):
    """``is_series`` marks one that gathers others (``dcat:DatasetSeries``); they name it
    by the relation ``parte_de``.
    """

    __tablename__ = "dataset"
    __mapper_args__ = {"polymorphic_identity": "dataset"}

    id: Mapped[int] = mapped_column(
        ForeignKey("asset.id", ondelete="CASCADE"), primary_key=True
    )
    dataset_version: Mapped[str | None] = mapped_column(String(40))
    version_notes: Mapped[str | None] = mapped_column(Text)
    is_series: Mapped[bool | None]
