"""the normograma with its alerts, and legal opinions

Revision ID: 0008
Revises: 0007
"""

import sqlalchemy as sa
import tumbaga.records.base
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

MOMENT = tumbaga.records.base.Moment


def upgrade() -> None:
    op.create_table(
        "norm",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("subject", sa.Text(), nullable=True),
        sa.Column("issued", sa.Date(), nullable=True),
        sa.Column(
            "state",
            sa.String(length=12),
            server_default=sa.text("'vigente'"),
            nullable=False,
        ),
        sa.Column("state_date", sa.Date(), nullable=True),
        sa.Column("state_reason", sa.Text(), nullable=True),
        sa.Column("link", sa.String(length=1000), nullable=True),
        sa.Column("created", MOMENT(timezone=True), nullable=False),
        sa.Column("modified", MOMENT(timezone=True), nullable=False),
        sa.CheckConstraint(
            "state IN ('vigente', 'modificada', 'derogada')",
            name=op.f("ck_norm_state"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_norm")),
        sa.UniqueConstraint("name", name=op.f("uq_norm_name")),
        sa.UniqueConstraint("uid", name=op.f("uq_norm_uid")),
    )
    op.create_table(
        "norm_alert",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("norm_id", sa.Integer(), nullable=False),
        sa.Column("asset_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("raised", sa.Date(), nullable=False),
        sa.Column("settled", MOMENT(timezone=True), nullable=True),
        sa.Column("settled_by", sa.String(length=60), nullable=True),
        sa.ForeignKeyConstraint(
            ["asset_id"], ["asset.id"], name=op.f("fk_norm_alert_asset_id")
        ),
        sa.ForeignKeyConstraint(
            ["norm_id"], ["norm.id"], name=op.f("fk_norm_alert_norm_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_norm_alert")),
        sa.UniqueConstraint(
            "norm_id",
            "asset_id",
            "state",
            "raised",
            name=op.f("uq_norm_alert_norm_id_asset_id_state_raised"),
        ),
    )
    for column in ("norm_id", "asset_id"):
        op.create_index(op.f(f"ix_norm_alert_{column}"), "norm_alert", [column])
    op.create_table(
        "legal_opinion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("asset_id", sa.Integer(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("norms", sa.Text(), nullable=False),
        sa.Column("analysis", sa.Text(), nullable=False),
        sa.Column("access_class", sa.String(length=12), nullable=True),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.String(length=8),
            server_default=sa.text("'draft'"),
            nullable=False,
        ),
        sa.Column("issued", sa.Date(), nullable=True),
        sa.Column("signed", sa.String(length=64), nullable=True),
        sa.Column("created", MOMENT(timezone=True), nullable=False),
        sa.Column("modified", MOMENT(timezone=True), nullable=False),
        sa.CheckConstraint(
            "state IN ('draft', 'issued')", name=op.f("ck_legal_opinion_state")
        ),
        sa.ForeignKeyConstraint(
            ["asset_id"], ["asset.id"], name=op.f("fk_legal_opinion_asset_id")
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["person.id"], name=op.f("fk_legal_opinion_author_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_legal_opinion")),
        sa.UniqueConstraint("uid", name=op.f("uq_legal_opinion_uid")),
    )
    for column in ("asset_id", "author_id"):
        op.create_index(op.f(f"ix_legal_opinion_{column}"), "legal_opinion", [column])


def downgrade() -> None:
    op.drop_table("legal_opinion")
    op.drop_table("norm_alert")
    op.drop_table("norm")
