"""accounts, browsers, links, outside identities, attempts and letters

Revision ID: 0010
Revises: 0009
"""

from typing import Any

import sqlalchemy as sa
import tumbaga.records.base
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

MOMENT = tumbaga.records.base.Moment


def column(name: str, kind: Any, *, null: bool = False, **more: Any) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=null, **more)


def moment(name: str, *, null: bool = False) -> sa.Column[Any]:
    return column(name, MOMENT(timezone=True), null=null)


def text(name: str, length: int, *, null: bool = False) -> sa.Column[Any]:
    return column(name, sa.String(length=length), null=null)


def of_a_person(table: str, *columns: Any, null: bool = False) -> None:
    """A table whose rows belong to a person."""
    op.create_table(
        table,
        column("id", sa.Integer()),
        column("person_id", sa.Integer(), null=null),
        *columns,
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f(f"fk_{table}_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )


def unique(table: str, *columns: str) -> sa.UniqueConstraint:
    name = op.f(f"uq_{table}_{'_'.join(columns)}")
    return sa.UniqueConstraint(*columns, name=name)


def upgrade() -> None:
    of_a_person(
        "account",
        text("password", 200, null=True),
        moment("password_set", null=True),
        text("seed", 300, null=True),
        moment("seed_confirmed", null=True),
        column("last_step", sa.Integer(), server_default=sa.text("0")),
        unique("account", "person_id"),
    )
    of_a_person(
        "recovery_code",
        text("digest", 64),
        moment("used", null=True),
        unique("recovery_code", "digest"),
    )
    of_a_person(
        "browser",
        text("digest", 64),
        text("way", 20),
        moment("started"),
        moment("seen"),
        moment("ended", null=True),
        text("address", 60),
        text("agent", 200),
        sa.CheckConstraint(
            "way IN ('password', 'external', 'demonstration')",
            name=op.f("ck_browser_way"),
        ),
        unique("browser", "digest"),
    )
    of_a_person(
        "entry_link",
        text("purpose", 20),
        text("digest", 64),
        moment("created"),
        moment("expires"),
        moment("ended", null=True),
        sa.CheckConstraint(
            "purpose IN ('invitation', 'reset')", name=op.f("ck_entry_link_purpose")
        ),
        unique("entry_link", "digest"),
    )
    of_a_person(
        "identity",
        text("issuer", 300),
        text("subject", 255),
        moment("linked"),
        unique("identity", "issuer", "subject"),
    )
    op.create_table(
        "attempt",
        text("key", 80),
        moment("since"),
        column("count", sa.Integer()),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_attempt")),
    )
    of_a_person(
        "letter",
        text("recipient", 200),
        text("subject", 200),
        column("body", sa.Text()),
        moment("created"),
        moment("due", null=True),
        column("tries", sa.Integer(), server_default=sa.text("0")),
        moment("sent", null=True),
        text("trouble", 300),
        null=True,
    )
    op.create_index(op.f("ix_letter_due"), "letter", ["due"])
    for table in ("recovery_code", "browser", "entry_link", "identity", "letter"):
        op.create_index(op.f(f"ix_{table}_person_id"), table, ["person_id"])


def downgrade() -> None:
    for table in (
        "letter",
        "attempt",
        "identity",
        "entry_link",
        "browser",
        "recovery_code",
        "account",
    ):
        op.drop_table(table)
