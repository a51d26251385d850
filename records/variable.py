"""Variables of a production process or of a file (DDI Codebook, ``var``)."""

from typing import Any

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from .base import Base
from .identifiers import new_uid
from .standard_variable import StandardVariable


def followed(name: str) -> Any:
    """A property: what the variable says itself, or else its standard variable."""

    def own_or_standard(self: "Variable") -> Any:
        own = getattr(self, name)
        return own or (getattr(self.standard, name) if self.standard else own)

    return property(own_or_standard)


class Variable(Base):
    """``standard_variable`` is the code of the one that it follows: what is empty here
    is read there (``full_…``). ``file`` is the title of the distribution that it is
    in. ``security`` says why something of it is withheld, and stays on the desk.
    """

    __tablename__ = "variable"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(36), unique=True, default=new_uid)
    asset_id: Mapped[int] = mapped_column(
        ForeignKey("asset.id", ondelete="CASCADE"), index=True
    )
    position: Mapped[int] = mapped_column(default=0)
    name: Mapped[str] = mapped_column(String(100))
    label: Mapped[str | None] = mapped_column(String(500))
    type: Mapped[str | None] = mapped_column(String(20))
    definition: Mapped[str | None] = mapped_column(Text)
    universe: Mapped[str | None] = mapped_column(Text)
    question: Mapped[str | None] = mapped_column(Text)
    unit: Mapped[str | None] = mapped_column(String(100))
    categories: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    standard_variable: Mapped[str | None] = mapped_column(
        ForeignKey("standard_variable.code"), index=True
    )
    file: Mapped[str | None] = mapped_column(String(300))
    personal_data: Mapped[str | None] = mapped_column(String(20))
    interval: Mapped[str | None] = mapped_column(String(12))
    decimals: Mapped[int | None]
    width: Mapped[int | None]
    format: Mapped[str | None] = mapped_column(String(40))
    response_unit: Mapped[str | None] = mapped_column(String(200))
    question_before: Mapped[str | None] = mapped_column(Text)
    question_after: Mapped[str | None] = mapped_column(Text)
    instruction: Mapped[str | None] = mapped_column(Text)
    notes: Mapped[str | None] = mapped_column(Text)
    security: Mapped[str | None] = mapped_column(Text)

    standard: Mapped[StandardVariable | None] = relationship()

    __table_args__ = (UniqueConstraint("asset_id", "name"),)

    full_label = followed("label")
    full_definition = followed("definition")
    full_type = followed("type")
    full_interval = followed("interval")
    full_unit = followed("unit")
    full_categories = followed("categories")
    full_personal_data = followed("personal_data")
