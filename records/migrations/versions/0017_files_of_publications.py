"""which public document names which file

Revision ID: 0031
Revises: 0030
"""

import json

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

BATCH = 500


def upgrade() -> None:
    op.create_table(
        "publication_file",
        sa.Column("checksum", sa.String(length=64), nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["seq"],
            ["publication.seq"],
            name=op.f("fk_publication_file_seq_publication"),
        ),
        sa.PrimaryKeyConstraint("checksum", "seq", name=op.f("pk_publication_file")),
    )
    op.create_index(op.f("ix_publication_file_seq"), "publication_file", ["seq"])
    _fill()


def _fill() -> None:
    """What the documents that are there name already."""
    connection, after = op.get_bind(), 0
    while True:
        rows = connection.execute(
            sa.text(
                "SELECT seq, document FROM publication WHERE seq > :after AND"
                """ document LIKE '%"checksum"%' ORDER BY seq LIMIT :many"""
            ),
            {"after": after, "many": BATCH},
        ).all()
        named = [
            {"seq": seq, "checksum": checksum}
            for seq, text in rows
            for checksum in _checksums(text)
        ]
        if named:
            connection.execute(
                sa.text(
                    "INSERT INTO publication_file (checksum, seq)"
                    " VALUES (:checksum, :seq)"
                ),
                named,
            )
        if len(rows) < BATCH:
            return
        after = rows[-1][0]


def _checksums(text: str) -> set[str]:
    given = json.loads(text).get("distributions") or []
    found = {one.get("checksum") for one in given if isinstance(one, dict)}
    return {one for one in found if isinstance(one, str) and 0 < len(one) <= 64}
