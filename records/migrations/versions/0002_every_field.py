"""every field of the asset matrix, the characterisation and the sheets

Revision ID: 0002
Revises: 0001

Columns are added and dropped without remaking a table that others point to: on SQLite
that would delete, by cascade, what points to it.
"""

from typing import Any

import sqlalchemy as sa
import tumbaga.records.base
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

EXACT = tumbaga.records.base.Exact
Columns = tuple[tuple[str, Any], ...]
ADDED: dict[str, Columns] = {
    "asset": (
        ("asset_type", sa.String(20)),
        ("axis", sa.String(40)),
        ("process", sa.String(200)),
        ("process_code", sa.String(60)),
        ("subprocess", sa.String(200)),
        ("records_code", sa.String(80)),
        ("support", sa.String(100)),
        ("archived", sa.String(10)),
        ("personal_data_types", sa.JSON()),
        ("personal_data_purpose", sa.Text()),
        ("personal_data_authorized", sa.Boolean()),
    ),
    "dataset": (
        ("version_notes", sa.Text()),
        ("is_series", sa.Boolean()),
    ),
    "distribution": (
        ("issued", sa.String(10)),
        ("modified", sa.String(10)),
        ("availability", sa.String(20)),
    ),
    "indicator": (
        ("associated_with", sa.JSON()),
        ("macroprocess", sa.String(200)),
        ("procedure", sa.String(300)),
        ("service", sa.JSON()),
        ("value_chain", sa.String(20)),
        ("measurement_method", sa.Text()),
        ("reference_values", sa.Text()),
        ("statistics", sa.JSON()),
        ("prepared", sa.String(10)),
        ("updated", sa.String(10)),
        ("changes", sa.JSON()),
    ),
    "observation": (
        ("components", sa.JSON()),
        ("target", EXACT()),
        ("improvement", sa.Text()),
    ),
    "production_process": (
        ("team", sa.String(300)),
        ("in_mop", sa.Boolean()),
        ("procedure_based", sa.Boolean()),
        ("phases", sa.JSON()),
        ("continuity", sa.String(20)),
        ("continuity_reason", sa.Text()),
        ("continuity_reviewed", sa.String(10)),
        ("study", sa.JSON()),
        ("method", sa.JSON()),
        ("conditions", sa.JSON()),
    ),
    "publication_observation": (
        ("components", sa.JSON()),
        ("target", EXACT()),
    ),
}
VARIABLE: Columns = (
    ("standard_variable", sa.String(60)),
    ("file", sa.String(300)),
    ("personal_data", sa.String(20)),
    ("interval", sa.String(12)),
    ("decimals", sa.Integer()),
    ("width", sa.Integer()),
    ("format", sa.String(40)),
    ("response_unit", sa.String(200)),
    ("question_before", sa.Text()),
    ("question_after", sa.Text()),
    ("instruction", sa.Text()),
    ("notes", sa.Text()),
    ("security", sa.Text()),
)
EMPTY = {
    "asset": {"personal_data_types": "[]"},
    "indicator": {
        "associated_with": "[]",
        "service": "{}",
        "statistics": "{}",
        "changes": "[]",
    },
    "observation": {"components": "{}"},
    "production_process": {
        "phases": "[]",
        "study": "{}",
        "method": "{}",
        "conditions": "{}",
    },
}


def upgrade() -> None:
    _create_standard_variable()
    _create_characterisation()
    for table, columns in ADDED.items():
        for name, kind in columns:
            op.add_column(table, sa.Column(name, kind, nullable=True))
    for table, blanks in EMPTY.items():
        given = ", ".join(f"{name} = '{value}'" for name, value in blanks.items())
        op.execute(f"UPDATE {table} SET {given}")
    with op.batch_alter_table("variable", schema=None) as batch_op:
        for name, kind in VARIABLE:
            batch_op.add_column(sa.Column(name, kind, nullable=True))
        batch_op.alter_column(
            "label",
            existing_type=sa.String(length=300),
            type_=sa.String(length=500),
            nullable=True,
        )
        batch_op.create_index(
            batch_op.f("ix_variable_standard_variable"),
            ["standard_variable"],
            unique=False,
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_variable_standard_variable"),
            "standard_variable",
            ["standard_variable"],
            ["code"],
        )


def downgrade() -> None:
    op.execute("UPDATE variable SET label = name WHERE label IS NULL")
    op.execute("UPDATE variable SET label = substr(label, 1, 300)")
    with op.batch_alter_table("variable", schema=None) as batch_op:
        batch_op.drop_constraint(
            batch_op.f("fk_variable_standard_variable"), type_="foreignkey"
        )
        batch_op.drop_index(batch_op.f("ix_variable_standard_variable"))
        batch_op.alter_column(
            "label",
            existing_type=sa.String(length=500),
            type_=sa.String(length=300),
            nullable=False,
        )
        for name, _kind in reversed(VARIABLE):
            batch_op.drop_column(name)
    for table, columns in ADDED.items():
        for name, _kind in reversed(columns):
            op.drop_column(table, name)
    with op.batch_alter_table("characterisation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_characterisation_production_process_id"))

    op.drop_table("characterisation")
    op.drop_table("standard_variable")


def _create_standard_variable() -> None:
    op.create_table(
        "standard_variable",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("label", sa.String(length=500), nullable=False),
        sa.Column("definition", sa.Text(), nullable=False),
        sa.Column("type", sa.String(length=20), nullable=True),
        sa.Column("interval", sa.String(length=12), nullable=True),
        sa.Column("unit", sa.String(length=100), nullable=True),
        sa.Column("categories", sa.JSON(), nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("personal_data", sa.String(length=20), nullable=True),
        sa.Column(
            "created", tumbaga.records.base.Moment(timezone=True), nullable=False
        ),
        sa.Column(
            "modified", tumbaga.records.base.Moment(timezone=True), nullable=False
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_standard_variable")),
        sa.UniqueConstraint("code", name=op.f("uq_standard_variable_code")),
        sa.UniqueConstraint("uid", name=op.f("uq_standard_variable_uid")),
    )


def _create_characterisation() -> None:
    op.create_table(
        "characterisation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("production_process_id", sa.Integer(), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("requirements", sa.JSON(), nullable=False),
        sa.Column("design", sa.JSON(), nullable=False),
        sa.Column("collection", sa.JSON(), nullable=False),
        sa.Column("processing", sa.JSON(), nullable=False),
        sa.Column("dissemination", sa.JSON(), nullable=False),
        sa.Column("core", sa.JSON(), nullable=False),
        sa.Column(
            "created", tumbaga.records.base.Moment(timezone=True), nullable=False
        ),
        sa.CheckConstraint("version >= 1", name=op.f("ck_characterisation_version")),
        sa.ForeignKeyConstraint(
            ["production_process_id"],
            ["production_process.id"],
            name=op.f("fk_characterisation_production_process_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_characterisation")),
        sa.UniqueConstraint(
            "production_process_id",
            "date",
            "version",
            name=op.f("uq_characterisation_production_process_id_date_version"),
        ),
    )
    with op.batch_alter_table("characterisation", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_characterisation_production_process_id"),
            ["production_process_id"],
            unique=False,
        )
