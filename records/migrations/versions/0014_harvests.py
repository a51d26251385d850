"""harvests: sources, runs, items, their words, and the state of links

Revision ID: 0014
Revises: 0013
"""

import sqlalchemy as sa
import tumbaga.records.base
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

MOMENT = tumbaga.records.base.Moment


def upgrade() -> None:
    op.create_table(
        "harvest_term",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("vocabulary", sa.String(length=40), nullable=False),
        sa.Column("folded", sa.String(length=300), nullable=False),
        sa.Column("given", sa.String(length=300), nullable=False),
        sa.Column("code", sa.String(length=200), nullable=True),
        sa.Column("times", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_harvest_term")),
        sa.UniqueConstraint(
            "vocabulary", "folded", name=op.f("uq_harvest_term_vocabulary_folded")
        ),
    )
    op.create_table(
        "link_check",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("url", sa.String(length=1000), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("checked", MOMENT(timezone=True), nullable=False),
        sa.Column("since", MOMENT(timezone=True), nullable=False),
        sa.Column(
            "failures", sa.Integer(), server_default=sa.text("0"), nullable=False
        ),
        sa.Column("history", sa.JSON(), nullable=False),
        sa.CheckConstraint(
            "state IN ('works', 'moved', 'broken', 'unknown')",
            name=op.f("ck_link_check_state"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_link_check")),
        sa.UniqueConstraint("key", name=op.f("uq_link_check_key")),
    )
    with op.batch_alter_table("link_check", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_link_check_checked"), ["checked"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_link_check_state"), ["state"], unique=False
        )

    op.create_table(
        "publisher_name",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("folded", sa.String(length=300), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column(
            "state",
            sa.String(length=12),
            server_default=sa.text("'suggested'"),
            nullable=False,
        ),
        sa.Column("organization_id", sa.Integer(), nullable=True),
        sa.Column(
            "likeness", sa.Integer(), server_default=sa.text("0"), nullable=False
        ),
        sa.Column("times", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.CheckConstraint(
            "state IN ('suggested', 'confirmed', 'outside')",
            name=op.f("ck_publisher_name_state"),
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_publisher_name_organization_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publisher_name")),
        sa.UniqueConstraint("folded", name=op.f("uq_publisher_name_folded")),
    )
    op.create_table(
        "harvest_source",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("location", sa.String(length=1000), nullable=False),
        sa.Column("settings", sa.JSON(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=True),
        sa.Column(
            "state",
            sa.String(length=12),
            server_default=sa.text("'proposed'"),
            nullable=False,
        ),
        sa.Column("schedule", sa.String(length=120), nullable=True),
        sa.Column("due", MOMENT(timezone=True), nullable=True),
        sa.Column(
            "grace_days", sa.Integer(), server_default=sa.text("7"), nullable=False
        ),
        sa.Column(
            "brake_percent", sa.Integer(), server_default=sa.text("20"), nullable=False
        ),
        sa.Column(
            "minutes", sa.Integer(), server_default=sa.text("240"), nullable=False
        ),
        sa.Column("validators", sa.JSON(), nullable=False),
        sa.Column("proposed_by_id", sa.Integer(), nullable=True),
        sa.Column("approved_by_id", sa.Integer(), nullable=True),
        sa.Column("created", MOMENT(timezone=True), nullable=False),
        sa.Column("holder", sa.String(length=120), nullable=True),
        sa.Column("held_until", MOMENT(timezone=True), nullable=True),
        sa.CheckConstraint(
            "state IN ('proposed', 'approved', 'paused', 'direct')",
            name=op.f("ck_harvest_source_state"),
        ),
        sa.ForeignKeyConstraint(
            ["approved_by_id"],
            ["person.id"],
            name=op.f("fk_harvest_source_approved_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_harvest_source_organization_id"),
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by_id"],
            ["person.id"],
            name=op.f("fk_harvest_source_proposed_by_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_harvest_source")),
        sa.UniqueConstraint("code", name=op.f("uq_harvest_source_code")),
        sa.UniqueConstraint("uid", name=op.f("uq_harvest_source_uid")),
    )
    op.create_table(
        "harvest_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column(
            "state",
            sa.String(length=12),
            server_default=sa.text("'running'"),
            nullable=False,
        ),
        sa.Column("started", MOMENT(timezone=True), nullable=False),
        sa.Column("heartbeat", MOMENT(timezone=True), nullable=False),
        sa.Column("ended", MOMENT(timezone=True), nullable=True),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column(
            "stop_asked", sa.Boolean(), server_default=sa.false(), nullable=False
        ),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.CheckConstraint(
            "state IN ('running', 'finished', 'partial', 'suspended', 'stopped', 'failed')",
            name=op.f("ck_harvest_run_state"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_harvest_run_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["harvest_source.id"],
            name=op.f("fk_harvest_run_source_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_harvest_run")),
        sa.UniqueConstraint("uid", name=op.f("uq_harvest_run_uid")),
    )
    with op.batch_alter_table("harvest_run", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_harvest_run_source_id"), ["source_id"], unique=False
        )

    op.create_table(
        "harvest_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("remote_id", sa.String(length=500), nullable=False),
        sa.Column("name", sa.String(length=500), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=True),
        sa.Column("identity", sa.String(length=500), nullable=True),
        sa.Column("asset_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("remarks", sa.JSON(), nullable=False),
        sa.Column("publisher", sa.String(length=300), nullable=True),
        sa.Column("given", sa.JSON(), nullable=False),
        sa.Column("former_ids", sa.JSON(), nullable=False),
        sa.Column("first_seen", MOMENT(timezone=True), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=True),
        sa.Column("missing_since", MOMENT(timezone=True), nullable=True),
        sa.CheckConstraint(
            "state IN ('present', 'failed', 'missing', 'gone', 'ours', 'twin')",
            name=op.f("ck_harvest_item_state"),
        ),
        sa.ForeignKeyConstraint(
            ["asset_id"],
            ["asset.id"],
            name=op.f("fk_harvest_item_asset_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["run_id"],
            ["harvest_run.id"],
            name=op.f("fk_harvest_item_run_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["harvest_source.id"],
            name=op.f("fk_harvest_item_source_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_harvest_item")),
        sa.UniqueConstraint(
            "source_id", "remote_id", name=op.f("uq_harvest_item_source_id_remote_id")
        ),
    )
    with op.batch_alter_table("harvest_item", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_harvest_item_asset_id"), ["asset_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_harvest_item_identity"), ["identity"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_harvest_item_publisher"), ["publisher"], unique=False
        )
        batch_op.create_index(
            "ix_harvest_item_source_id_fingerprint",
            ["source_id", "fingerprint"],
            unique=False,
        )
        batch_op.create_index(
            "ix_harvest_item_source_id_state", ["source_id", "state"], unique=False
        )

    op.create_table(
        "harvest_outcome",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("remote_id", sa.String(length=500), nullable=False),
        sa.Column("name", sa.String(length=500), nullable=False),
        sa.Column("code", sa.String(length=80), nullable=False),
        sa.Column("result", sa.String(length=12), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["run_id"],
            ["harvest_run.id"],
            name=op.f("fk_harvest_outcome_run_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_harvest_outcome")),
    )
    with op.batch_alter_table("harvest_outcome", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_harvest_outcome_run_id"), ["run_id"], unique=False
        )


def downgrade() -> None:

    with op.batch_alter_table("harvest_outcome", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_harvest_outcome_run_id"))

    op.drop_table("harvest_outcome")
    with op.batch_alter_table("harvest_item", schema=None) as batch_op:
        batch_op.drop_index("ix_harvest_item_source_id_state")
        batch_op.drop_index("ix_harvest_item_source_id_fingerprint")
        batch_op.drop_index(batch_op.f("ix_harvest_item_publisher"))
        batch_op.drop_index(batch_op.f("ix_harvest_item_identity"))
        batch_op.drop_index(batch_op.f("ix_harvest_item_asset_id"))

    op.drop_table("harvest_item")
    with op.batch_alter_table("harvest_run", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_harvest_run_source_id"))

    op.drop_table("harvest_run")
    op.drop_table("harvest_source")
    op.drop_table("publisher_name")
    with op.batch_alter_table("link_check", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_link_check_state"))
        batch_op.drop_index(batch_op.f("ix_link_check_checked"))

    op.drop_table("link_check")
    op.drop_table("harvest_term")
