"""whether a decision was taken, on the record itself, and indexes of the desk's counts

Revision ID: 0022
Revises: 0021
"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

BEFORE = (
    "workflow_state",
    "organization_id",
    "kind",
    "theme",
    "points",
    "passes",
    "due",
    "timely",
    "modified",
    "moved",
    "filed",
    "id",
)
LISTED = (*BEFORE[:8], "decided", *BEFORE[8:])


def upgrade() -> None:
    op.add_column(
        "asset",
        sa.Column(
            "decided", sa.Boolean(), server_default=sa.text("false"), nullable=False
        ),
    )
    op.execute(
        "UPDATE asset SET decided = true WHERE id IN"
        " (SELECT asset_id FROM classification WHERE ended IS NULL)"
    )
    op.drop_index("ix_asset_desk", "asset")
    op.create_index("ix_asset_desk", "asset", list(LISTED))
    standing = ["workflow_state", "due", "id", "organization_id"]
    op.create_index("ix_asset_standing", "asset", standing)
    op.create_index("ix_asset_kind_id", "asset", ["kind", "id"])


def downgrade() -> None:
    for name in ("ix_asset_kind_id", "ix_asset_standing", "ix_asset_desk"):
        op.drop_index(name, "asset")
    op.create_index("ix_asset_desk", "asset", list(BEFORE))
    op.drop_column("asset", "decided")
