"""The legal decision that says what may be known of an asset (Ley 1712 de 2014)."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from .base import Base, now, one_of
from .general_decision import GeneralDecision
from .person import Person

CLASSES = ("publica", "clasificada", "reservada")
SCOPES = ("total", "partial")
LONGEST_RESERVE = 15  # years: Ley 1712, art. 22
LONGEST = 100  # years of what only art. 18 protects; beyond it, it has no limit


class Classification(Base):
    """One decision; the one in force has ``ended`` empty, earlier ones are kept.

    ``articles`` are codes such as ``18-a``; ``norm`` is the one that forbids access
    (art. 19); ``public_leaves`` is the allow-list of a partial decision (art. 21);
    ``opens``: confirmed that it opens by itself when the term has ended. ``general_id``
    is the general decision that covers the asset, if one does.
    ``index_title`` and ``motivation`` are what the índice shows (art. 20).
    """

    __tablename__ = "classification"

    id: Mapped[int] = mapped_column(primary_key=True)
    asset_id: Mapped[int] = mapped_column(ForeignKey("asset.id"), index=True)
    access_class: Mapped[str] = mapped_column(String(12))
    articles: Mapped[list[str]] = mapped_column(default=list)
    norm: Mapped[str | None] = mapped_column(Text)
    legitimate_aim: Mapped[str | None] = mapped_column(Text)
    motivation: Mapped[str | None] = mapped_column(Text)
    harm: Mapped[dict[str, Any]] = mapped_column(default=dict)
    scope: Mapped[str | None] = mapped_column(String(10))
    public_leaves: Mapped[list[str]] = mapped_column(default=list)
    index_title: Mapped[str | None] = mapped_column(String(500))
    act: Mapped[str | None] = mapped_column(String(300))
    act_date: Mapped[date | None]
    starts: Mapped[date | None]
    counted_from: Mapped[str | None] = mapped_column(String(20))
    ends: Mapped[date | None]
    term_years: Mapped[int | None]
    unlimited: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    opens: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    review: Mapped[date | None]
    general_id: Mapped[int | None] = mapped_column(
        ForeignKey("general_decision.id"), index=True
    )
    decided_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    decided: Mapped[datetime] = mapped_column(default=now)
    ended: Mapped[datetime | None]

    decided_by: Mapped[Person] = relationship(lazy="joined")
    general: Mapped[GeneralDecision | None] = relationship()

    __table_args__ = (
        one_of("access_class", CLASSES),
        CheckConstraint("scope IN ('total', 'partial')", name="scope"),
        CheckConstraint(
            f"term_years IS NULL OR term_years BETWEEN 1 AND {LONGEST}",
            name="term_years",
        ),
        CheckConstraint(
            "access_class <> 'reservada' OR term_years IS NULL OR term_years <= "
            f"{LONGEST_RESERVE}",
            name="reserve_term",
        ),
        CheckConstraint(
            "access_class <> 'reservada' OR norm IS NOT NULL", name="reserve_has_norm"
        ),
        Index(
            "uq_classification_in_force",
            "asset_id",
            unique=True,
            sqlite_where=text("ended IS NULL"),
            postgresql_where=text("ended IS NULL"),
        ),
        Index(
            "ix_classification_ends",
            "ends",
            sqlite_where=text("ended IS NULL"),
            postgresql_where=text("ended IS NULL"),
        ),
        Index(
            "ix_classification_class",
            "asset_id",
            "access_class",
            sqlite_where=text("ended IS NULL"),
            postgresql_where=text("ended IS NULL"),
        ),
    )
