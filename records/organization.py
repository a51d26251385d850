"""Organisations: the tree of the city's dependencias."""

from sqlalchemy import ForeignKey, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from .base import Base, one_of
from .identifiers import new_uid, slugify

ORGANIZATION_TYPES = ("entidad", "dependencia", "equipo", "externa")


class Organization(Base):
    """A unit that produces or keeps information. Its contact is an office's, public."""

    __tablename__ = "organization"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(36), unique=True, default=new_uid)
    code: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(300))
    short_name: Mapped[str | None] = mapped_column(String(100))
    acronym: Mapped[str | None] = mapped_column(String(30))
    organization_type: Mapped[str] = mapped_column(
        String(20), server_default=text("'dependencia'"), default="dependencia"
    )
    parent_id: Mapped[int | None] = mapped_column(
        ForeignKey("organization.id"), index=True
    )
    email: Mapped[str | None] = mapped_column(String(200))
    telephone: Mapped[str | None] = mapped_column(String(60))
    url: Mapped[str | None] = mapped_column(String(500))
    description: Mapped[str | None] = mapped_column(Text)

    parent: Mapped["Organization | None"] = relationship(
        remote_side=[id], lazy="joined", join_depth=1
    )

    @property
    def slug(self) -> str:
        return slugify(self.code) or self.uid

    @property
    def kind(self) -> str:
        return "organization"

    __table_args__ = (one_of("organization_type", ORGANIZATION_TYPES),)
