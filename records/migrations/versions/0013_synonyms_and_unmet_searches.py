"""synonyms of the search, and the searches that found nothing

Revision ID: 0013
Revises: 0012
"""

import sqlalchemy as sa
import tumbaga.records.base
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

MOMENT = tumbaga.records.base.Moment


def upgrade() -> None:
    op.create_table(
        "synonym",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("word", sa.String(length=120), nullable=False),
        sa.Column("folded", sa.String(length=120), nullable=False),
        sa.Column("meanings", sa.JSON(), nullable=False),
        sa.Column("both_ways", sa.Boolean(), nullable=False),
        sa.Column("created", MOMENT(timezone=True), nullable=False),
        sa.Column("modified", MOMENT(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_synonym")),
        sa.UniqueConstraint("folded", name=op.f("uq_synonym_folded")),
        sa.UniqueConstraint("uid", name=op.f("uq_synonym_uid")),
    )
    op.create_table(
        "search_sighting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=32), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("visit", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_sighting")),
        sa.UniqueConstraint(
            "digest", "day", "visit", name=op.f("uq_search_sighting_digest_day_visit")
        ),
    )
    with op.batch_alter_table("search_sighting", schema=None) as batch_op:
        for name in ("digest", "day"):
            batch_op.create_index(
                batch_op.f(f"ix_search_sighting_{name}"), [name], unique=False
            )
    op.create_table(
        "unmet_search",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("text", sa.String(length=120), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("visits", sa.Integer(), nullable=False),
        sa.Column("heeded", MOMENT(timezone=True), nullable=True),
        sa.Column("created", MOMENT(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unmet_search")),
        sa.UniqueConstraint("text", name=op.f("uq_unmet_search_text")),
        sa.UniqueConstraint("uid", name=op.f("uq_unmet_search_uid")),
    )


def downgrade() -> None:
    op.drop_table("unmet_search")
    with op.batch_alter_table("search_sighting", schema=None) as batch_op:
        for name in ("digest", "day"):
            batch_op.drop_index(batch_op.f(f"ix_search_sighting_{name}"))
    op.drop_table("search_sighting")
    op.drop_table("synonym")
