"""where the transparency menu's numerals are answered

Revision ID: 0009
Revises: 0008
"""

import sqlalchemy as sa
import tumbaga.records.base
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

MOMENT = tumbaga.records.base.Moment


def upgrade() -> None:
    op.create_table(
        "transparency_link",
        sa.Column("numeral", sa.String(length=10), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("url", sa.String(length=1000), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("modified", MOMENT(timezone=True), nullable=False),
        sa.CheckConstraint(
            "state IN ('si', 'no', 'no_aplica')",
            name=op.f("ck_transparency_link_state"),
        ),
        sa.PrimaryKeyConstraint("numeral", name=op.f("pk_transparency_link")),
    )


def downgrade() -> None:
    op.drop_table("transparency_link")
