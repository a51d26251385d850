"""synonyms: those of the vocabulary that the desk has suspended

Revision ID: 0024
Revises: 0023
"""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("synonym", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "suspended",
                sa.Boolean(),
                server_default=sa.text("false"),
                nullable=False,
            )
        )


def downgrade() -> None:
    op.execute(sa.text("DELETE FROM synonym WHERE suspended"))
    with op.batch_alter_table("synonym", schema=None) as batch_op:
        batch_op.drop_column("suspended")
