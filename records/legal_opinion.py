"""The concepto jurídico on an asset: question, norms, analysis and the class proposed."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from .base import Base, now, one_of
from .identifiers import new_uid
from .person import Person

STATES = ("draft", "issued")


class LegalOpinion(Base):
    """``signed`` is the checksum of the signed document, in the private store."""

    __tablename__ = "legal_opinion"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(36), unique=True, default=new_uid)
    asset_id: Mapped[int] = mapped_column(ForeignKey("asset.id"), index=True)
    question: Mapped[str] = mapped_column(Text)
    norms: Mapped[str] = mapped_column(Text, default="")
    analysis: Mapped[str] = mapped_column(Text, default="")
    access_class: Mapped[str | None] = mapped_column(String(12))
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    state: Mapped[str] = mapped_column(
        String(8), default="draft", server_default=text("'draft'")
    )
    issued: Mapped[date | None]
    signed: Mapped[str | None] = mapped_column(String(64))
    created: Mapped[datetime] = mapped_column(default=now)
    modified: Mapped[datetime] = mapped_column(default=now)

    author: Mapped[Person] = relationship(lazy="joined")

    __table_args__ = (one_of("state", STATES),)
