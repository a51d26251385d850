"""what the desk's lists are sorted and sifted by, and the words that find a record

Revision ID: 0011
Revises: 0010

The new columns are filled by ``catalog.indexing.catch_up``: they are worked out from
the rest of a record, by code that a migration may not know.
"""

import sqlalchemy as sa
import tumbaga.records.base
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

MOMENT = tumbaga.records.base.Moment
C = {"collation": "C"}
FILED = sa.String(120).with_variant(sa.String(120, **C), "postgresql")
WORD = sa.String(60).with_variant(sa.String(60, **C), "postgresql")
COLUMNS = (
    ("moved", MOMENT(timezone=True)),
    ("filed", FILED),
    ("points", sa.Integer()),
    ("passes", sa.Integer()),
    ("due", sa.Date()),
    ("timely", sa.Boolean()),
)
LISTED = (
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
JUDGED = ("organization_id", "workflow_state", "points", "passes", "due", "timely")
# The indexes above begin with these.
REPLACED = ("workflow_state", "organization_id")
INDEXES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("ix_asset_modified", "asset", ("modified", "id")),
    ("ix_asset_filed", "asset", ("filed", "id")),
    ("ix_asset_desk", "asset", LISTED),
    ("ix_asset_quality", "asset", JUDGED),
    ("ix_revision_person", "revision", ("person", "asset_id")),
    ("ix_audit_entry_person", "audit_entry", ("person", "id")),
    ("ix_audit_entry_verb", "audit_entry", ("verb", "id")),
    ("ix_audit_entry_at", "audit_entry", ("at",)),
)
PARTIAL = (
    (
        "ix_classification_class",
        "classification",
        ("asset_id", "access_class"),
        "ended IS NULL",
    ),
    ("ix_classification_ends", "classification", ("ends",), "ended IS NULL"),
    ("ix_comment_open", "comment", ("asset_id",), "settled IS NULL"),
)


def upgrade() -> None:
    for name, kind in COLUMNS:
        op.add_column("asset", sa.Column(name, kind, nullable=True))
    op.execute("UPDATE asset SET moved = modified")
    op.create_table(
        "asset_word",
        sa.Column("word", WORD, nullable=False),
        sa.Column("asset_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["asset_id"],
            ["asset.id"],
            name=op.f("fk_asset_word_asset_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("word", "asset_id", name=op.f("pk_asset_word")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_asset_word_asset_id"), "asset_word", ["asset_id"])
    for column in REPLACED:
        op.drop_index(f"ix_asset_{column}", "asset")
    for name, table, columns in INDEXES:
        op.create_index(name, table, list(columns))
    for name, table, some, where in PARTIAL:
        op.create_index(
            name,
            table,
            list(some),
            sqlite_where=sa.text(where),
            postgresql_where=sa.text(where),
        )


def downgrade() -> None:
    op.drop_table("asset_word")
    for name, table, _columns, _where in PARTIAL:
        op.drop_index(name, table)
    for name, table, _names in INDEXES:
        op.drop_index(name, table)
    for column in REPLACED:
        op.create_index(f"ix_asset_{column}", "asset", [column])
    for name, _kind in COLUMNS:
        op.drop_column("asset", name)
