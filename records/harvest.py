"""Harvests: the sources, what was seen in each, the runs, and what became of things."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from .asset import Asset
from .base import Base, now, one_of
from .identifiers import new_uid
from .organization import Organization
from .person import Person

SOURCE_STATES = ("proposed", "approved", "paused", "direct")
RUN_STATES = ("running", "finished", "partial", "suspended", "stopped", "failed")
ITEM_STATES = ("present", "failed", "missing", "gone", "ours", "twin")


class HarvestSource(Base):
    """A place from which records come. A ``direct`` one was only ever named on the
    command line; the others are proposed by someone and approved by an administrator.

    ``holder`` and ``held_until`` say which process is harvesting it now. ``trusted_by``
    is the code of who gave it Planeación's standing approval; ``told`` the digest of the
    trouble that was last told by mail.
    """

    __tablename__ = "harvest_source"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(36), unique=True, default=new_uid)
    code: Mapped[str] = mapped_column(String(60), unique=True)
    title: Mapped[str] = mapped_column(String(300))
    kind: Mapped[str] = mapped_column(String(30))
    location: Mapped[str] = mapped_column(String(1000))
    settings: Mapped[dict[str, Any]] = mapped_column(default=dict)
    organization_id: Mapped[int | None] = mapped_column(ForeignKey("organization.id"))
    state: Mapped[str] = mapped_column(
        String(12), default="proposed", server_default=text("'proposed'")
    )
    schedule: Mapped[str | None] = mapped_column(String(120))
    due: Mapped[datetime | None]
    grace_days: Mapped[int] = mapped_column(default=7, server_default=text("7"))
    brake_percent: Mapped[int] = mapped_column(default=20, server_default=text("20"))
    minutes: Mapped[int] = mapped_column(default=240, server_default=text("240"))
    validators: Mapped[dict[str, Any]] = mapped_column(default=dict)
    proposed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    approved_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    created: Mapped[datetime] = mapped_column(default=now)
    holder: Mapped[str | None] = mapped_column(String(120))
    held_until: Mapped[datetime | None]
    trusted_by: Mapped[str | None] = mapped_column(String(60))
    trusted_since: Mapped[datetime | None]
    told: Mapped[str | None] = mapped_column(String(64))

    organization: Mapped[Organization | None] = relationship()
    proposed_by: Mapped[Person | None] = relationship(foreign_keys=[proposed_by_id])
    approved_by: Mapped[Person | None] = relationship(foreign_keys=[approved_by_id])

    __table_args__ = (one_of("state", SOURCE_STATES),)


class HarvestRun(Base):
    """One harvest of a source. ``finished`` means all of it and without a failure."""

    __tablename__ = "harvest_run"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(36), unique=True, default=new_uid)
    source_id: Mapped[int] = mapped_column(
        ForeignKey("harvest_source.id", ondelete="CASCADE"), index=True
    )
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    state: Mapped[str] = mapped_column(
        String(12), default="running", server_default=text("'running'")
    )
    started: Mapped[datetime] = mapped_column(default=now)
    heartbeat: Mapped[datetime] = mapped_column(default=now)
    ended: Mapped[datetime | None]
    counts: Mapped[dict[str, Any]] = mapped_column(default=dict)
    reason: Mapped[str | None] = mapped_column(Text)
    stop_asked: Mapped[bool] = mapped_column(default=False, server_default=false())
    answers: Mapped[list[dict[str, Any]]] = mapped_column(default=list)

    source: Mapped[HarvestSource] = relationship()
    person: Mapped[Person | None] = relationship()

    __table_args__ = (one_of("state", RUN_STATES),)


class HarvestItem(Base):
    """One thing of a source, as it was last seen there.

    ``digest`` is that of what the source said; ``given`` that of each value which it
    put into our record, so that what a person corrected here can be told apart.
    ``fingerprint`` stays when only the identifier changes; ``identity`` is the same in
    every source.
    """

    __tablename__ = "harvest_item"

    id: Mapped[int] = mapped_column(primary_key=True)
    source_id: Mapped[int] = mapped_column(
        ForeignKey("harvest_source.id", ondelete="CASCADE")
    )
    remote_id: Mapped[str] = mapped_column(String(500))
    name: Mapped[str] = mapped_column(String(500))
    digest: Mapped[str] = mapped_column(String(64), default="")
    fingerprint: Mapped[str | None] = mapped_column(String(64))
    identity: Mapped[str | None] = mapped_column(String(500), index=True)
    asset_id: Mapped[int | None] = mapped_column(
        ForeignKey("asset.id", ondelete="SET NULL"), index=True
    )
    state: Mapped[str] = mapped_column(String(12))
    reason: Mapped[str | None] = mapped_column(Text)
    remarks: Mapped[list[str]] = mapped_column(default=list)
    publisher: Mapped[str | None] = mapped_column(String(300), index=True)
    given: Mapped[dict[str, Any]] = mapped_column(default=dict)
    former_ids: Mapped[list[str]] = mapped_column(default=list)
    first_seen: Mapped[datetime] = mapped_column(default=now)
    run_id: Mapped[int | None] = mapped_column(
        ForeignKey("harvest_run.id", ondelete="SET NULL")
    )
    missing_since: Mapped[datetime | None]

    asset: Mapped[Asset | None] = relationship()

    __table_args__ = (
        UniqueConstraint("source_id", "remote_id"),
        Index("ix_harvest_item_source_id_fingerprint", "source_id", "fingerprint"),
        Index("ix_harvest_item_source_id_name", "source_id", "name"),
        Index("ix_harvest_item_source_id_state", "source_id", "state"),
        one_of("state", ITEM_STATES),
    )


class HarvestOutcome(Base):
    """What became of an item in a run, where it was more than staying as it was."""

    __tablename__ = "harvest_outcome"

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(
        ForeignKey("harvest_run.id", ondelete="CASCADE"), index=True
    )
    remote_id: Mapped[str] = mapped_column(String(500))
    name: Mapped[str] = mapped_column(String(500))
    code: Mapped[str] = mapped_column(String(80), default="")
    result: Mapped[str] = mapped_column(String(12))
    reason: Mapped[str | None] = mapped_column(Text)
