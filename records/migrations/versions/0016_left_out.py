"""public records that a format could not write

Revision ID: 0030
Revises: 0014
"""

import sqlalchemy as sa
import tumbaga.records.base
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

MOMENT = tumbaga.records.base.Moment


def upgrade() -> None:
    op.create_table(
        "left_out",
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("format", sa.String(length=40), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("first", MOMENT(timezone=True), nullable=False),
        sa.Column("last", MOMENT(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("uid", "format", name=op.f("pk_left_out")),
    )
