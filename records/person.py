"""People who work at the desk. Nothing of a person ever reaches the ledger."""

from sqlalchemy import ForeignKey, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from .base import Base
from .identifiers import new_uid
from .organization import Organization

ROLES = ("producer", "legal", "planning", "administrator", "auditor")


class Person(Base):
    """Someone with one or more roles; in a small town one official has all of them."""

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(36), unique=True, default=new_uid)
    code: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    email: Mapped[str | None] = mapped_column(String(200), unique=True)
    position: Mapped[str | None] = mapped_column(String(200))
    roles: Mapped[list[str]]
    organization_id: Mapped[int | None] = mapped_column(
        ForeignKey("organization.id"), index=True
    )
    active: Mapped[bool] = mapped_column(server_default=text("true"), default=True)

    organization: Mapped[Organization | None] = relationship(lazy="joined")
