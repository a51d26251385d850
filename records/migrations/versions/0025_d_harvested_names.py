"""harvest items by their name: a thing is known again when its identifier and address changed

Revision ID: 0025
Revises: 0024
"""

from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

INDEX = "ix_harvest_item_source_id_name"


def upgrade() -> None:
    op.create_index(INDEX, "harvest_item", ["source_id", "name"])


def downgrade() -> None:
    op.drop_index(INDEX, table_name="harvest_item")
