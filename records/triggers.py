"""Triggers that keep the audit append-only and the ledger undeletable.

They stand in the migrations as well as here, where tests make their databases.
"""

from sqlalchemy import Connection, text

SQLITE = (
    "CREATE TRIGGER audit_entry_no_update BEFORE UPDATE ON audit_entry"
    " BEGIN SELECT RAISE(ABORT, 'audit_entry is append-only'); END",
    "CREATE TRIGGER audit_entry_no_delete BEFORE DELETE ON audit_entry"
    " BEGIN SELECT RAISE(ABORT, 'audit_entry is append-only'); END",
    "CREATE TRIGGER publication_no_delete BEFORE DELETE ON publication"
    " BEGIN SELECT RAISE(ABORT, 'publication is append-only'); END",
)
POSTGRESQL = (
    "CREATE FUNCTION tumbaga_append_only() RETURNS trigger LANGUAGE plpgsql AS"
    " $$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$",
    "CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE"
    " ON audit_entry FOR EACH STATEMENT EXECUTE FUNCTION tumbaga_append_only()",
    "CREATE TRIGGER publication_no_delete BEFORE DELETE OR TRUNCATE ON publication"
    " FOR EACH STATEMENT EXECUTE FUNCTION tumbaga_append_only()",
)


def create(connection: Connection) -> None:
    """Create the triggers on the connection's database."""
    statements = SQLITE if connection.dialect.name == "sqlite" else POSTGRESQL
    for statement in statements:
        connection.execute(text(statement))
