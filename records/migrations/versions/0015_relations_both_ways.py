"""relations by the record that they lead to

Revision ID: 0015
Revises: 0014
"""

import json

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

BATCH = 1000


def upgrade() -> None:
    inside = op.create_table(
        "asset_relation",
        sa.Column("asset_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("type", sa.String(length=40), nullable=False),
        sa.Column("code", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["asset_id"],
            ["asset.id"],
            name=op.f("fk_asset_relation_asset_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("asset_id", "position", name=op.f("pk_asset_relation")),
    )
    op.create_index(op.f("ix_asset_relation_code"), "asset_relation", ["code"])
    outside = op.create_table(
        "publication_relation",
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("type", sa.String(length=40), nullable=False),
        sa.Column("target", sa.String(length=36), nullable=False),
        sa.PrimaryKeyConstraint(
            "uid", "position", name=op.f("pk_publication_relation")
        ),
    )
    op.create_index(
        op.f("ix_publication_relation_target"),
        "publication_relation",
        ["target", "uid"],
    )
    _fill_inside(inside)
    _fill_outside(outside)


def _fill_inside(table: sa.Table) -> None:
    asset = sa.table(
        "asset", sa.column("id", sa.Integer), sa.column("relations", sa.JSON)
    )
    connection, last = op.get_bind(), 0
    while True:
        query = sa.select(asset).where(asset.c.id > last).order_by(asset.c.id)
        rows = connection.execute(query.limit(BATCH)).all()
        if not rows:
            return
        last = rows[-1].id
        made = [
            {"asset_id": row.id, "position": position} | link
            for row in rows
            for position, link in enumerate(row.relations or ())
        ]
        if made:
            connection.execute(table.insert(), made)


def _fill_outside(table: sa.Table) -> None:
    rows = sa.table(
        "publication",
        sa.column("seq", sa.BigInteger),
        sa.column("uid", sa.String),
        sa.column("superseded", sa.BigInteger),
        sa.column("document", sa.Text),
    )
    connection, last = op.get_bind(), 0
    while True:
        query = sa.select(rows).where(
            rows.c.seq > last,
            rows.c.superseded.is_(None),
            rows.c.document.contains('"relations":[{'),
        )
        found = connection.execute(query.order_by(rows.c.seq).limit(BATCH)).all()
        if not found:
            return
        last = found[-1].seq
        made = [
            {
                "uid": row.uid,
                "position": position,
                "type": link["type"],
                "target": link["uid"],
            }
            for row in found
            for position, link in enumerate(json.loads(row.document)["relations"])
        ]
        connection.execute(table.insert(), made)


def downgrade() -> None:
    op.drop_table("publication_relation")
    op.drop_table("asset_relation")
