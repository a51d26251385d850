"""letters to who asked for information name the request and keep no mailbox

Revision ID: 0023
Revises: 0022
"""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

# What was written before: the subject of such a letter ends with the number.
FOUND = """
UPDATE letter SET request_id = (
    SELECT request.id FROM request
    WHERE letter.subject LIKE '%solicitud ' || request.number
) WHERE person_id IS NULL
"""
FORGOTTEN = "UPDATE letter SET recipient = '' WHERE request_id IS NOT NULL"
OVER = """
UPDATE letter SET body = '', trouble = '' WHERE request_id IS NOT NULL AND due IS NULL
"""


def upgrade() -> None:
    with op.batch_alter_table("letter", schema=None) as batch_op:
        batch_op.add_column(sa.Column("request_id", sa.Integer(), nullable=True))
        batch_op.create_index(
            batch_op.f("ix_letter_request_id"), ["request_id"], unique=False
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_letter_request_id_request"),
            "request",
            ["request_id"],
            ["id"],
        )
    for statement in (FOUND, FORGOTTEN, OVER):
        op.execute(statement)


def downgrade() -> None:
    with op.batch_alter_table("letter", schema=None) as batch_op:
        batch_op.drop_constraint(
            batch_op.f("fk_letter_request_id_request"), type_="foreignkey"
        )
        batch_op.drop_index(batch_op.f("ix_letter_request_id"))
        batch_op.drop_column("request_id")
