"""general decisions, and what a decision says of the end of its term

Revision ID: 0006
Revises: 0005
"""

import sqlalchemy as sa
import tumbaga.records.base
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

MOMENT = tumbaga.records.base.Moment


def upgrade() -> None:
    op.create_table(
        "general_decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("basis", sa.String(length=12), nullable=False),
        sa.Column("value", sa.String(length=300), nullable=False),
        sa.Column("act", sa.String(length=300), nullable=False),
        sa.Column("act_date", sa.Date(), nullable=False),
        sa.Column("motivation", sa.Text(), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=False),
        sa.Column("decided", MOMENT(timezone=True), nullable=False),
        sa.Column("ended", MOMENT(timezone=True), nullable=True),
        sa.CheckConstraint(
            "basis IN ('category', 'trd_series', 'source', 'kind')",
            name=op.f("ck_general_decision_basis"),
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"],
            ["person.id"],
            name=op.f("fk_general_decision_decided_by_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_general_decision")),
        sa.UniqueConstraint("uid", name=op.f("uq_general_decision_uid")),
    )
    for column in ("value", "decided_by_id"):
        op.create_index(
            op.f(f"ix_general_decision_{column}"), "general_decision", [column]
        )
    with op.batch_alter_table("classification") as batch:
        batch.add_column(sa.Column("counted_from", sa.String(length=20)))
        batch.add_column(
            sa.Column(
                "opens", sa.Boolean(), server_default=sa.text("false"), nullable=False
            )
        )
        batch.add_column(sa.Column("general_id", sa.Integer()))
        batch.create_foreign_key(
            op.f("fk_classification_general_id"),
            "general_decision",
            ["general_id"],
            ["id"],
        )
        batch.create_index(op.f("ix_classification_general_id"), ["general_id"])


def downgrade() -> None:
    with op.batch_alter_table("classification") as batch:
        batch.drop_index(op.f("ix_classification_general_id"))
        batch.drop_constraint(op.f("fk_classification_general_id"), type_="foreignkey")
        batch.drop_column("general_id")
        batch.drop_column("opens")
        batch.drop_column("counted_from")
    op.drop_table("general_decision")
