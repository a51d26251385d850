"""demands for information, and how often the files of a record are taken

Revision ID: 0040
Revises: 0014
"""

import sqlalchemy as sa
import tumbaga.records.base
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

MOMENT = tumbaga.records.base.Moment


def upgrade() -> None:
    op.create_table(
        "information_demand",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("need", sa.String(length=300), nullable=False),
        sa.Column("user", sa.String(length=40), nullable=True),
        sa.Column(
            "coverage",
            sa.String(length=12),
            server_default=sa.text("'insatisfecha'"),
            nullable=False,
        ),
        sa.Column("difficulty", sa.String(length=40), nullable=True),
        sa.Column("record", sa.String(length=80), nullable=True),
        sa.Column("remarks", sa.Text(), nullable=True),
        sa.Column("search", sa.String(length=36), nullable=True),
        sa.Column("visits", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("raised", sa.Date(), nullable=False),
        sa.Column("created", MOMENT(timezone=True), nullable=False),
        sa.Column("modified", MOMENT(timezone=True), nullable=False),
        sa.CheckConstraint(
            "coverage IN ('insatisfecha', 'minima', 'parcial', 'satisfecha')",
            name=op.f("ck_information_demand_coverage"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_information_demand")),
        sa.UniqueConstraint("search", name=op.f("uq_information_demand_search")),
        sa.UniqueConstraint("uid", name=op.f("uq_information_demand_uid")),
    )
    op.create_table(
        "download_count",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("record", sa.String(length=36), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("times", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_download_count")),
        sa.UniqueConstraint("record", "day", name=op.f("uq_download_count_record_day")),
    )
    with op.batch_alter_table("download_count", schema=None) as batch_op:
        for name in ("day", "record"):
            batch_op.create_index(
                batch_op.f(f"ix_download_count_{name}"), [name], unique=False
            )


def downgrade() -> None:
    with op.batch_alter_table("download_count", schema=None) as batch_op:
        for name in ("day", "record"):
            batch_op.drop_index(batch_op.f(f"ix_download_count_{name}"))
    op.drop_table("download_count")
    op.drop_table("information_demand")
