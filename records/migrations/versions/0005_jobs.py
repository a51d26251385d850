"""long work that a page asked for

Revision ID: 0005
Revises: 0004
"""

import sqlalchemy as sa
import tumbaga.records.base
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

MOMENT = tumbaga.records.base.Moment
STATES = "'waiting', 'running', 'done', 'cancelled', 'failed'"


def upgrade() -> None:
    nought = sa.text("0")
    op.create_table(
        "job",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("person", sa.String(length=60), nullable=False),
        sa.Column("arguments", sa.JSON(), nullable=False),
        sa.Column("result", sa.JSON(), nullable=False),
        sa.Column(
            "state",
            sa.String(length=10),
            server_default=sa.text("'waiting'"),
            nullable=False,
        ),
        sa.Column("done", sa.Integer(), server_default=nought, nullable=False),
        sa.Column("total", sa.Integer(), server_default=nought, nullable=False),
        sa.Column(
            "cancel", sa.Boolean(), server_default=sa.text("false"), nullable=False
        ),
        sa.Column("attempts", sa.Integer(), server_default=nought, nullable=False),
        sa.Column("worker", sa.String(length=36), nullable=True),
        sa.Column("created", MOMENT(timezone=True), nullable=False),
        sa.Column("started", MOMENT(timezone=True), nullable=True),
        sa.Column("beat", MOMENT(timezone=True), nullable=True),
        sa.Column("ended", MOMENT(timezone=True), nullable=True),
        sa.CheckConstraint(f"state IN ({STATES})", name=op.f("ck_job_state")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
        sa.UniqueConstraint("uid", name=op.f("uq_job_uid")),
    )
    op.create_index(op.f("ix_job_person"), "job", ["person"])
    op.create_index("ix_job_state_beat", "job", ["state", "beat"])


def downgrade() -> None:
    op.drop_table("job")
