"""publishers' names: the records that bear one are counted, not how often it came

Revision ID: 0027
Revises: 0026
"""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_column("publisher_name", "times")


def downgrade() -> None:
    times = sa.Column(
        "times", sa.Integer(), server_default=sa.text("0"), nullable=False
    )
    op.add_column("publisher_name", times)
