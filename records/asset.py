"""The information asset: what every kind of record has in common."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from .base import Base, now, one_of
from .criticality import criticality
from .distribution import Distribution
from .identifiers import new_uid, slugify
from .organization import Organization
from .variable import Variable

KINDS = ("production_process", "indicator", "dataset", "document")
WORKFLOW = (
    "draft",
    "submitted",
    "returned",
    "approved",
    "published",
    "retired",
    "withdrawn",
)
# Sorted by code points on both databases: the title is folded before.
FILED = String(120).with_variant(String(120, collation="C"), "postgresql")
# All that the desk's lists ask of a record: they are answered from this index alone.
LISTED = (
    "workflow_state",
    "organization_id",
    "kind",
    "theme",
    "points",
    "passes",
    "due",
    "timely",
    "decided",
    "modified",
    "moved",
    "filed",
    "id",
)
# The same of the quality of each organisation.
JUDGED = ("organization_id", "workflow_state", "points", "passes", "due", "timely")
MATURITY = ("en_construccion", "definitiva")


class Asset(Base):
    """An information asset (Ley 1712, art. 13), as the desk works on it.

    ``workflow_state`` is ours; ``maturity`` is the law's (*documento en construcción*,
    art. 6 k). ``incomplete`` keeps what was typed and is not yet right, with its
    problem. ``desk`` keeps what is for the desk alone, such as a person's name.

    What follows ``modified`` is worked out from the rest, so that lists can be sorted
    and sifted by it: ``moved`` is when it came to its state, ``filed`` the title
    folded; ``points``, ``passes``, ``due`` and ``timely`` are its quality (``catalog.indexing``);
    ``decided``, whether a decision on it was taken: from then on one is always in force.
    """

    __tablename__ = "asset"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(
        String(36), unique=True, default=new_uid, insert_sentinel=True
    )
    kind: Mapped[str] = mapped_column(String(30))
    code: Mapped[str] = mapped_column(String(80), unique=True)
    title: Mapped[str] = mapped_column(String(500))
    acronym: Mapped[str | None] = mapped_column(String(60))
    description: Mapped[str | None] = mapped_column(Text)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"))
    custodian_id: Mapped[int | None] = mapped_column(
        ForeignKey("organization.id"), index=True
    )
    producer_position: Mapped[str | None] = mapped_column(String(200))
    custodian_position: Mapped[str | None] = mapped_column(String(200))
    contact: Mapped[dict[str, Any]] = mapped_column(default=dict)
    asset_type: Mapped[str | None] = mapped_column(String(20))
    category: Mapped[str | None] = mapped_column(String(300))
    theme: Mapped[str | None] = mapped_column(String(60), index=True)
    axis: Mapped[str | None] = mapped_column(String(40))
    process: Mapped[str | None] = mapped_column(String(200))
    process_code: Mapped[str | None] = mapped_column(String(60))
    subprocess: Mapped[str | None] = mapped_column(String(200))
    records_code: Mapped[str | None] = mapped_column(String(80))
    keywords: Mapped[list[str]] = mapped_column(default=list)
    language: Mapped[str | None] = mapped_column(String(10))
    medium: Mapped[str | None] = mapped_column(String(40))
    support: Mapped[str | None] = mapped_column(String(100))
    format: Mapped[str | None] = mapped_column(String(40))
    frequency: Mapped[str | None] = mapped_column(String(30))
    spatial: Mapped[list[str]] = mapped_column(default=list)
    spatial_level: Mapped[str | None] = mapped_column(String(40))
    temporal_start: Mapped[str | None] = mapped_column(String(10))
    temporal_end: Mapped[str | None] = mapped_column(String(10))
    generated: Mapped[str | None] = mapped_column(String(10))
    issued: Mapped[str | None] = mapped_column(String(10))
    archived: Mapped[str | None] = mapped_column(String(10))
    trd_series: Mapped[str | None] = mapped_column(String(200))
    trd_subseries: Mapped[str | None] = mapped_column(String(200))
    licence: Mapped[str | None] = mapped_column(String(40))
    personal_data: Mapped[str | None] = mapped_column(String(20))
    minors: Mapped[bool | None]
    personal_data_types: Mapped[list[str]] = mapped_column(default=list, nullable=True)
    personal_data_purpose: Mapped[str | None] = mapped_column(Text)
    personal_data_authorized: Mapped[bool | None]
    confidentiality: Mapped[str | None] = mapped_column(String(20))
    integrity: Mapped[str | None] = mapped_column(String(20))
    availability: Mapped[str | None] = mapped_column(String(20))
    access: Mapped[str | None] = mapped_column(String(20))
    place: Mapped[str | None] = mapped_column(String(1000))
    maturity: Mapped[str] = mapped_column(
        String(20), default="definitiva", server_default=text("'definitiva'")
    )
    maturity_reason: Mapped[str | None] = mapped_column(Text)
    notes: Mapped[list[str]] = mapped_column(default=list)
    source: Mapped[dict[str, Any]] = mapped_column(default=dict)
    relations: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    proposal: Mapped[dict[str, Any]] = mapped_column(default=dict)
    desk: Mapped[dict[str, Any]] = mapped_column(default=dict)
    incomplete: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    workflow_state: Mapped[str] = mapped_column(
        String(12), default="draft", server_default=text("'draft'")
    )
    version: Mapped[int] = mapped_column(default=1, server_default=text("1"))
    digest: Mapped[str | None] = mapped_column(String(64))
    first_published: Mapped[date | None]
    successor_uid: Mapped[str | None] = mapped_column(String(36))
    created: Mapped[datetime] = mapped_column(default=now)
    modified: Mapped[datetime] = mapped_column(default=now)
    moved: Mapped[datetime | None] = mapped_column(default=now)
    filed: Mapped[str | None] = mapped_column(FILED)
    points: Mapped[int | None]
    passes: Mapped[int | None]
    due: Mapped[date | None]
    timely: Mapped[bool | None]
    decided: Mapped[bool] = mapped_column(default=False, server_default=text("false"))

    organization: Mapped[Organization] = relationship(foreign_keys=[organization_id])
    custodian: Mapped[Organization | None] = relationship(foreign_keys=[custodian_id])
    distributions: Mapped[list[Distribution]] = relationship(
        order_by=Distribution.position, cascade="all, delete-orphan"
    )
    variables: Mapped[list[Variable]] = relationship(
        order_by=Variable.position, cascade="all, delete-orphan"
    )

    @property
    def criticality(self) -> str | None:
        """Worked out from the three levels, never typed in."""
        return criticality(self.confidentiality, self.integrity, self.availability)

    @property
    def slug(self) -> str:
        return slugify(self.code) or self.uid

    __mapper_args__ = {"polymorphic_on": "kind"}
    __table_args__ = (
        one_of("kind", KINDS),
        one_of("workflow_state", WORKFLOW),
        one_of("maturity", MATURITY),
        CheckConstraint(
            "maturity = 'definitiva' OR maturity_reason IS NOT NULL",
            name="reason_en_construccion",
        ),
        Index("ix_asset_kind_state", "kind", "workflow_state"),
        Index("ix_asset_modified", "modified", "id"),
        Index("ix_asset_filed", "filed", "id"),
        Index("ix_asset_desk", *LISTED),
        Index("ix_asset_standing", "workflow_state", "due", "id", "organization_id"),
        Index("ix_asset_kind_id", "kind", "id"),
        Index("ix_asset_quality", *JUDGED),
    )
