"""The document: bulletins, methodologies, plans, reports and legal acts."""

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from .asset import Asset


class Document(Asset):
    """``authors`` are institutions; a person's name stays on the desk."""

    __tablename__ = "document"
    __mapper_args__ = {"polymorphic_identity": "document"}

    id: Mapped[int] = mapped_column(
        ForeignKey("asset.id", ondelete="CASCADE"), primary_key=True
    )
    document_type: Mapped[str | None] = mapped_column(String(40))
    authors: Mapped[list[str]] = mapped_column(default=list)
    publication_date: Mapped[str | None] = mapped_column(String(10))
    pages: Mapped[int | None]
