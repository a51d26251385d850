"""Words of the sources and what they stand for here: publishers, and terms of lists."""

from sqlalchemy import ForeignKey, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from .base import Base, one_of
from .organization import Organization

PUBLISHER_STATES = ("suggested", "confirmed", "outside")


class PublisherName(Base):
    """A name under which sources speak of an organisation; settled once by a person.

    ``likeness`` is that of the suggestion, of 100. ``outside``: none of ours. How many
    records bear the name is counted where they stand, ``HarvestItem.publisher``.
    """

    __tablename__ = "publisher_name"

    id: Mapped[int] = mapped_column(primary_key=True)
    folded: Mapped[str] = mapped_column(String(300), unique=True)
    name: Mapped[str] = mapped_column(String(300))
    state: Mapped[str] = mapped_column(
        String(12), default="suggested", server_default=text("'suggested'")
    )
    organization_id: Mapped[int | None] = mapped_column(ForeignKey("organization.id"))
    likeness: Mapped[int] = mapped_column(default=0, server_default=text("0"))

    organization: Mapped[Organization | None] = relationship()

    __table_args__ = (one_of("state", PUBLISHER_STATES),)


class HarvestTerm(Base):
    """A word that a vocabulary does not have; ``code`` is the term that a person chose
    for it, blank for "none of ours", and nothing while nobody has.
    """

    __tablename__ = "harvest_term"

    id: Mapped[int] = mapped_column(primary_key=True)
    vocabulary: Mapped[str] = mapped_column(String(40))
    folded: Mapped[str] = mapped_column(String(300))
    given: Mapped[str] = mapped_column(String(300))
    code: Mapped[str | None] = mapped_column(String(200))
    times: Mapped[int] = mapped_column(default=0, server_default=text("0"))

    __table_args__ = (UniqueConstraint("vocabulary", "folded"),)
