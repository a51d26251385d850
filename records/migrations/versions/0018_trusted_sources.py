"""sources that Planeación gave its standing approval, and what was last told of them

Revision ID: 0035
Revises: 0014
"""

import sqlalchemy as sa
import tumbaga.records.base
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

MOMENT = tumbaga.records.base.Moment


def upgrade() -> None:
    op.add_column(
        "harvest_source", sa.Column("trusted_by", sa.String(60), nullable=True)
    )
    op.add_column(
        "harvest_source",
        sa.Column("trusted_since", MOMENT(timezone=True), nullable=True),
    )
    op.add_column("harvest_source", sa.Column("told", sa.String(64), nullable=True))
