"""the words of titles, to find records that look alike

Revision ID: 0012
Revises: 0011
"""

import sqlalchemy as sa
from alembic import op
from tumbaga.records.title_word import words_of

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

BATCH = 1000


def upgrade() -> None:
    table = op.create_table(
        "title_word",
        sa.Column("word", sa.String(length=40), nullable=False),
        sa.Column("asset_id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["asset_id"],
            ["asset.id"],
            name=op.f("fk_title_word_asset_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_title_word_organization_id"),
        ),
        sa.PrimaryKeyConstraint("word", "asset_id", name=op.f("pk_title_word")),
    )
    op.create_index(op.f("ix_title_word_asset_id"), "title_word", ["asset_id"])
    op.create_index(
        op.f("ix_title_word_organization_id_word"),
        "title_word",
        ["organization_id", "word", "asset_id"],
    )
    _fill(table)


def _fill(table: sa.Table) -> None:
    asset = sa.table(
        "asset",
        sa.column("id", sa.Integer),
        sa.column("title", sa.String),
        sa.column("code", sa.String),
        sa.column("organization_id", sa.Integer),
    )
    connection, last = op.get_bind(), 0
    while True:
        query = sa.select(asset).where(asset.c.id > last).order_by(asset.c.id)
        rows = connection.execute(query.limit(BATCH)).all()
        if not rows:
            return
        last = rows[-1].id
        words = [
            {"word": word, "asset_id": row.id, "organization_id": row.organization_id}
            for row in rows
            for word in words_of(row.title, row.code)
        ]
        if words:
            connection.execute(table.insert(), words)


def downgrade() -> None:
    op.drop_table("title_word")
