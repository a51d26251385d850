"""requests for information

Revision ID: 0007
Revises: 0006
"""

import sqlalchemy as sa
import tumbaga.records.base
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

MOMENT = tumbaga.records.base.Moment
STATES = "'received', 'extended', 'answered', 'refused', 'transferred'"


def upgrade() -> None:
    op.create_table(
        "request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("asset_uid", sa.String(length=36), nullable=True),
        sa.Column("organization_id", sa.Integer(), nullable=True),
        sa.Column("received", sa.Date(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column(
            "state",
            sa.String(length=12),
            server_default=sa.text("'received'"),
            nullable=False,
        ),
        sa.Column("extension", sa.Text(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("refused_by", sa.Text(), nullable=True),
        sa.Column("transferred_to", sa.String(length=300), nullable=True),
        sa.Column("closed", sa.Date(), nullable=True),
        sa.Column("satisfaction", sa.Integer(), nullable=True),
        sa.Column("published_code", sa.String(length=80), nullable=True),
        sa.Column("created", MOMENT(timezone=True), nullable=False),
        sa.CheckConstraint(f"state IN ({STATES})", name=op.f("ck_request_state")),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_request_organization_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request")),
        sa.UniqueConstraint("number", name=op.f("uq_request_number")),
    )
    for column in ("asset_uid", "organization_id", "due", "state"):
        op.create_index(op.f(f"ix_request_{column}"), "request", [column])
    op.create_table(
        "asker",
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=True),
        sa.Column("email", sa.String(length=200), nullable=True),
        sa.Column("erase", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["request_id"], ["request.id"], name=op.f("fk_asker_request_id")
        ),
        sa.PrimaryKeyConstraint("request_id", name=op.f("pk_asker")),
    )
    op.create_index(op.f("ix_asker_erase"), "asker", ["erase"])


def downgrade() -> None:
    op.drop_table("asker")
    op.drop_table("request")
