"""files: which record each was uploaded for

Revision ID: 0021
Revises: 0020
"""

from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

asset = sa.table("asset", sa.column("id"), sa.column("uid"))
distribution = sa.table(
    "distribution",
    sa.column("asset_id"),
    sa.column("checksum"),
    sa.column("url"),
    sa.column("ours", sa.Boolean()),
)
revisions = sa.table(
    "revision",
    sa.column("id", sa.Integer()),
    sa.column("asset_id"),
    sa.column("values", sa.JSON()),
)
held = sa.table("held_file", sa.column("record"), sa.column("checksum"))


def upgrade() -> None:
    op.create_table(
        "held_file",
        sa.Column("record", sa.String(length=36), nullable=False),
        sa.Column("checksum", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("record", "checksum", name=op.f("pk_held_file")),
    )
    with op.batch_alter_table("distribution", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "ours", sa.Boolean(), server_default=sa.text("false"), nullable=False
            )
        )
    connection = op.get_bind()
    rows = sorted({*_named_now(connection), *_named_before(connection)})
    if rows:
        given = [{"record": uid, "checksum": checksum} for uid, checksum in rows]
        connection.execute(held.insert(), given)
    connection.execute(distribution.update().where(_alone()).values(ours=sa.true()))


def _alone() -> sa.ColumnElement[bool]:
    """A checksum without an address can only be that of a file of ours; beside one it
    may be anybody's, and the address is what is public from now on.
    """
    return distribution.c.checksum.is_not(None) & distribution.c.url.is_(None)


def _named_now(connection: sa.Connection) -> Iterator[tuple[str, str]]:
    joined = distribution.join(asset, asset.c.id == distribution.c.asset_id)
    query = sa.select(asset.c.uid, distribution.c.checksum).select_from(joined)
    for row in connection.execute(query.where(_alone())):
        yield row.uid, row.checksum


def _named_before(connection: sa.Connection) -> Iterator[tuple[str, str]]:
    """What earlier states of a record name, so that they can be restored."""
    joined = revisions.join(asset, asset.c.id == revisions.c.asset_id)
    text = sa.cast(revisions.c["values"], sa.Text())
    query = (
        sa.select(asset.c.uid, revisions.c["values"])
        .select_from(joined)
        .where(text.like('%"checksum"%'))
        .execution_options(yield_per=500)
    )
    for uid, values in connection.execute(query):
        for one in values.get("distributions", ()):
            if one.get("checksum") and not one.get("url"):
                yield uid, one["checksum"]


def downgrade() -> None:
    with op.batch_alter_table("distribution", schema=None) as batch_op:
        batch_op.drop_column("ours")
    op.drop_table("held_file")
