"""decisions kept as drafts, and the 15 years of reserve bind only what is reserved

Revision ID: 0026
Revises: 0025
"""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

TERM, RESERVE = "ck_classification_term_years", "ck_classification_reserve_term"
TO_15 = "term_years IS NULL OR term_years BETWEEN 1 AND 15"
TO_100 = "term_years IS NULL OR term_years BETWEEN 1 AND 100"
RESERVED_TO_15 = "access_class <> 'reservada' OR term_years IS NULL OR term_years <= 15"


def upgrade() -> None:
    op.create_table(
        "decision_draft",
        sa.Column("asset_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("saved", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["asset_id"], ["asset.id"], name=op.f("fk_decision_draft_asset_id_asset")
        ),
        sa.ForeignKeyConstraint(
            ["saved_by_id"],
            ["person.id"],
            name=op.f("fk_decision_draft_saved_by_id_person"),
        ),
        sa.PrimaryKeyConstraint("asset_id", name=op.f("pk_decision_draft")),
    )
    op.create_index(
        op.f("ix_decision_draft_saved_by_id"), "decision_draft", ["saved_by_id"]
    )
    _checks({TERM: TO_100, RESERVE: RESERVED_TO_15}, gone=(TERM,))


def downgrade() -> None:
    _checks({TERM: TO_15}, gone=(RESERVE, TERM))
    op.drop_table("decision_draft")


def _checks(wanted: dict[str, str], gone: tuple[str, ...]) -> None:
    with op.batch_alter_table("classification", schema=None) as batch_op:
        for name in gone:
            batch_op.drop_constraint(batch_op.f(name), type_="check")
        for name, said in wanted.items():
            batch_op.create_check_constraint(batch_op.f(name), said)
